import { describe, expect, test } from 'vitest'
import type { Trade } from './trade'
import { tradeAt, transition, type TradeEvent, type TradeState } from './trade-state'

const payment = { transaction_id: 't1', openid: 'o1', paid_at: 5 }
const events = { pay: { type: 'pay', payment: { ...payment, transaction_id: 't2' } }, close: { type: 'close' }, expire: { type: 'expire' } } as const satisfies Record<string, TradeEvent>

function trade(state: TradeState): Trade {
  return {
    id: 'n', state, appid: 'a', mch_id: 'm', trade_type: 'NATIVE', body: 'b', total_fee: 1, notify_url: 'http://127.0.0.1/', attach: '', device_info: '', sign_type: 'MD5',
    fingerprint: '', created_at: 0, expires_at: 100, payment: state === 'SUCCESS' ? payment : null,
  }
}

describe('a trade', () => {
  test.each<[TradeState, keyof typeof events, TradeState]>([
    ['NOTPAY', 'pay', 'SUCCESS'], ['NOTPAY', 'close', 'CLOSED'], ['NOTPAY', 'expire', 'CLOSED'],
    ['SUCCESS', 'pay', 'SUCCESS'], ['SUCCESS', 'close', 'SUCCESS'], ['SUCCESS', 'expire', 'SUCCESS'],
    ['CLOSED', 'pay', 'CLOSED'], ['CLOSED', 'close', 'CLOSED'], ['CLOSED', 'expire', 'CLOSED'],
  ])('that is %s and meets %s is %s', (state, event, next) => {
    expect(transition(trade(state), events[event]).state).toBe(next)
  })

  test('rule 4: keeps its first payment', () => {
    expect(transition(trade('SUCCESS'), events.pay).payment).toStrictEqual(payment)
    expect(transition(trade('CLOSED'), events.pay).payment).toBeNull()
    expect(transition(trade('NOTPAY'), events.pay).payment).toStrictEqual(events.pay.payment)
  })

  test('closes by itself at the end of its time, unless it is paid', () => {
    expect(tradeAt(trade('NOTPAY'), 99).state).toBe('NOTPAY')
    expect(tradeAt(trade('NOTPAY'), 100).state).toBe('CLOSED')
    expect(tradeAt(trade('SUCCESS'), 100).state).toBe('SUCCESS')
  })
})
