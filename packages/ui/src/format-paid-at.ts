/** When something happened, as people read it. */
/** Formats when something was paid: an ISO text or epoch seconds. Undefined where it is neither. */
export function formatPaidAt(paidAt: string | number | undefined, locale: string): string | undefined {
  const at = typeof paidAt === 'number' ? paidAt * 1_000 : Date.parse(paidAt ?? '')
  if (Number.isNaN(at)) return undefined
  return new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).format(at)
}
