import { describe, expect, test } from 'vitest'
import { createAlipayShop, type AlipayShop } from './alipay-shop'
import { ORDER_BODY, type Body } from './mock'

const MINUTE = 60_000
const RETURN_URL = 'http://127.0.0.1:5173/back?from=shop'

/** A way of paying by oneself: how its payer opens an order, and pays it. */
interface Way {
  readonly gateway: string
  /** Whether the trade exists for the merchant before its payer opens it. */
  readonly exists: boolean
  readonly open: (shop: AlipayShop, order: Body) => Promise<unknown>
  readonly pay: (shop: AlipayShop, order: Body) => Promise<unknown>
}

const atPage = (gateway: string): Way => ({
  gateway,
  exists: false,
  open: async (shop, { payment_url }) => (await shop.visit(payment_url)).login(),
  pay: async (shop, { payment_url }) => {
    const cashier = await shop.visit(payment_url)
    await cashier.login()
    return cashier.pay()
  },
})

const WAYS: readonly Way[] = [
  { gateway: 'alipay_qrcode', exists: false, open: (shop, { code_url: content }) => shop.phone('scan', { content }), pay: (shop, { code_url: content }) => shop.phone('pay', { content, password: '123456' }) },
  { gateway: 'alipay_js', exists: true, open: () => Promise.resolve(), pay: (shop, { tradeNO }) => shop.tradePay(tradeNO) },
  atPage('alipay_page'),
  atPage('alipay_wap'),
]

describe.each(WAYS.map((way) => [way.gateway, way] as const))('an order by %s', (gateway, { exists, open, pay }) => {
  test('waits, is opened, and is paid by the notify alone', async () => {
    const shop = createAlipayShop()
    const order = await shop.order(gateway)
    expect(order).toMatchObject({ status: 'pending', expires_in: 900 })
    expect(await shop.stored(order)).toMatchObject({ status: 'pending', trade_state: exists ? 'WAIT_BUYER_PAY' : 'NOTEXIST' })
    await open(shop, order)
    await shop.clock.advance(3000)
    expect(await shop.stored(order)).toMatchObject({ status: 'pending', trade_state: 'WAIT_BUYER_PAY' })
    const asked = shop.seconds('alipay.trade.query').length
    await pay(shop, order)
    await shop.clock.advance(0)
    expect(await shop.stored(order)).toMatchObject({ status: 'success', trade_state: 'SUCCESS', total_cost: '0.10', gateway_extra_info: { transaction_id: expect.stringMatching(/^20260101\d{20}$/) } })
    expect(shop.seconds('alipay.trade.query')).toHaveLength(asked)
    expect(shop.notified).toHaveLength(1)
  })

  test('is found paid by asking where the notify is lost', async () => {
    const shop = createAlipayShop()
    const order = await shop.order(gateway)
    await shop.fault('loses-notify')
    await pay(shop, order)
    expect(await shop.stored(order)).toMatchObject({ status: 'success' })
  })

  test('that the wallet refuses stays payable', async () => {
    const shop = createAlipayShop()
    const order = await shop.order(gateway)
    await shop.fault('refused', { times: 1 })
    await pay(shop, order)
    expect(await shop.stored(order)).toMatchObject({ status: 'pending', trade_state: 'WAIT_BUYER_PAY' })
    await pay(shop, order)
    await shop.clock.advance(0)
    expect(await shop.stored(order)).toMatchObject({ status: 'success' })
  })

  test('is closed once its payer has opened it, and is not paid after that', async () => {
    const shop = createAlipayShop()
    const order = await shop.order(gateway)
    await open(shop, order)
    expect(await shop.close(order.transaction_no)).toMatchObject({ status: 200, body: { status: 'pending', trade_state: 'CLOSED' } })
    await pay(shop, order)
    await shop.clock.advance(0)
    expect(await shop.stored(order)).toMatchObject({ status: 'pending', trade_state: 'CLOSED' })
    expect(shop.notified).toStrictEqual([])
  })

  test('rule 4: that nobody has opened is told closed only once nobody can open it any more', async () => {
    const shop = createAlipayShop()
    const order = await shop.order(gateway)
    const early = await shop.close(order.transaction_no)
    expect(early).toMatchObject(exists ? { status: 200, body: { trade_state: 'CLOSED' } } : { status: 425, body: { status: 'pending', next_poll_ms: 15 * MINUTE } })
    await shop.clock.advance(15 * MINUTE)
    await pay(shop, order)
    expect(await shop.stored(order)).toMatchObject({ status: 'pending', expires_in: 0 })
    await shop.clock.advance(MINUTE)
    expect(await shop.stored(order)).toMatchObject({ status: 'pending', trade_state: 'CLOSED' })
    expect(await shop.close(order.transaction_no)).toMatchObject({ status: 200, body: { trade_state: 'CLOSED' } })
  })

  test('that was opened is over at its time', async () => {
    const shop = createAlipayShop()
    const order = await shop.order(gateway)
    await open(shop, order)
    await shop.clock.advance(15 * MINUTE)
    await pay(shop, order)
    expect(await shop.stored(order)).toMatchObject({ status: 'pending', trade_state: 'CLOSED' })
  })

  test('that is paid is not closed', async () => {
    const shop = createAlipayShop()
    const order = await shop.order(gateway)
    await shop.fault('loses-notify')
    await pay(shop, order)
    expect(await shop.close(order.transaction_no)).toMatchObject({ status: 409, body: { status: 'success' } })
  })

  test('rule 2: whose status nobody has heard of is none of ours', async () => {
    const shop = createAlipayShop()
    const order = await shop.order(gateway)
    await shop.fault('unknown-trade-state')
    await open(shop, order)
    expect(await shop.stored(order)).toMatchObject({ status: 'pending', trade_state: 'UNHEARD_OF' })
  })

  test('is refunded in part, and whole', async () => {
    const shop = createAlipayShop()
    const order = await shop.order(gateway)
    await pay(shop, order)
    await shop.clock.advance(0)
    expect((await shop.refund(order.transaction_no, { amount_fen: 4, out_refund_no: 'r1' })).status).toBe(200)
    await shop.clock.advance(3000)
    expect(await shop.stored(order)).toMatchObject({ status: 'success', refund_status: 'partial', trade_state: 'REFUND' })
    expect((await shop.refund(order.transaction_no)).status).toBe(200)
    await shop.clock.advance(3000)
    expect(await shop.stored(order)).toMatchObject({ status: 'success', refund_status: 'complete' })
    expect((await shop.refund(order.transaction_no, { amount_fen: 1 })).status).toBe(409)
    expect(shop.notified).toHaveLength(3)
  })
})

