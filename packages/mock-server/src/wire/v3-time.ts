const OFFSET_MS = 8 * 3_600_000
const TIME = /^(\d{4}-(\d\d)-(\d\d)T\d\d:\d\d:\d\d)(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/

/** `yyyy-MM-ddTHH:mm:ss+08:00`, as WeChat Pay v3 writes instants. */
export function formatRfc3339(instantMs: number): string {
  return `${new Date(instantMs + OFFSET_MS).toISOString().slice(0, 19)}+08:00`
}

/** The instant that an RFC 3339 text names, in any zone; nothing if there is no such date, or no zone. */
export function parseRfc3339(text: string): number | undefined {
  const [, local, month, day] = TIME.exec(text) ?? []
  const instantMs = Date.parse(text)
  if (local === undefined || Number.isNaN(instantMs)) return undefined
  // Date.parse takes 31 February for 3 March.
  const written = new Date(`${local}Z`)
  return written.getUTCDate() === Number(day) && written.getUTCMonth() + 1 === Number(month) ? instantMs : undefined
}
