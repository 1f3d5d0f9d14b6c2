import { describe, expect, test } from 'vitest'
import { formatAlipayTime, parseAlipayTime, timeoutAt, timeoutExpress } from './alipay-time'

const NOON = Date.UTC(2026, 0, 1, 4)

describe('Alipay\'s times', () => {
  test('are Beijing\'s, to the second or the minute', () => {
    expect(formatAlipayTime(NOON)).toBe('2026-01-01 12:00:00')
    expect(parseAlipayTime('2026-01-01 12:00:00')).toBe(NOON)
    expect(parseAlipayTime('2026-01-01 12:00')).toBe(NOON)
  })

  test.each(['2026-02-31 12:00:00', '2026-01-01T12:00:00', '20260101120000', '2026-01-01', '2026-01-01 25:00', ''])('%s is no time', (text) => {
    expect(parseAlipayTime(text)).toBeUndefined()
  })

  test.each([['1m', 60_000], ['90m', 5_400_000], ['2h', 7_200_000], ['15d', 1_296_000_000], ['21600m', 1_296_000_000], ['1c', 43_200_000]])('a timeout of %s ends after %i ms, begun at noon', (text, ms) => {
    expect(timeoutAt(text, NOON)).toBe(NOON + ms)
  })

  test.each(['0m', '16d', '21601m', '1.5h', '1s', 'm', '-1m', '2c', '', '01m'])('%s is no timeout', (text) => {
    expect(timeoutAt(text, NOON)).toBeUndefined()
  })

  test.each([[60_000, '1m'], [119_999, '1m'], [900_000, '15m'], [1, '1m'], [Number.MAX_SAFE_INTEGER, '21600m']])('%i ms are the timeout %s', (ms, text) => {
    expect(timeoutExpress(ms)).toBe(text)
  })
})
