import { array, assert, constantFrom, integer, property, record } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { refundableFen, refundStatusOf, withRefund, type OrderRefund } from './refund-status'

const refund = (out_refund_no: string, amount_fen: number, progress: OrderRefund['progress']): OrderRefund => ({ out_refund_no, amount_fen, progress, created_at: 0 })
const A = (progress: OrderRefund['progress'], amount = 40): OrderRefund => refund('a', amount, progress)
const B = (progress: OrderRefund['progress'], amount = 60): OrderRefund => refund('b', amount, progress)

describe('refund_status', () => {
  test.each<[OrderRefund[], ReturnType<typeof refundStatusOf>]>([
    [[], null],
    [[A('processing')], null],
    [[A('success')], 'partial'],
    [[A('success'), B('processing')], 'partial'],
    [[A('success'), B('success')], 'complete'],
    [[A('failed')], 'failed'],
    [[A('failed'), B('processing')], 'failed'],
    [[A('failed'), B('success')], 'partial'],
    [[A('failed'), B('success', 100)], 'complete'],
  ])('of %j is %s', (refunds, status) => {
    expect(refundStatusOf(100, refunds)).toBe(status)
  })
})

describe('a refund', () => {
  const of = (refunds: OrderRefund[]) => ({ amount_fen: 100, refunds })

  test.each<[string, OrderRefund[], OrderRefund, OrderRefund[]]>([
    ['is taken', [], A('processing'), [A('processing')]],
    ['gets further', [A('processing'), B('processing')], A('success'), [A('success'), B('processing')]],
    ['may be tried again', [A('failed')], A('processing'), [A('processing')]],
    ['stays where it has succeeded', [A('success')], A('failed'), [A('success')]],
    ['keeps its amount', [A('processing')], A('success', 50), [A('processing')]],
    ['of more than is left is none', [B('processing')], A('processing', 41), [B('processing')]],
    ['may be of what another left', [B('failed')], A('processing', 100), [B('failed'), A('processing', 100)]],
    ['of nothing is none', [], A('processing', 0), []],
    ['that failed is not tried again where another has its money', [A('failed'), B('success', 100)], A('processing'), [A('failed'), B('success', 100)]],
  ])('%s', (_, before, told, after) => {
    expect(withRefund(of(before), told)).toStrictEqual(after)
  })

  test('rule 7: together they are never more than was paid', () => {
    const told = record({ out_refund_no: constantFrom('a', 'b', 'c', 'd'), amount_fen: integer({ min: -5, max: 120 }), progress: constantFrom('processing', 'success', 'failed'), created_at: integer() })
    assert(property(array(told), (sequence) => {
      const refunds = sequence.reduce<readonly OrderRefund[]>((current, one) => withRefund({ amount_fen: 100, refunds: current }, one), [])
      expect(refundableFen(100, refunds)).toBeGreaterThanOrEqual(0)
    }))
  })
})
