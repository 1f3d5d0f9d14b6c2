/** Amounts and times as people read them. */

/** An amount in pieces, so that the sign can be smaller than the digits. */
export interface AmountParts {
  readonly sign: string
  readonly digits: string
}

/**
 * Formats whole fen as CNY. Only the whole yuan pass through a number formatter: the two decimals are copied, so that no amount is ever rounded.
 * @example formatFen(123456789, 'zh-CN') // { sign: '¥', digits: '1,234,567.89' }
 */
export function formatFen(amountFen: number, locale: string): AmountParts {
  const cents = String(amountFen % 100).padStart(2, '0')
  const parts = { sign: '', digits: '' }
  for (const { type, value } of new Intl.NumberFormat(locale, { style: 'currency', currency: 'CNY' }).formatToParts(Math.floor(amountFen / 100))) {
    if (type === 'currency') parts.sign = value
    else if (type !== 'literal') parts.digits += type === 'fraction' ? cents : value
  }
  return parts
}

/** The time of an instant (ms since the epoch) to the second, as it is on this machine's clock. */
export const formatTime = (at: number, locale: string): string => new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).format(at)

const MINUTE_S = 60

/** How long ago, in steps of ten seconds and then minutes: a figure that changes with every tick would draw the eye. */
export function formatAgo(elapsedMs: number, locale: string): string {
  const seconds = Math.max(0, Math.floor(elapsedMs / 10_000) * 10)
  const format = new Intl.RelativeTimeFormat(locale, { numeric: seconds === 0 ? 'auto' : 'always' })
  return seconds < MINUTE_S ? format.format(-seconds, 'second') : format.format(-Math.floor(seconds / MINUTE_S), 'minute')
}
