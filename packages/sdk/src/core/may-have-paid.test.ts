import { describe, expect, it } from 'vitest'
import { HError } from '../errors'
import type { Attempt, CheckoutState } from './machine'
import { mayHavePaid } from './may-have-paid'

const attempt: Attempt = { no: 1, gatewayType: 'weixin_tenpay_native' }
const charge: Attempt = { no: 1, gatewayType: 'weixin_tenpay_micropay' }
const order = { description: 'x', show: { flow: 'qrcode', codeUrl: 'c' } } as const
const error = new HError(608)

describe('whether money may have moved', () => {
  it.each<[string, CheckoutState, boolean]>([
    ['idle', { name: 'idle' }, false],
    ['creating: nobody has seen a code', { name: 'creating', attempt, closeRequested: false }, false],
    ['creating a charge: it may have been heard', { name: 'creating', attempt: charge, closeRequested: false }, true],
    ['waiting', { name: 'waiting', attempt, order }, true],
    ['checking', { name: 'checking', why: 'user', attempt, order }, true],
    ['closing', { name: 'closing', by: 'close', attempt, order }, true],
    ['paid', { name: 'paid', late: false, attempt, order }, true],
    ['closed', { name: 'closed', attempt, order }, false],
    ['failed', { name: 'failed', error, attempt }, false],
    ['expired by the provider\'s word', { name: 'expired', by: 'state', attempt, order }, false],
    ['expired by time alone', { name: 'expired', by: 'time', attempt, order }, true],
    ['unknown', { name: 'unknown', attempt, order }, true],
    ['unknown without a number', { name: 'unknown', attempt: charge }, true],
  ])('%s', (_case, state, expected) => {
    expect(mayHavePaid(state)).toBe(expected)
  })
})