describe('an order at Alipay', () => {
  test('by a page carries a signed address, with where the payer comes back', async () => {
    const shop = createAlipayShop()
    const { payment_url } = await shop.order('alipay_page', { return_url: RETURN_URL })
    const url = new URL(String(payment_url))
    expect([url.origin, url.pathname]).toStrictEqual(['http://127.0.0.1:8788', '/gateway.do'])
    expect(url.searchParams.get('return_url')).toBe(RETURN_URL)
    expect(shop.called).toStrictEqual([])
    const cashier = await shop.visit(payment_url)
    await cashier.login()
    const { body } = await cashier.pay()
    expect(String(body['return_to'])).toMatch(/^http:\/\/127\.0\.0\.1:5173\/back\?from=shop&charset=utf-8&trade_no=\d{28}&out_trade_no=\w{32}&method=alipay\.trade\.page\.pay\.return&/)
  })

  test.each(['http://evil.example/', 'javascript:alert(1)', 'http://127.0.0.1:5173@evil.example/', '//127.0.0.1:5173/', 7])('rule 8: whose return_url is %s is refused, before it exists', async (return_url) => {
    const shop = createAlipayShop()
    expect(await shop.create({ ...ORDER_BODY, gateway_type: 'alipay_wap', return_url })).toMatchObject({ status: 400, body: { error_msg: expect.stringContaining('return_url') } })
    expect((await shop.list({})).body.objects ?? []).toStrictEqual([])
  })

  test('by a QR is ordered with the timeout that the merchant gives it', async () => {
    const bodies: string[] = []
    const shop = createAlipayShop({ orderTtlMs: 90_000, meet: (_, request) => { void request.clone().text().then((text) => bodies.push(decodeURIComponent(text))); return undefined } })
    await shop.order('alipay_qrcode')
    expect(bodies[0]).toContain('"timeout_express":"1m","qr_code_timeout_express":"1m"')
  })

  test('whose answer is not signed by Alipay is no order', async () => {
    const shop = createAlipayShop({
      meet: async (_, request, inProcess) => new Response((await (await inProcess(request)).text()).replace('bax', 'bay')),
    })
    expect(await shop.create({ ...ORDER_BODY, gateway_type: 'alipay_qrcode' })).toMatchObject({ status: 502 })
  })

  test('inside the app asks for the password, can be given up, and is paid once', async () => {
    const shop = createAlipayShop()
    const order = await shop.order('alipay_js')
    const { tradeNO } = order
    expect(await shop.tradePay(tradeNO, { password: '' })).toMatchObject({ ask: 'password', order: { amount_fen: 10 } })
    expect(await shop.tradePay(tradeNO, { password: '654321' })).toMatchObject({ ask: 'password', message: expect.stringContaining('密码') })
    expect(await shop.tradePay(tradeNO, { cancel: true })).toStrictEqual({ resultCode: '6001' })
    expect(await shop.tradePay(tradeNO)).toStrictEqual({ resultCode: '9000' })
    expect(await shop.tradePay(tradeNO)).toMatchObject({ resultCode: '4000' })
    expect(await shop.tradePay('2026010122001000000000000000')).toMatchObject({ resultCode: '4000' })
    await shop.clock.advance(0)
    expect(await shop.stored(order)).toMatchObject({ status: 'success' })
    expect(shop.notified).toHaveLength(1)
  })
})
