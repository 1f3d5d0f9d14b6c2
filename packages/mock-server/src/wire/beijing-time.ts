const OFFSET_MS = 8 * 3_600_000

/** `yyyyMMddHHmmss` in Beijing time, as WeChat Pay v2 writes instants. */
export function formatBeijing(instantMs: number): string {
  return new Date(instantMs + OFFSET_MS).toISOString().slice(0, 19).replaceAll(/\D/g, '')
}

/** `yyyy-MM-dd HH:mm:ss` in Beijing time, as it writes them about refunds and in bills. */
export function formatBeijingText(instantMs: number): string {
  return new Date(instantMs + OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ')
}

/** The instant that a `yyyyMMddHHmmss` in Beijing time names, or nothing if there is no such date. */
export function parseBeijing(text: string): number | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(text)
  if (!parts) return undefined
  const [, year, month, day, hour, minute, second] = parts
  const instantMs = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}+08:00`)
  // Date.parse takes 31 February for 3 March.
  return Number.isNaN(instantMs) || formatBeijing(instantMs) !== text ? undefined : instantMs
}
