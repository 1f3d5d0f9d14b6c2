import { describe, expect, test } from 'vitest'
import { fault } from '../cashier'
import { answerOf, WALLETS, type Answer } from '../mock'
import { createWalnut, shop, ticketOf, type WalnutMock } from './walnut'

const BUY = { products: [{ id: 'goods-c' }], pay_tp: 'paypal' }

async function bought(mock: WalnutMock, change: object = {}) {
  const ticket = await ticketOf(mock)
  const { data } = await mock.buy(ticket, { ...BUY, ...change })
  const token = new URL(String(data.pay_re['data'])).searchParams.get('token') ?? ''
  return { ticket, data, token, st: async () => (await mock.check(ticket, data.id)).data['or_st'] }
}

/** The payer approves on PayPal's page; gives where it leads. */
async function approve(mock: WalnutMock, token: string): Promise<URL> {
  const wallets = async (path: string, init?: RequestInit): Promise<Response> => mock.server.wallets.fetch(`${WALLETS}${path}`, init)
  const { accounts } = JSON.parse(/id="shown">(.*?)<\/script>/s.exec(await (await wallets(`/checkoutnow?token=${token}`)).text())?.[1] ?? '{}')
  const answer: Answer = await answerOf(await wallets('/paypal/approve', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ token, account: accounts[0].id, password: '123456' }) }))
  return new URL(String(answer.body['return_to']))
}

describe('paypal', () => {
  test('is a link to approve; the way back asks, captures, and leads on to the shop\'s page', async () => {
    const mock = createWalnut()
    const { data, token, st } = await bought(mock, { return_url: 'http://127.0.0.1:5173/done?x=1' })
    expect(data.pay_re).toMatchObject({ status: 'WAIT', dataType: 'LINK', data: `${WALLETS}/checkoutnow?token=${token}` })
    const back = await approve(mock, token)
    expect(back.pathname).toBe('/api/demo/pay/re_paypal')
    const answer = await mock.server.merchant.fetch(back)
    expect([answer.status, answer.headers.get('location')]).toStrictEqual([302, `http://127.0.0.1:5173/done?x=1&orid=${data.id}`])
    expect(await st()).toBe('OK')
  })

  test('without a page of the shop\'s, the way back tells the result', async () => {
    const mock = createWalnut()
    const { data, token } = await bought(mock)
    const answer = await mock.server.merchant.fetch(await approve(mock, token))
    expect(JSON.parse(await answer.text())).toMatchObject({ ok: true, data: { payObjId: data.pay_id, status: 'OK' } })
  })

  test('is captured by a check where the payer never comes back', async () => {
    const mock = createWalnut()
    const { token, st } = await bought(mock)
    await approve(mock, token)
    expect(await st()).toBe('OK')
  })

  test('rule 1: what the way back says is believed by nobody', async () => {
    const mock = createWalnut()
    const { data, token, st } = await bought(mock)
    expect((await mock.ask('pay/re_paypal', { id: data.pay_id, token, PayerID: 'FSMVU44LF3YUS' })).data).toMatchObject({ status: 'WAIT' })
    expect(await mock.ask('pay/re_paypal', { id: data.pay_id, token: '5O190127TN364715T' })).toMatchObject({ ok: false, errCode: 'e.pay.noexists' })
    expect(await st()).toBe('WT')
  })

  test('rule 4: is charged once, however often it is asked about', async () => {
    const captures: string[] = []
    const mock = createWalnut({
      http: (request, inProcess) => {
        if (request.url.endsWith('/capture')) captures.push(request.url)
        return inProcess(request)
      },
    })
    const { token, st } = await bought(mock)
    const back = await approve(mock, token)
    await Promise.all([mock.server.merchant.fetch(back), st(), st()])
    await mock.clock.advance(10_000)
    await st()
    expect(captures).toHaveLength(1)
  })

  test('rule 2: a capture whose answer is lost is found by asking', async () => {
    let isLost = true
    const mock = createWalnut({
      http: async (request, inProcess) => {
        const answer = await inProcess(request)
        if (request.url.endsWith('/capture') && isLost) throw new TypeError('fetch failed')
        return answer
      },
    })
    const { token, st } = await bought(mock)
    await approve(mock, token)
    expect(await st()).toBe('WT')
    isLost = false
    await mock.clock.advance(3000)
    expect(await st()).toBe('OK')
  })

  test('that is declined can be approved again', async () => {
    const mock = createWalnut()
    const { token, st } = await bought(mock)
    await approve(mock, token)
    await fault(mock, 'refused', { times: 1 })
    expect(await st()).toBe('WT')
    await approve(mock, token)
    await mock.clock.advance(3000)
    expect(await st()).toBe('OK')
  })

  test('that another way replaces is never captured', async () => {
    const mock = createWalnut({ walnut: shop({}) })
    const { ticket, data, token, st } = await bought(mock)
    const { data: next } = await mock.ask('pay/pay', { ticket, id: data.id, pt: 'wx.qrcode' })
    expect(next).toMatchObject({ pay_tp: 'wx.qrcode', pay_re: { dataType: 'QRCODE' } })
    await mock.server.merchant.fetch(await approve(mock, token))
    await mock.clock.advance(3000)
    expect(await st()).toBe('WT')
  })

  test('whose time is over has failed', async () => {
    const mock = createWalnut()
    const { st } = await bought(mock)
    await mock.clock.advance(10 * 60_000)
    expect(await st()).toBe('FA')
  })

  test('is not among MinCloud\'s ways of paying', async () => {
    const { status, body } = await createWalnut().create({ gateway_type: 'paypal', total_cost: 0.1, merchandise_description: '秋裤' })
    expect([status, body.error_msg]).toStrictEqual([400, expect.not.stringContaining('paypal')])
  })

  test('rule 8: leads back to the shop\'s own pages alone', async () => {
    const mock = createWalnut()
    expect(await mock.buy(await ticketOf(mock), { ...BUY, return_url: 'https://evil.example/' })).toMatchObject({ status: 400, ok: false })
  })
})
