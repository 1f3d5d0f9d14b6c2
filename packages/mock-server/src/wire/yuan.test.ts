import { assert, integer, property } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fenFromYuan, yuanFromFen } from './yuan'

describe('rule 7: yuan and fen', () => {
  test.each([[0.1, 10], [0.29, 29], [1.1, 110], [19.99, 1999], [1_234_567.89, 123_456_789], ['0.10', 10], ['0.1', 10], ['100', 10_000], [0, 0], ['99999999.99', 9_999_999_999]])('%s yuan is exactly %s fen', (yuan, fen) => {
    expect(fenFromYuan(yuan)).toBe(fen)
  })

  test.each([Number.NaN, Number.POSITIVE_INFINITY, -1, -0.01, 0.001, 0.1 * 3, '0.001', '1e3', 1e21, '', ' 1', '1.', '.5', '01', '１', '100000000', null, undefined, true, [1], {}])('%s is no amount', (value) => {
    expect(fenFromYuan(value)).toBeUndefined()
  })

  test('go round without loss', () => {
    assert(property(integer({ min: 0, max: 9_999_999_999 }), (fen) => {
      expect(fenFromYuan(yuanFromFen(fen))).toBe(fen)
      expect(fenFromYuan(Number(yuanFromFen(fen)))).toBe(fen)
    }))
  })

  test('are written with two decimals', () => {
    expect([0, 5, 10, 100, 123_456].map(yuanFromFen)).toStrictEqual(['0.00', '0.05', '0.10', '1.00', '1234.56'])
  })
})
