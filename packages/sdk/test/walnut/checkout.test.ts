import { afterEach, describe, expect, it, vi } from 'vitest'
import { quotePrice, type PayRequest } from '../../src/index'
import { heard } from '../support/heard'
import { createWalnutWorld, goods, type WalnutWorld } from '../support/walnut'

// Whoever asks for the wallets' keys waits for them to be made, which a busy machine takes its time for.
vi.setConfig({ testTimeout: 30_000 })

let world: WalnutWorld
afterEach(() => world.close())

const isCreate = (request: Request) => request.method === 'POST' && request.url.includes('/pay/buy')
const isCheck = (request: Request) => request.url.includes('/pay/check')
const lost = () => Promise.reject(new TypeError('connection reset'))

/** Starts a checkout and waits for its first state that does not pass by itself. */
async function started(request: PayRequest = goods, page = world.page()) {
  const checkout = page.checkout(request)
  const told = heard(checkout)
  checkout.start()
  await world.clock.advance(0)
  return { ...page, checkout, told }
}

describe('wx.qrcode over Walnut', () => {
  it('a payer scans, and the checkout is paid; the server\'s amount is the one shown', async () => {
    world = await createWalnutWorld()
    const { checkout, told } = await started()
    expect(checkout.state).toMatchObject({ name: 'waiting', order: { amountFen: 10, transactionNo: expect.stringMatching(/^\w{26}$/), tradeNo: expect.stringMatching(/_1$/), expiresAt: expect.any(Number), show: { flow: 'qrcode', codeUrl: expect.stringMatching(/^weixin:/) } } })
    expect((await world.phone('scan', checkout)).body).toMatchObject({ amount_fen: 10 })
    await world.phone('pay', checkout)
    await world.clock.advance(3_300)
    expect(checkout.state).toMatchObject({ name: 'paid', late: false, paidAt: expect.any(Number) })
    expect(told.ends).toEqual(['paid'])
  })

  it('rule 3: what nobody pays in its time is expired after one last check', async () => {
    world = await createWalnutWorld()
    const { checkout, told } = await started()
    await world.clock.advance(11 * 60_000)
    expect(checkout.state.name).toBe('expired')
    expect(told.states).toEqual(['creating', 'waiting', 'checking', 'waiting', 'checking', 'expired'])
    expect(told.ends).toEqual(['expired'])
  })

  it('rule 6: a server that breaks while it is watched ends nothing', async () => {
    world = await createWalnutWorld()
    const { checkout, told } = await started()
    world.net.network = (request, send) => (isCheck(request) ? lost() : send(request))
    await world.clock.advance(60_000)
    expect([checkout.state.name, checkout.health]).toEqual(['waiting', 'unstable'])
    world.net.network = (request, send) => send(request)
    await world.phone('pay', checkout)
    await world.clock.advance(60_000)
    expect(told.ends).toEqual(['paid'])
  })

  it('rule 2: a check without an answer is unknown, and what is paid meanwhile comes to light', async () => {
    world = await createWalnutWorld()
    const { checkout, told } = await started()
    await world.phone('pay', checkout)
    world.net.network = lost
    void checkout.checkNow()
    await world.clock.advance(60_000)
    expect(checkout.state.name).toBe('unknown')
    world.net.network = (request, send) => send(request)
    await world.clock.advance(60_000)
    expect(checkout.state).toMatchObject({ name: 'paid', late: true })
    expect(told.ends).toEqual(['unknown', 'paid'])
  })

  it('rule 4: a create whose answer is lost is repeated with its token, and is one order', async () => {
    world = await createWalnutWorld()
    let losses = 1
    const orders: unknown[] = []
    world.net.network = async (request, send) => {
      const answer = await send(request)
      if (!isCreate(request)) return answer
      orders.push(((await answer.clone().json()) as { data: { id: string } }).data.id)
      return losses-- > 0 ? lost() : answer
    }
    const { checkout } = await started()
    await world.clock.advance(1_000)
    expect(checkout.state.name).toBe('waiting')
    expect(orders).toHaveLength(2)
    expect(new Set(orders).size).toBe(1)
  })

  it('rule 4: without a token the server is asked once, and nobody has seen a code', async () => {
    world = await createWalnutWorld()
    world.net.network = async (request, send) => (await send(request), isCreate(request) ? lost() : send(request))
    const { checkout } = await started(goods, world.page({ extensions: false }))
    await world.clock.advance(30_000)
    expect(checkout.state).toMatchObject({ name: 'failed', error: { code: 600, retryable: true } })
    expect(world.creates()).toBe(1)
  })

  it('rule 4: two tabs and a reload are one order; another intent is another', async () => {
    world = await createWalnutWorld()
    const kept = new Map<string, string>()
    const storage = { get: (key: string) => kept.get(key) ?? null, set: (key: string, value: string) => void kept.set(key, value), remove: (key: string) => void kept.delete(key) }
    const first = await started(goods, world.page({}, { storage }))
    first.checkout.dispose()
    const second = await started(goods, world.page({}, { storage }))
    expect(second.checkout.state).toMatchObject({ name: 'waiting', order: (first.checkout.state as { order?: object }).order })
    expect(world.creates()).toBe(1)
    await started({ ...goods, intentId: 'cart-2' }, world.page({}, { storage }))
    expect(world.creates()).toBe(2)
    expect([...kept.values()].join()).not.toContain(world.ticket)
  })

  it('rule 4: what can\'t be closed stays shown, and no second one is made', async () => {
    world = await createWalnutWorld()
    const { checkout } = await started()
    const before = checkout.state
    void checkout.renew()
    await world.clock.advance(5_000)
    expect(checkout.state).toMatchObject({ name: 'waiting', order: { transactionNo: (before as { order: { transactionNo: string } }).order.transactionNo } })
    expect(world.creates()).toBe(1)
  })

  it('rule 1: neither another\'s order nor an answer without a state is an answer', async () => {
    world = await createWalnutWorld()
    const { checkout } = await started()
    const saying = (data: object) => () => Promise.resolve(Response.json({ ok: true, data }))
    world.net.network = saying({ id: 'another', or_st: 'OK', pay_re: { status: 'OK' } })
    await world.clock.advance(30_000)
    expect(checkout.state.name).toBe('waiting')
    world.net.network = saying({ id: (checkout.state as { order: { transactionNo: string } }).order.transactionNo, or_st: '??', pay_re: { status: 'PAID' } })
    await world.clock.advance(30_000)
    expect(checkout.state.name).toBe('waiting')
  })
})

