import { describe, expect, test } from 'vitest'
import { formatBeijing, formatBeijingText, parseBeijing } from './beijing-time'

describe('Beijing time', () => {
  test('is eight hours ahead, whatever the machine\'s own zone', () => {
    expect(formatBeijing(Date.UTC(2025, 11, 31, 16, 0, 0))).toBe('20260101000000')
    expect(formatBeijingText(Date.UTC(2025, 11, 31, 16, 0, 9))).toBe('2026-01-01 00:00:09')
    expect(parseBeijing('20260101000000')).toBe(Date.UTC(2025, 11, 31, 16, 0, 0))
  })

  test.each(['20260231000000', '20261301000000', '20260101240000', '20260101006000', '2026010100000', '2026-01-01T00:00:00', ''])('%s is no instant', (text) => {
    expect(parseBeijing(text)).toBeUndefined()
  })
})
