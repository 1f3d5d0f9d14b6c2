import { describe, expect, test } from 'vitest'
import type { LogEvent } from '../src/index'
import { createMemoryStore } from '../src/index'
import type { PaymentCode } from '../src/wallets/payment-codes'
import { createMock } from './mock'
import { accountsOf, createPayersMock } from './payer'

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

  test.each(['alipay', 'qq', '', undefined, 1])('of %s is refused', async (provider) => {
    expect(await createPayersMock().phone('payment-code', { provider })).toMatchObject({ status: 400, body: { error: 'unknown_provider', message: expect.stringContaining('微信') } })
  })

  test('is told by the picture to be good, over after its minute, and good again once there is a fresh one', async () => {
    const mock = createPayersMock()
    await mock.phone('payment-code', { provider: 'wechat' })
    await mock.clock.advance(59_999)
    expect((await mock.wallet()).body['payment_code']).toBe('good')
    await mock.clock.advance(1)
    expect((await mock.wallet()).body['payment_code']).toBe('expired')
    await mock.phone('payment-code', { provider: 'wechat' })
    expect((await mock.wallet()).body['payment_code']).toBe('good')
  })

  test('is told to be used once a cashier has scanned it, and to nobody but its payer', async () => {
    const store = createMemoryStore()
    const mock = createMock({ store })
    await mock.phone('payment-code', { provider: 'wechat' })
    const codes = store.collection<PaymentCode>('wallets.payment-codes')
    for (const { id } of await codes.list()) await codes.update(id, (code) => ({ ...code, used_for: 'o1' }))
    const picture = (await mock.phone('balance', { amount_fen: 1 })).body
    expect(picture['payment_code']).toBe('used')
    const [, second] = await accountsOf({ wallet: async () => mock.phone('balance', { amount_fen: 1 }) })
    expect((await mock.phone('account', { openid: second.openid })).body['payment_code']).toBeNull()
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