describe('the other ways over Walnut', () => {
  it('wx.scan: a payment code is charged in the body, and is in no address, record, trace or error', async () => {
    world = await createWalnutWorld()
    const page = world.page()
    const checkout = page.checkout({ ...goods, gateway: 'weixin_tenpay_micropay' })
    const code = await world.paymentCode()
    void checkout.charge(code)
    await world.clock.advance(0)
    expect(checkout.state).toMatchObject({ name: 'paid', order: { amountFen: 10 } })
    expect(JSON.stringify([world.asked, [...world.kept], checkout.trace(), checkout.state])).not.toContain(code)
  })

  it('rule 4: wx.scan whose answer is lost is looked up by its token, and charged once', async () => {
    world = await createWalnutWorld()
    let losses = 1
    world.net.network = async (request, send) => {
      const answer = await send(request)
      return isCreate(request) && losses-- > 0 ? lost() : answer
    }
    const checkout = world.page().checkout({ ...goods, gateway: 'weixin_tenpay_micropay' })
    void checkout.charge(await world.paymentCode())
    await world.clock.advance(5_000)
    expect(checkout.state.name).toBe('paid')
    expect(world.creates()).toBe(1)
  })

  it('wx.scan: a code that the wallet refuses is failed, by the provider\'s word', async () => {
    world = await createWalnutWorld()
    await world.fault('refused')
    const checkout = world.page().checkout({ ...goods, gateway: 'weixin_tenpay_micropay' })
    void checkout.charge(await world.paymentCode())
    await world.clock.advance(10_000)
    expect(checkout.state).toMatchObject({ name: 'failed', error: { code: 608, errCode: expect.any(String) } })
  })

  it('zfb.qrcode: Alipay\'s code', async () => {
    world = await createWalnutWorld()
    await world.credentials()
    const { checkout } = await started({ ...goods, gateway: 'alipay_qrcode' })
    expect(checkout.state).toMatchObject({ name: 'waiting', order: { show: { flow: 'qrcode', codeUrl: expect.stringMatching(/^https:\/\/qr\.alipay\.com\/bax/) } } })
    await world.phone('pay', checkout)
    await world.clock.advance(3_300)
    expect(checkout.state.name).toBe('paid')
  })

  it('zfb.qrcode of a target that frames it: a page to be framed, or gone to', async () => {
    world = await createWalnutWorld()
    await world.credentials()
    const { checkout } = await started({ ...goods, gateway: 'alipay_qrcode' }, world.page({ way: { call: 'pay/create', buyer: 'xiaobai', target: 'demo-frame' } }))
    expect(checkout.state).toMatchObject({ name: 'waiting', order: { show: { flow: 'redirect', isFramed: true, url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:878[78]\//) } } })
  })

  it('paypal: its page', async () => {
    world = await createWalnutWorld()
    const { checkout } = await started({ ...goods, gateway: 'paypal' })
    expect(checkout.state).toMatchObject({ name: 'waiting', order: { show: { flow: 'redirect', url: expect.stringContaining('/checkoutnow?token=') } } })
  })

  it('free: paid without a screen', async () => {
    world = await createWalnutWorld()
    const { checkout, told } = await started({ ...goods, amountFen: 0, products: [{ id: 'trial' }] })
    expect(checkout.state).toMatchObject({ name: 'paid', late: false, order: { amountFen: 0, show: { flow: 'none' } } })
    expect(told.states).toEqual(['creating', 'paid'])
  })

  it('wx.jsapi of a login by WeChat: the bridge\'s payload', async () => {
    world = await createWalnutWorld()
    const payloads: object[] = []
    const wechat = { isReady: () => Promise.resolve(true), pay: (payload: object) => (payloads.push(payload), Promise.resolve({ end: 'ok' as const })) }
    const page = world.page({ ticket: await world.logInByWechat() }, { bridges: { wechat } })
    const { checkout } = await started({ ...goods, gateway: 'weixin_tenpay_js' }, page)
    void checkout.pay()
    await world.clock.advance(0)
    expect(payloads).toEqual([{ appId: expect.any(String), timeStamp: expect.any(String), nonceStr: expect.any(String), package: expect.stringMatching(/^prepay_id=/), signType: 'MD5', paySign: expect.any(String) }])
    expect(checkout.state.name).toBe('waiting')
  })

  it('wx.jsapi by seed 002: what wx.chooseWXPay takes, for the payer\'s openid', async () => {
    world = await createWalnutWorld()
    const { openid } = (await world.credentials()).wechat
    const wechat = { isReady: () => Promise.resolve(true), pay: () => Promise.resolve({ end: 'cancel' as const }) }
    const { checkout } = await started({ ...goods, gateway: 'weixin_tenpay_js' }, world.page({ openid }, { bridges: { wechat } }))
    expect(checkout.state).toMatchObject({ name: 'waiting', order: { show: { flow: 'jsapi', payload: { timestamp: expect.any(String), package: expect.stringMatching(/^prepay_id=/) } } } })
    expect(world.asked.filter((line) => line.includes(`&openid=${openid}`))).toHaveLength(1)
  })

  it('wx.jsapi of a payer whom nobody knows: an order that nobody can pay is said to be so', async () => {
    world = await createWalnutWorld()
    const wechat = { isReady: () => Promise.resolve(true), pay: () => Promise.resolve({ end: 'cancel' as const }) }
    const { checkout } = await started({ ...goods, gateway: 'weixin_tenpay_js' }, world.page({}, { bridges: { wechat } }))
    expect(checkout.state).toMatchObject({ name: 'failed', error: { code: 608, mayHavePaid: false, hint: expect.any(String), transactionNo: expect.any(String) } })
  })
})

describe('the other calls of Walnut', () => {
  it('pay/price: what it will cost', async () => {
    world = await createWalnutWorld()
    const { client } = world.page()
    expect(await quotePrice(client, { ...goods, products: [{ id: 'goods-c', amount: 3 }, { id: 'goods-a' }] })).toEqual({ amountFen: 19_930 })
  })

  it('pay/create: by a guest, and asked for by its payObjId', async () => {
    world = await createWalnutWorld()
    const { checkout } = await started(goods, world.page({ ticket: () => undefined, way: { call: 'pay/create', buyer: 'xiaobai', target: 'demo' } }))
    expect(checkout.state).toMatchObject({ name: 'waiting' })
    await world.phone('pay', checkout)
    await world.clock.advance(3_300)
    expect(checkout.state).toMatchObject({ name: 'paid', order: { amountFen: 10 } })
  })

  it('pay/pay: an order that the shop\'s server has made, by another way', async () => {
    world = await createWalnutWorld()
    const { data } = await world.ask('pay/buy', { ticket: world.ticket }, { products: [{ id: 'goods-c' }], pay_tp: 'wx.jsapi' })
    const page = world.page({ way: { call: 'pay/pay', id: String(data['id']) } })
    expect(await quotePrice(page.client, goods)).toEqual({ amountFen: 10 })
    const { checkout } = await started(goods, page)
    expect(checkout.state).toMatchObject({ name: 'waiting', order: { transactionNo: data['id'], amountFen: 10, show: { flow: 'qrcode' } } })
    await world.phone('pay', checkout)
    await world.clock.advance(3_300)
    expect(checkout.state.name).toBe('paid')
    expect((await started({ ...goods, intentId: 'again' }, page)).checkout.state.name).toBe('paid')
  })

  it('pay/pay: what was paid by an earlier try is paid, whichever try this page has seen', async () => {
    world = await createWalnutWorld()
    const { checkout } = await started()
    const { order } = checkout.state as { order: { transactionNo: string } }
    world.net.network = () => Promise.resolve(Response.json({ ok: true, data: { id: order.transactionNo, or_st: 'OK', out_trade_no: `${order.transactionNo}_2`, pay_re: { status: 'OK' } } }))
    await world.clock.advance(3_300)
    expect(checkout.state.name).toBe('paid')
  })
})
