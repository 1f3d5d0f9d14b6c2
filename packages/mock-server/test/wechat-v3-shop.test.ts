import { describe, expect, test } from 'vitest'
import { logInByWechat } from './merchant-login'
import { fault } from './cashier'
import { PAGE, PAGE_URL } from './jsapi'
import { ORDER_BODY, WALLETS, type Body } from './mock'
import { createShop as newShop, pay, resigned, restamped, SCAN_BODY, type Meeting, type Shop } from './shop'
import { v3Query } from './wechat-v3'

const RE_WX = '/api/demo/pay/re_wx'
const QUERY = '/pay/orderquery'
const lost = (): Promise<Response> => Promise.reject(new TypeError('fetch failed'))
const createShop = (options: Parameters<typeof newShop>[0] = {}): Shop => newShop({ wechatApi: 'v3', ...options })

/** A shop that is told nothing, and whose questions are answered so. */
function answered(change: (answer: Response, shop: Shop) => Promise<Response>): Shop {
  const shop: Shop = createShop({ meet: (path, request, inProcess) => (path === RE_WX ? lost() : path === QUERY ? inProcess(request).then((answer) => change(answer, shop)) : undefined) })
  return shop
}

const payerOf = (shop: Shop, { trade_no: out_trade_no }: Body, path: string): ReturnType<Shop['phone']> => shop.phone(path, { out_trade_no, password: '123456' })

