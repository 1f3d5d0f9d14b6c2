import { describe, expect, it } from 'vitest'
import { HError } from '../errors'
import type { CheckoutState } from './machine'
import type { TradeNo } from './order'
import { canPayAgain, returnState, type ReturnState } from './return-state'

const attempt = { no: 1, gatewayType: 'weixin_tenpay_wap' } as const
const order = { tradeNo: 'T1' as TradeNo, description: '深蓝色秋裤', show: { flow: 'none' } } as const
const error = new HError(608)
const known = { gatewayType: 'alipay_wap', isAbsent: false } as const

describe('a machine\'s state as a page may say it', () => {
  it.each<[CheckoutState, object]>([
    [{ name: 'checking', why: 'return', attempt, order }, { name: 'checking', why: 'return' }],
    [{ name: 'waiting', phase: 'scanned', attempt, order }, { name: 'waiting', phase: 'scanned' }],
    [{ name: 'waiting', phase: 'reversing', attempt, order }, { name: 'unknown' }],
    [{ name: 'paid', late: true, refund: 'partial', paidAt: 1, attempt, order }, { name: 'paid', late: true, refund: 'partial', paidAt: 1 }],
    [{ name: 'expired', by: 'time', attempt, order }, { name: 'expired', by: 'time' }],
    [{ name: 'failed', error, attempt, order }, { name: 'failed', error }],
    [{ name: 'unknown', attempt, order }, { name: 'unknown' }],
    [{ name: 'closing', by: 'close', attempt, order }, { name: 'unknown' }],
    [{ name: 'closed', attempt, order }, { name: 'unknown' }],
  ])('$name', (state, seen) => {
    expect(returnState(state, known)).toMatchObject({ ...seen, order: { tradeNo: 'T1', description: '深蓝色秋裤', gatewayType: 'alipay_wap' } })
  })

  it('the gateway that only the machine needs is told to nobody', () => {
    expect(JSON.stringify(returnState({ name: 'waiting', attempt, order }, { gatewayType: undefined, isAbsent: false }))).not.toContain('weixin_tenpay_wap')
  })

  it('an order that the backend does not know is none, but one that is known stays', () => {
    const absent = { gatewayType: undefined, isAbsent: true }
    expect(returnState({ name: 'unknown', attempt, order }, absent)).toEqual({ name: 'no-order' })
    expect(returnState({ name: 'idle' }, absent)).toEqual({ name: 'no-order' })
    expect(returnState({ name: 'paid', late: false, attempt, order }, absent).name).toBe('paid')
  })
})

describe('rule 4: paying again', () => {
  it.each<[string, ReturnState, boolean, boolean]>([
    ['an order that can be paid', { name: 'waiting', order }, true, false],
    ['one whose time is only up', { name: 'expired', by: 'time', order }, true, false],
    ['one that the provider has ended', { name: 'expired', by: 'state', order }, true, true],
    ['one that can never be paid', { name: 'failed', error, order }, true, true],
    ['one that nobody knows the end of', { name: 'unknown', order }, false, false],
    ['one that is being asked about', { name: 'checking', why: 'user', order }, false, false],
    ['a payment', { name: 'paid', late: false, order }, false, false],
    ['none', { name: 'no-order' }, false, false],
  ])('%s', (_case, state, here, elsewhere) => {
    expect([canPayAgain(state, true), canPayAgain(state, false)]).toEqual([here, elsewhere])
  })
})
