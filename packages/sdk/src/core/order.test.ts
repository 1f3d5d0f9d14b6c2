import { describe, expect, it } from 'vitest'
import { asTradeNo, asTransactionNo, isOurs, type OrderRef } from './order'

const ref = (tradeNo?: string, transactionNo?: string, clientToken?: string) => ({ tradeNo, transactionNo, clientToken }) as OrderRef

describe('rule 1: an answer counts only if it is about our order', () => {
  it.each([
    ['both numbers match', ref('T1', 'X1'), ref('T1', 'X1'), true],
    ['the trade_no matches, the other is not told', ref('T1'), ref('T1', 'X1'), true],
    ['the transaction_no matches, the other is not told', ref(undefined, 'X1'), ref('T1', 'X1'), true],
    ['one matches and one contradicts', ref('T1', 'X2'), ref('T1', 'X1'), false],
    ['another order', ref('T2', 'X2'), ref('T1', 'X1'), false],
    ['no number is told', ref(), ref('T1', 'X1'), false],
    ['empty numbers are told', ref('', ''), ref('T1', 'X1'), false],
    ['a number that is not ours is told beside ours', ref('T1', 'X9'), ref('T1'), true],
    ['only the token matches where numbers are known', ref(undefined, undefined, 'K'), ref('T1', 'X1', 'K'), false],
    ['the token is echoed where no number is known', ref('T1', 'X1', 'K'), ref(undefined, undefined, 'K'), true],
    ['another token is echoed', ref('T1', 'X1', 'L'), ref(undefined, undefined, 'K'), false],
    ['no token is echoed', ref('T1', 'X1'), ref(undefined, undefined, 'K'), false],
    ['nothing is known and nothing is told', ref(), ref(), false],
  ])('%s', (_case, answer, ours, expected) => {
    expect(isOurs(answer, ours)).toBe(expected)
  })
})

describe('a number that the shop\'s own server told', () => {
  it('is what it was', () => {
    expect([asTradeNo('T1'), asTransactionNo('X1')]).toEqual(['T1', 'X1'])
  })

  it.each([['trade_no', asTradeNo], ['transaction_no', asTransactionNo]] as const)('%s: what is none is refused before anything is asked', (name, as) => {
    for (const none of ['', undefined, null, 7, {}]) {
      expect(() => as(none as string)).toThrow(expect.objectContaining({ code: 605, message: `605: incorrect parameter type: ${name} is no number of an order`, hint: expect.stringMatching(/\.$/) }))
    }
  })
})