describe('a merchant of WeChat Pay v3', () => {
  test('is paid by a QR, by the notify alone', async () => {
    const shop = createShop({ meet: (path) => (path === QUERY ? lost() : undefined) })
    const { status, body } = await shop.create()
    expect([status, body]).toMatchObject([201, { status: 'pending', trade_state: 'NOTPAY', code_url: expect.stringMatching(/^weixin:\/\//) }])
    await pay(shop, body)
    await shop.clock.advance(0)
    expect(await shop.stored(body)).toMatchObject({ status: 'success', trade_state: 'SUCCESS', gateway_extra_info: { transaction_id: expect.stringMatching(/^\d{28}$/) } })
  })

  test('finds a payment by asking, where no notify comes', async () => {
    const shop = createShop({ meet: (path) => (path === RE_WX ? lost() : undefined) })
    const { body } = await shop.create()
    await pay(shop, body)
    expect(await shop.stored(body)).toMatchObject({ status: 'success' })
  })

  test('closes what is open, and says what is paid', async () => {
    const shop = createShop()
    const [open, paid] = [(await shop.create()).body, (await shop.create()).body]
    await pay(shop, paid)
    expect(await shop.close(open.transaction_no)).toMatchObject({ status: 200, body: { trade_state: 'CLOSED' } })
    expect(await shop.phone('pay', { content: open.code_url, password: '123456' })).toMatchObject({ status: 410 })
    expect(await shop.close(paid.transaction_no)).toMatchObject({ status: 409, body: { status: 'success' } })
  })

  test('hears that an order is too young to be closed', async () => {
    const shop = createShop({ closeAfterMs: 300_000 })
    expect(await shop.close((await shop.create()).body.transaction_no)).toMatchObject({ status: 425 })
  })

  test('sees an order end by its time', async () => {
    const shop = createShop()
    const { body } = await shop.create()
    await shop.clock.advance(15 * 60_000)
    expect(await shop.stored(body)).toMatchObject({ status: 'pending', trade_state: 'CLOSED' })
  })

  test('is paid inside WeChat with a payload that is signed by RSA, and not with one that was changed', async () => {
    const shop = createShop()
    const { headers } = await logInByWechat(shop)
    const { body } = await shop.create({ ...ORDER_BODY, gateway_type: 'weixin_tenpay_js' }, headers)
    const { appId, timeStamp, nonceStr, package: prepay, signType, paySign } = body
    expect(signType).toBe('RSA')
    const invoke = async (change: object) => (await shop.phone('jsapi', { invoke: 'getBrandWCPayRequest', payload: { appId, timeStamp, nonceStr, package: prepay, signType, paySign, ...change }, url: PAGE_URL, password: '123456' }, { origin: PAGE })).body
    for (const change of [{ nonceStr: 'x' }, { timeStamp: '1' }, { paySign: 'x' }, { signType: 'MD5' }, { signType: 'HMAC-SHA256' }]) expect(await invoke(change)).toMatchObject({ err_msg: 'get_brand_wcpay_request:fail' })
    expect(await invoke({})).toStrictEqual({ err_msg: 'get_brand_wcpay_request:ok' })
    await shop.clock.advance(0)
    expect((await shop.get(`/hserve/v2.0/idp/pay/order/${body.transaction_no}/`, headers)).body).toMatchObject({ status: 'success' })
  })

  test('is paid at the middle page', async () => {
    const shop = createShop()
    const { body } = await shop.create({ ...ORDER_BODY, gateway_type: 'weixin_tenpay_wap', return_url: `${PAGE}/return` })
    const url = new URL(String(body['mweb_url']))
    expect(url.searchParams.get('redirect_url')).toBe(`${PAGE}/return`)
    await shop.server.wallets.fetch(url.href, { headers: { referer: `${PAGE}/` } }, { incoming: { socket: { remoteAddress: '127.0.0.1' } } })
    const { prepay_id, package: mwebPackage } = Object.fromEntries(url.searchParams)
    await shop.server.wallets.fetch(`${WALLETS}/h5/pay`, { method: 'POST', headers: { 'content-type': 'application/json', 'origin': WALLETS }, body: JSON.stringify({ prepay_id, package: mwebPackage, password: '123456' }) })
    expect(await shop.stored(body)).toMatchObject({ status: 'success' })
  })

  test('hears that the payer has refused a charge by payment code', async () => {
    const shop = createShop()
    const { body } = await shop.scan({ ...SCAN_BODY, total_cost: '1000.01' })
    expect(body).toMatchObject({ status: 'pending', trade_state: 'USERPAYING' })
    await payerOf(shop, body, 'decline')
    await shop.clock.advance(5000)
    expect(await shop.stored(body)).toMatchObject({ status: 'failed', trade_state: 'PAYERROR' })
  })

  test.each([
    ['userpaying', { status: 'pending', trade_state: 'USERPAYING' }, { trade_state: 'REVOKED' }],
    ['systemerror-but-paid', { status: 'pending' }, { status: 'success' }],
    ['bankerror', { status: 'pending' }, { trade_state: 'REVOKED' }],
    ['refused', { status: 'failed', trade_state: 'RULELIMIT' }, { status: 'failed' }],
  ])('meets the fault %s: a charge is at first %o and in the end %o', async (name, first, end) => {
    const shop = createShop()
    await fault(shop, name)
    const { body } = await shop.scan()
    expect(body).toMatchObject(first)
    await shop.clock.advance(70_000)
    expect(await shop.stored(body)).toMatchObject(end)
  })

  test.each(['loses-notify', 'tampered-amount', 'bad-signature', 'duplicate-notify', 'notify-before-answer', 'reordered-notifies'])('finds an order paid once, whatever %s does', async (name) => {
    const shop = createShop()
    await fault(shop, name)
    const { body } = await shop.create()
    await pay(shop, body)
    await shop.clock.advance(3000)
    expect(await shop.stored(body)).toMatchObject({ status: 'success', total_cost: '0.10' })
  })

  test('says what it was told, where nobody has heard of the state', async () => {
    const shop = createShop({ meet: (path) => (path === RE_WX ? lost() : undefined) })
    await fault(shop, 'unknown-trade-state')
    const { body } = await shop.create()
    await pay(shop, body)
    expect(await shop.stored(body)).toMatchObject({ status: 'pending', trade_state: 'UNHEARD_OF' })
  })
})

/** The headers of an answer, changed. */
const restamp = (change: Record<string, string>) => async (answer: Response): Promise<Response> => new Response(await answer.text(), { headers: { ...Object.fromEntries(answer.headers), ...change } })

describe('rule 1: an answer of WeChat Pay v3', () => {
  test.each<[string, Parameters<typeof answered>[0]]>([
    ['without a signature', async (answer) => new Response(await answer.text())],
    ['that was changed', async (answer) => new Response((await answer.text()).replace('OTHERS', 'CMB_DEBIT'), { headers: answer.headers })],
    ['by another key', restamp({ 'wechatpay-serial': 'PUB_KEY_ID_OTHER' })],
    ['of another time', restamp({ 'wechatpay-timestamp': '1' })],
    ['of another order', async (answer, shop) => resigned(await answer.text(), { out_trade_no: 'x'.repeat(32) }, shop)],
    ['of another amount', async (answer, shop) => resigned(await answer.text(), { total_fee: '11' }, shop)],
    ['of another merchant', async (answer, shop) => resigned(await answer.text(), { mch_id: '1' }, shop)],
    ['of another app', async (answer, shop) => resigned(await answer.text(), { appid: 'wx1' }, shop)],
    ['of a payment without a number', async (answer, shop) => resigned(await answer.text(), { transaction_id: '' }, shop)],
    ['of a payment at no time', async (answer, shop) => resigned(await answer.text(), { success_time: '' }, shop)],
    ['that is a list', async (_, shop) => restamped('[]', shop)],
    ['that is no JSON', async (_, shop) => restamped('x', shop)],
    ['with a field twice', async (answer, shop) => restamped((await answer.text()).replace('{', '{"trade_state":"NOTPAY",'), shop)],
    ['of a redirect', async () => new Response(null, { status: 302, headers: { location: 'http://evil.example/' } })],
  ])('%s makes nothing paid', async (_, change) => {
    const shop = answered(change)
    const { body } = await shop.create()
    await pay(shop, body)
    expect(await shop.stored(body)).toMatchObject({ status: 'pending' })
    expect((await v3Query(shop, body.trade_no)).body).toMatchObject({ trade_state: 'SUCCESS' })
  })

  test.each<[string, (shop: Shop) => Response | Promise<Response>]>([
    ['that nobody has signed', () => new Response('{"code":"NOTENOUGH","message":"余额不足"}', { status: 403 })],
    ['of a server', (shop) => restamped('{"code":"NOT_ENOUGH"}', shop, 500)],
    ['for asking too often', (shop) => restamped('{"code":"FREQUENCY_LIMITED"}', shop, 429)],
    ['without a code', (shop) => restamped('{}', shop, 403)],
  ])('rule 2: a refusal %s ends no charge, which was made', async (_, refuse) => {
    const meet: Meeting = (path, request, inProcess) => (path === '/pay/micropay' ? inProcess(request).then(() => refuse(shop)) : undefined)
    const shop: Shop = createShop({ meet })
    const { body } = await shop.scan()
    expect(body).toMatchObject({ status: 'pending' })
    await shop.clock.advance(5000)
    expect(await shop.stored(body)).toMatchObject({ status: 'success' })
    expect(shop.asked.filter(([path]) => path === '/pay/micropay')).toHaveLength(1)
  })
})
