import type { Fen, IntentId, TradeNo } from '@baas-pay/sdk'
import { describe, expect, it } from 'vitest'
import { listenersTo } from './listeners'
import type { ScanFact } from './rows'

const charge = { intentId: 'sale-1' as IntentId, gatewayType: 'alipay_barcode', tradeNo: 'T1' as TradeNo, amountFen: 990 as Fen, brand: 'alipay', masked: '28****10' } as const

function hear() {
  const facts: ScanFact[] = []
  return { facts, on: listenersTo((fact) => facts.push(fact)) }
}

describe('what <ScanPay> tells', () => {
  it.each<[string, (on: ReturnType<typeof listenersTo>) => void, Partial<ScanFact>[]]>([
    ['confirming', (on) => on.confirming(charge), [{ outcome: 'open' }]],
    ['paid', (on) => on.paid({ ...charge, late: true, refund: 'partial' }), [{ outcome: 'paid', late: true, refund: 'partial' }]],
    ['refused', (on) => on.refused({ ...charge, reason: 'not-enough' }), [{ outcome: 'refused', reason: 'not-enough' }]],
    ['refused before anything was sent', (on) => on.refused({ reason: 'misused', error: new Error('no amount') }), []],
    ['unknown', (on) => on.unknown(charge), [{ outcome: 'unknown' }]],
    ['leave', (on) => on.leave(charge), [{ outcome: 'unknown' }]],
    ['reversed', (on) => on.reversed({ ...charge, by: 'cashier', isRefunded: false }), [{ outcome: 'reversed', refund: undefined }]],
    ['reversed after it was paid', (on) => on.reversed({ ...charge, by: 'server', isRefunded: true }), [{ outcome: 'reversed', refund: 'complete' }]],
    ['duplicate-paid', (on) => on['duplicate-paid']({ first: charge, second: { ...charge, tradeNo: 'T2' as TradeNo } }), [{ outcome: 'paid', tradeNo: 'T1' as TradeNo }, { outcome: 'paid', tradeNo: 'T2' as TradeNo }]],
  ])('%s becomes a fact', (_name, tell, expected) => {
    const { facts, on } = hear()
    tell(on)
    expect(facts).toMatchObject(expected)
    expect(facts).toHaveLength(expected.length)
  })

  it('rule 8: is kept without its masked code, and without an error', () => {
    const { facts, on } = hear()
    on.paid({ ...charge, late: false })
    on.refused({ ...charge, reason: 'other', error: new Error('134567890123456789') })
    expect(facts.flatMap(Object.keys)).not.toEqual(expect.arrayContaining(['masked']))
    expect(JSON.stringify(facts)).not.toMatch(/\*\*\*\*|1345678/)
    expect(facts.every((fact) => !('error' in fact))).toBe(true)
  })
})
