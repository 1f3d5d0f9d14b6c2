import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HError } from '../errors'
import { asPayableFen, fenToYuan, payableFen, yuanToFen, type Fen } from './money'

describe('rule 7: yuan become fen exactly', () => {
  it.each([
    [0.1, 10], [0.29, 29], [1.1, 110], [19.99, 1999], [4.35, 435], [398, 39_800], [1_234_567.89, 123_456_789], [0, 0],
    ['0.1', 10], ['398.00', 39_800], ['1234567.89', 123_456_789], ['0', 0], ['9999999999999.99', 999_999_999_999_999],
  ])('%s yuan are %d fen', (yuan, fen) => {
    expect(yuanToFen(yuan)).toBe(fen)
  })

  it.each([
    ['0.1 * 3', 0.1 * 3, 30], ['0.1 + 0.7', 0.1 + 0.7, 80], ['1.1 + 2.2', 1.1 + 2.2, 330], ['8.2 - 0.2', 8.2 - 0.2, 800],
    ['a thousand times 0.1', Array.from({ length: 1_000 }, () => 0.1).reduce((a, b) => a + b), 10_000],
  ])('the binary noise of %s is rounded away', (_sum, yuan, fen) => {
    expect(yuanToFen(yuan)).toBe(fen)
  })

  it.each([
    0.125, 1.005, 0.001, 0.0049, 19.999, Number.NaN, Infinity, -0.1, -1e-9, 1e21, 1e15,
    '0.125', '1e3', ' 1', '1 ', '1,000', '１', '.5', '5.', '-1', '+1', '', '0x10', 'NaN', '10000000000000000.00',
    null, undefined, {}, [1], true,
  ])('refuses %j before any request', (yuan) => {
    expect(() => yuanToFen(yuan as number)).toThrow(HError)
    expect(() => yuanToFen(yuan as number)).toThrow(/^605: /)
  })

  it.each([0, '0', '0.00'])('refuses %j where the page sends the amount', (yuan) => {
    expect(() => payableFen(yuan)).toThrow(/^605: .*zero/)
  })

  it.each([1, 10, Number.MAX_SAFE_INTEGER])('%d fen can be paid', (fen) => {
    expect(asPayableFen(fen)).toBe(fen)
  })

  it.each([[0.01, 1], ['0.01', 1], [398, 39_800]])('%j yuan can be paid', (yuan, fen) => {
    expect(payableFen(yuan)).toBe(fen)
  })

  it.each([0, -1, 1.5, Number.NaN, 2 ** 53, '10'])('asPayableFen refuses %j, and names it', (fen) => {
    expect(() => asPayableFen(fen as number)).toThrow(`605: incorrect parameter type: amountFen ${fen} is not`)
  })

  it.each([-1e-9, -0.1])('%d is no noise of nothing, but negative', (yuan) => {
    expect(() => yuanToFen(yuan)).toThrow(`the amount ${yuan}`)
  })

  it('says what an amount looks like', () => {
    expect(() => yuanToFen('1e3')).toThrow(expect.objectContaining({ message: '605: incorrect parameter type: the amount 1e3', hint: expect.stringContaining('two decimals') }))
  })

  it('comes back the same from fen, as text and as number', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 99_999_999_999 }), (fen) => {
      const yuan = fenToYuan(fen as Fen)
      expect(yuan).toMatch(/^\d+\.\d{2}$/)
      expect(yuanToFen(yuan)).toBe(fen)
      expect(yuanToFen(Number(yuan))).toBe(fen)
    }))
  })

  it('adds up prices in yuan as it adds up fen', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 1_000_000 }), { maxLength: 50 }), (prices) => {
      const yuan = prices.map((fen) => fen / 100).reduce((a, b) => a + b, 0)
      expect(yuanToFen(yuan)).toBe(prices.reduce((a, b) => a + b, 0))
    }))
  })
})
