import { describe, expect, test } from 'vitest'
import { formatRfc3339, parseRfc3339 } from './v3-time'

const NOON = Date.UTC(2026, 0, 1, 4)

describe('WeChat Pay v3\'s times', () => {
  test('are written in Beijing\'s', () => {
    expect(formatRfc3339(NOON)).toBe('2026-01-01T12:00:00+08:00')
    expect(parseRfc3339(formatRfc3339(NOON))).toBe(NOON)
  })

  test.each(['2026-01-01T04:00:00Z', '2026-01-01T05:00:00+01:00', '2025-12-31T20:00:00.000-08:00'])('are read in any zone: %s', (text) => {
    expect(parseRfc3339(text)).toBe(NOON)
  })

  test.each(['2026-02-31T12:00:00+08:00', '2026-13-01T12:00:00+08:00', '2026-01-01T25:00:00+08:00', '2026-01-01 12:00:00+08:00', '2026-01-01T12:00:00', '20260101120000', '2026-01-01', ''])('%s is no time', (text) => {
    expect(parseRfc3339(text)).toBeUndefined()
  })
})
