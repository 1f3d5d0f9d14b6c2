import { describe, expect, test } from 'vitest'
import { codeOf, fault } from '../cashier'
import { BUY, createWalnut, payByQr, shop, ticketOf, type WalnutMock } from './walnut'

async function bought(mock: WalnutMock) {
  const ticket = await ticketOf(mock)
  const { data: { id, pay_re } } = await mock.buy(ticket)
  const st = async (): Promise<unknown> => (await mock.check(ticket, id)).data['or_st']
  return { ticket, id, code: pay_re['data'], st }
}

describe('with a fault', () => {
  test.each(['loses-notify', 'tampered-amount', 'bad-signature', 'duplicate-notify', 'reordered-notifies', 'notify-before-answer'])('rule 1: %s, a payment is found by asking, once and whole', async (name) => {
    const mock = createWalnut()
    const { code, st } = await bought(mock)
    await fault(mock, name)
    await payByQr(mock, code)
    await mock.clock.advance(3000)
    expect(await st()).toBe('OK')
  })

  test('rule 2: unknown-trade-state, the order still waits', async () => {
    const mock = createWalnut()
    const { st } = await bought(mock)
    await fault(mock, 'unknown-trade-state')
    expect(await st()).toBe('WT')
  })

  test('expired, the order has failed and is paid by a new pay object', async () => {
    const mock = createWalnut()
    const { ticket, id, st } = await bought(mock)
    await fault(mock, 'expired', { times: 1 })
    expect(await st()).toBe('FA')
    const { data: { pay_re } } = await mock.ask('pay/pay', { ticket, id })
    await payByQr(mock, pay_re['data'])
    expect(await st()).toBe('OK')
  })

  test('refused, a QR stays payable', async () => {
    const mock = createWalnut()
    const { code, st } = await bought(mock)
    await fault(mock, 'refused', { times: 1 })
    await payByQr(mock, code)
    expect(await st()).toBe('WT')
    await mock.clock.advance(3000)
    await payByQr(mock, code)
    expect(await st()).toBe('OK')
  })

  test.each([['systemerror-but-paid', 'OK'], ['bankerror', 'FA'], ['userpaying', 'FA']])('rule 4: %s, a payment code is charged once, and ends as %s', async (name, end) => {
    const charges: string[] = []
    const mock = createWalnut({
      http: (request, inProcess) => {
        if (request.url.endsWith('/pay/micropay')) charges.push(request.url)
        return inProcess(request)
      },
    })
    const ticket = await ticketOf(mock)
    await fault(mock, name, { times: 1 })
    const { data } = await mock.buy(ticket, { ...BUY, pay_tp: 'wx.scan', pay_code: await codeOf(mock) })
    expect(data).toMatchObject({ or_st: 'WT', pay_re: { status: 'WAIT' } })
    await mock.clock.advance(90_000)
    expect((await mock.check(ticket, data.id)).data).toMatchObject({ or_st: end })
    expect(charges).toHaveLength(1)
  })

  test.each(['500s', 'offline'])('%s, a page hears nothing, and what a provider tells still arrives', async (name) => {
    const mock = createWalnut()
    const { code, st, ticket, id } = await bought(mock)
    await fault(mock, name)
    await payByQr(mock, code)
    expect(await mock.check(ticket, id).then(({ status }) => status, String)).toBe(name === '500s' ? 500 : 'TypeError: fetch failed: the connection broke')
    await fault(mock, 'none')
    expect(await st()).toBe('OK')
  })

  test('for one order by its number, the others go on', async () => {
    const mock = createWalnut()
    const [first, second] = [await bought(mock), await bought(mock)]
    await fault(mock, '500s', { trade_no: `${first.id}_1` })
    expect(await mock.check(first.ticket, first.id)).toMatchObject({ status: 500 })
    expect(await second.st()).toBe('WT')
  })
})

describe('where WeChat Pay can\'t be reached', () => {
  const cut = (isCut: () => boolean, lines: readonly string[] = ['/pay/']) => createWalnut({
    walnut: shop({}),
    http: (request, inProcess) => (isCut() && lines.some((one) => request.url.includes(one)) && request.url.startsWith('http://127.0.0.1:8788') ? Promise.reject(new TypeError('fetch failed')) : inProcess(request)),
  })

  test('a QR is failed, the order is kept, and another try pays it', async () => {
    let isDown = true
    const mock = cut(() => isDown)
    const ticket = await ticketOf(mock)
    const { ok, data: { id, pay_re } } = await mock.buy(ticket)
    expect([ok, pay_re]).toMatchObject([true, { status: 'FAIL', errMsg: expect.stringMatching(/./) }])
    isDown = false
    const again = await mock.ask('pay/pay', { ticket, id })
    await payByQr(mock, again.data.pay_re['data'])
    expect((await mock.check(ticket, id)).data).toMatchObject({ or_st: 'OK', out_trade_no: `${id}_2` })
  })

  test('rule 2: a payment code is neither failed nor paid', async () => {
    const mock = cut(() => true)
    const ticket = await ticketOf(mock)
    const { data } = await mock.buy(ticket, { ...BUY, pay_tp: 'wx.scan', pay_code: await codeOf(mock) })
    expect(data).toMatchObject({ or_st: 'WT', pay_re: { status: 'WAIT' } })
    expect(await mock.ask('pay/pay', { ticket, id: data.id, pt: 'wx.qrcode' })).toMatchObject({ ok: false, errCode: 'e.www.pay.waiting' })
  })

  test('rule 4: the way before can\'t be ended, so that there is no other', async () => {
    let isDown = false
    const mock = cut(() => isDown)
    const { ticket, id, code, st } = await bought(mock)
    isDown = true
    expect(await mock.ask('pay/pay', { ticket, id, force: 'true' })).toMatchObject({ ok: false, errCode: 'e.www.pay.waiting' })
    isDown = false
    await mock.clock.advance(3000)
    await payByQr(mock, code)
    expect(await st()).toBe('OK')
  })
})
