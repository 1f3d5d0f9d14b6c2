import { describe, expect, it } from 'vitest'
import type { IntentId } from './identity'
import type { TradeNo, TransactionNo } from './order'
import type { PendingRecord, StoredAttempt } from './record'
import { whichOrder } from './which-order'

const attempt = (no: number, tradeNo: string | undefined, more: Partial<StoredAttempt> = {}): StoredAttempt => ({
  no, gatewayType: 'weixin_tenpay_wap', amountFen: 10 as StoredAttempt['amountFen'], description: '秋裤', createdAt: no, tradeNo: tradeNo as TradeNo | undefined, ...more,
})
const record = (intentId: string, ...attempts: StoredAttempt[]): PendingRecord => ({ v: 1, intentId: intentId as IntentId, attempts })
const ref = (tradeNo: string) => ({ tradeNo: tradeNo as TradeNo })

const records = [
  record('cart-41', attempt(1, 'A1'), attempt(5, 'A2')),
  record('cart-42', attempt(2, 'B1', { gatewayType: 'weixin_tenpay_native' }), attempt(3, 'B2')),
  record('cart-43', attempt(9, 'C1', { gatewayType: 'weixin_tenpay_native' })),
  record('cart-44', attempt(8, undefined)),
]
const found = (sought: Parameters<typeof whichOrder>[1], some = records) => {
  const which = whichOrder(some, sought)
  return which && (which.record ? `${which.record.intentId} ${which.attempt.tradeNo}` : which.ref)
}

describe('which order a payer comes back from', () => {
  it.each([
    ['the number comes first', { intentId: 'cart-42', order: ref('A1'), hint: ref('B1') }, 'cart-41 A1'],
    ['a number that this browser does not know', { intentId: 'cart-42', order: ref('Z9') }, ref('Z9')],
    ['the intent\'s newest', { intentId: 'cart-41' }, 'cart-41 A2'],
    ['rule 1: a hint picks among the intent\'s orders', { intentId: 'cart-41', hint: ref('A1') }, 'cart-41 A1'],
    ['rule 1: a hint at another intent\'s order is passed over', { intentId: 'cart-41', hint: ref('B2') }, 'cart-41 A2'],
    ['a hint where nothing is remembered of the intent', { intentId: 'cart-99', hint: ref('Z9') }, ref('Z9')],
    ['rule 1: nor is another intent\'s order one of an intent that nothing is remembered of', { intentId: 'cart-99', hint: ref('B1') }, undefined],
    ['a hint alone, remembered', { hint: ref('B1') }, 'cart-42 B1'],
    ['a hint alone', { hint: ref('Z9') }, ref('Z9')],
    ['nothing: the last that this browser left for', {}, 'cart-41 A2'],
    ['an intent that nothing is remembered of is not another one', { intentId: 'cart-99' }, undefined],
    ['an intent whose create has not been answered has no order', { intentId: 'cart-44' }, undefined],
  ])('%s', (_case, sought, which) => {
    expect(found(sought)).toEqual(which)
  })

  it('a browser that has left for no wallet comes back from none', () => {
    expect(found({}, records.slice(2))).toBeUndefined()
    expect(found({}, [])).toBeUndefined()
  })

  it('both numbers have to agree', () => {
    const own = [record('cart-1', attempt(1, 'A1', { transactionNo: 'P1' as TransactionNo }))]
    expect(found({ order: { tradeNo: 'A1' as TradeNo, transactionNo: 'P2' as TransactionNo } }, own)).toEqual({ tradeNo: 'A1', transactionNo: 'P2' })
    expect(found({ order: { transactionNo: 'P1' as TransactionNo } }, own)).toBe('cart-1 A1')
  })
})
