import { describe, expect, test } from 'vitest'
import { WALLETS } from './mock'
import { accountsOf, createPayersMock, type PayersMock } from './payer'

const WRITES: Readonly<Record<string, (mock: PayersMock) => Promise<object>>> = {
  'confirm': async (mock) => ({ out_trade_no: (await mock.waitingTrade()).out_trade_no, password: '123456' }),
  'decline': async (mock) => ({ out_trade_no: (await mock.waitingTrade()).out_trade_no }),
  'payment-code': async () => ({ provider: 'wechat' }),
  'account': async (mock) => ({ openid: (await accountsOf(mock))[1].openid }),
  'balance': async () => ({ amount_fen: 100 }),
}
const REFUSED = [
  ['a foreign page', { origin: 'http://evil.example' }, 403],
  ['a page in a sandbox', { origin: 'null' }, 403],
  ['another port of this machine', { origin: 'http://127.0.0.1:9999' }, 403],
  ['a form', { 'content-type': 'text/plain' }, 415],
  ['another host', { host: 'evil.example' }, 421],
] as const

describe('rule 8: the guards of the wallet', () => {
  test.each(REFUSED)('refuse every write of %s, and nothing changes', async (_, headers, status) => {
    for (const [path, bodyOf] of Object.entries(WRITES)) {
      const mock = createPayersMock()
      const body = await bodyOf(mock)
      const before = (await mock.wallet()).body
      expect((await mock.phone(path, body, headers)).status).toBe(status)
      expect((await mock.wallet()).body).toStrictEqual(before)
    }
  })

  test.each(Object.entries(WRITES))('let the phone\'s own page %s', async (path, bodyOf) => {
    const mock = createPayersMock()
    expect((await mock.phone(path, await bodyOf(mock), { origin: WALLETS })).status).toBe(200)
  })

  test.each([['a foreign page', { origin: 'http://evil.example' }, 403], ['another host', { host: 'evil.example' }, 421]])('show the picture to no %s', async (_, headers, status) => {
    const { status: answered, body } = await createPayersMock().wallet(headers)
    expect(answered).toBe(status)
    expect(body).not.toHaveProperty('account')
  })

  test('give nothing to a GET of what writes', async () => {
    const { server: { wallets } } = createPayersMock()
    for (const path of Object.keys(WRITES)) expect((await wallets.fetch(`${WALLETS}/phone/${path}`)).status).toBe(404)
  })
})
