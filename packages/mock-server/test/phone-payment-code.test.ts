import { describe, expect, test } from 'vitest'
import type { LogEvent } from '../src/index'
import { createMemoryStore } from '../src/index'
import type { PaymentCode } from '../src/wallets/payment-codes'
import { createMock, ORDER_BODY } from './mock'
import { accountsOf, createPayersMock } from './payer'

const CHARGE = { ...ORDER_BODY, gateway_type: 'weixin_tenpay_micropay' }

describe('the phone\'s payment code', () => {
  test('is 18 digits that start as WeChat\'s do, good for a minute, and another each time', async () => {
    const mock = createPayersMock()
    const shown = [await mock.phone('payment-code', { provider: 'wechat' }), await mock.phone('payment-code', { provider: 'wechat' })]
    for (const { status, body } of shown) {
      expect(status).toBe(200)
      expect(body).toStrictEqual({ auth_code: expect.stringMatching(/^1[0-5]\d{16}$/), expires_in: 60 })
    }
    expect(shown[0]?.body['auth_code']).not.toBe(shown[1]?.body['auth_code'])
  })

  test.each([['alipay', /^(2[5-9]|30)\d{16}$/], ['qq', /^91\d{16}$/]])('of %s has that wallet\'s form, and a state of its own', async (provider, form) => {
    const mock = createPayersMock()
    expect((await mock.phone('payment-code', { provider })).body).toStrictEqual({ auth_code: expect.stringMatching(form), expires_in: 60 })
    expect((await mock.wallet()).body['payment_codes']).toStrictEqual({ wechat: null, alipay: null, qq: null, [provider]: 'good' })
  })

  test.each(['paypal', 'walnut', '', undefined, 1])('of %s is refused', async (provider) => {
    expect(await createPayersMock().phone('payment-code', { provider })).toMatchObject({ status: 400, body: { error: 'unknown_provider', message: expect.stringContaining('付款码') } })
  })

  test('is told by the picture to be good, over after its minute, and good again once there is a fresh one', async () => {
    const mock = createPayersMock()
    await mock.phone('payment-code', { provider: 'wechat' })
    await mock.clock.advance(59_999)
    expect((await mock.wallet()).body['payment_codes']).toHaveProperty('wechat', 'good')
    await mock.clock.advance(1)
    expect((await mock.wallet()).body['payment_codes']).toHaveProperty('wechat', 'expired')
    await mock.phone('payment-code', { provider: 'wechat' })
    expect((await mock.wallet()).body['payment_codes']).toHaveProperty('wechat', 'good')
  })

  test('is told to be used once a cashier has scanned it, and to nobody but its payer', async () => {
    const mock = createPayersMock()
    const { auth_code } = (await mock.phone('payment-code', { provider: 'wechat' })).body
    await mock.create({ ...CHARGE, auth_code })
    expect((await mock.wallet()).body['payment_codes']).toHaveProperty('wechat', 'used')
    const [, second] = await accountsOf(mock)
    expect((await mock.phone('account', { openid: second.openid })).body['payment_codes']).toHaveProperty('wechat', null)
  })

  test.each([
    ['1,000 yuan are charged at once', 1000, { status: 'success' }, 0],
    ['a fen more waits for the password', 1000.01, { status: 'pending', trade_state: 'USERPAYING' }, 1],
  ])('of %s, once a cashier charges it', async (_, total_cost, order, waiting) => {
    const mock = createPayersMock()
    const { auth_code } = (await mock.phone('payment-code', { provider: 'wechat' })).body
    const charged = await mock.create({ ...CHARGE, total_cost, auth_code })
    expect(charged.body).toMatchObject(order)
    expect((await mock.wallet()).body).toMatchObject({ payment_codes: { wechat: 'used' }, requests: { length: waiting }, history: { length: 1 - waiting } })
    if (waiting === 0) return
    await mock.phone('confirm', { out_trade_no: charged.body.trade_no, password: '123456' })
    expect((await mock.wallet()).body).toMatchObject({ requests: [], history: [{ trade_type: 'MICROPAY', amount_fen: 100_001 }] })
  })

  test('charges its own payer, whoever the phone is logged in as by then', async () => {
    const mock = createPayersMock()
    const [first, second] = await accountsOf(mock)
    const { auth_code } = (await mock.phone('payment-code', { provider: 'wechat' })).body
    await mock.phone('account', { openid: second.openid })
    await mock.create({ ...CHARGE, auth_code })
    expect((await mock.wallet()).body).toMatchObject({ balance_fen: 10_000_000, history: [] })
    expect((await mock.phone('account', { openid: first.openid })).body).toMatchObject({ balance_fen: 9_999_990, history: [{ trade_type: 'MICROPAY' }] })
  })

  test.each([['a second time', 0, 2], ['after its minute', 60_000, 1]])('charges nothing %s', async (_, lateMs, times) => {
    const mock = createPayersMock()
    const { auth_code } = (await mock.phone('payment-code', { provider: 'wechat' })).body
    await mock.clock.advance(lateMs)
    const answers = []
    for (let time = 0; time < times; time++) answers.push((await mock.create({ ...CHARGE, auth_code })).body['status'])
    expect(answers.at(-1)).not.toBe('success')
    expect((await mock.wallet()).body['history']).toHaveLength(times - 1)
  })

  test('rule 8: is in no store, no log and no picture', async () => {
    const store = createMemoryStore()
    const events: LogEvent[] = []
    const mock = createMock({ store, log: (event) => events.push(event) })
    const digits = String((await mock.phone('payment-code', { provider: 'wechat' })).body['auth_code'])
    const picture = await mock.phone('balance', { amount_fen: 1 })
    const kept = await store.collection<PaymentCode>('wallets.payment-codes').list()
    expect(kept).toHaveLength(1)
    expect(JSON.stringify([kept, events, picture.body])).not.toContain(digits)
  })
})
