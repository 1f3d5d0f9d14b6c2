import { formatBeijing, formatBeijingText, parseBeijing } from './beijing-time'

const TIME = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d)(?::(\d\d))?$/
const TIMEOUT = /^([1-9]\d{0,4})([mhd])$/
const UNITS: ReadonlyMap<string | undefined, number> = new Map([['m', 60_000], ['h', 3_600_000], ['d', 86_400_000]])
const LONGEST_MS = 15 * 86_400_000

/** `yyyy-MM-dd HH:mm:ss` in Beijing time, as Alipay writes instants. */
export const formatAlipayTime = formatBeijingText

/** The instant that a `yyyy-MM-dd HH:mm[:ss]` in Beijing time names, or nothing if there is no such date. */
export function parseAlipayTime(text: string): number | undefined {
  const [, ...parts] = TIME.exec(text) ?? []
  return parts.length === 0 ? undefined : parseBeijing(`${parts.slice(0, 5).join('')}${parts[5] ?? '00'}`)
}

/** The end of a `timeout_express` that begins at `from`: `1m` to `15d`, or `1c`, the end of that day. Nothing for any other text. */
export function timeoutAt(text: string, from: number): number | undefined {
  if (text === '1c') return (parseBeijing(`${formatBeijing(from).slice(0, 8)}000000`) ?? from) + 86_400_000
  const [, count, unit] = TIMEOUT.exec(text) ?? []
  const ms = Number(count) * (UNITS.get(unit) ?? Number.NaN)
  return ms <= LONGEST_MS ? from + ms : undefined
}

/** The `timeout_express` that ends no later than after `ms`, in whole minutes, one at least and 15 days at most. */
export function timeoutExpress(ms: number): string {
  return `${Math.max(1, Math.floor(Math.min(ms, LONGEST_MS) / 60_000))}m`
}
