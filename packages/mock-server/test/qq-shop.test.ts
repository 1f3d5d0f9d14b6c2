import { describe, expect, test } from 'vitest'
import { fault } from './cashier'
import { PAGE_URL } from './jsapi'
import { MERCHANT, ORDER_BODY, WALLETS, type Body } from './mock'
import { qqAccountOf, qqCall, qqCode, qqFields, qqMessage, qqSign, qqXml } from './qq'
import { createShop, pay, type Meeting, type Shop } from './shop'

const NATIVE = { ...ORDER_BODY, gateway_type: 'qpay_native' }
const SCAN = { ...ORDER_BODY, gateway_type: 'qpay_micropay' }
/** Above 1,000 yuan the wallet asks the payer for the password. */
const PASSWORD = { ...SCAN, total_cost: '1000.01' }
const RE_QQ = '/api/demo/pay/re_qq'
const QUERY = '/cgi-bin/pay/qpay_order_query.cgi'
const REVERSE = '/cgi-bin/pay/qpay_reverse.cgi'
const lost = (): Promise<Response> => Promise.reject(new TypeError('fetch failed'))

const scanned = async (shop: Shop, body: object = SCAN): Promise<Body> => (await shop.create({ auth_code: await qqCode(shop), ...body })).body
const confirmed = (shop: Shop, { trade_no: out_trade_no }: Body): Promise<unknown> => shop.phone('confirm', { provider: 'qq', out_trade_no, password: '123456' })

/** A shop whose provider never tells of a payment. */
const untold = (): Shop => createShop({ meet: (path) => (path === RE_QQ ? lost() : undefined) })

describe('qpay_native', () => {
  test('carries a QR in the form of production, and is paid by QQ\'s notify alone', async () => {
    const shop = createShop({ meet: (path) => (path === QUERY ? lost() : undefined) })
    const { status, body } = await shop.create(NATIVE)
    expect([status, body]).toMatchObject([201, { status: 'pending', trade_state: 'NOTPAY', code_url: expect.stringMatching(/^https:\/\/myun\.tenpay\.com\/mqq\/pay\/qrcode\.html\?_wv=1027&_bid=2183&t=6V/) }])
    await pay(shop, body)
    await shop.clock.advance(0)
    expect(await shop.stored(body)).toMatchObject({ status: 'success', trade_state: 'SUCCESS', gateway_extra_info: { transaction_id: expect.stringMatching(/^\d{28}$/) } })
  })

  test('is found paid by asking where no notify comes', async () => {
    const shop = untold()
    const { body } = await shop.create(NATIVE)
    await pay(shop, body)
    expect(await shop.stored(body)).toMatchObject({ status: 'success' })
  })

  test('is closed, and says so once it is paid', async () => {
    const shop = createShop()
    const [open, paid] = [(await shop.create(NATIVE)).body, (await shop.create(NATIVE)).body]
    await pay(shop, paid)
    expect(await shop.close(open.transaction_no)).toMatchObject({ status: 200, body: { trade_state: 'CLOSED' } })
    expect(await shop.phone('pay', { content: open.code_url, password: '123456' })).toMatchObject({ status: 410 })
    expect(await shop.close(paid.transaction_no)).toMatchObject({ status: 409, body: { status: 'success' } })
  })

  test('is refunded in part and whole, in the operator\'s name', async () => {
    const shop = createShop()
    const { body } = await shop.create(NATIVE)
    await pay(shop, body)
    await shop.refund(body.transaction_no, { amount_fen: 4 })
    await shop.clock.advance(3000)
    expect(await shop.stored(body)).toMatchObject({ status: 'success', refund_status: 'partial' })
    await shop.refund(body.transaction_no)
    await shop.clock.advance(3000)
    expect(await shop.stored(body)).toMatchObject({ refund_status: 'complete', trade_state: 'REFUND' })
  })
})

/** What QQ tells of an order's payment, as `change` says, and what the merchant answers. */
async function notified(shop: Shop, { trade_no }: Body, change: Record<string, string> = {}): Promise<Record<string, string>> {
  const account = await qqAccountOf(shop)
  const body = qqMessage({ trade_type: 'NATIVE', trade_state: 'SUCCESS', bank_type: 'BALANCE', fee_type: 'CNY', total_fee: '10', cash_fee: '10', transaction_id: '1', out_trade_no: trade_no, time_end: '20260101080030', openid: 'A', ...change }, account)
  return qqFields(await (await shop.server.merchant.fetch(`${MERCHANT}${RE_QQ}`, { method: 'POST', body })).text())
}

describe('rule 8: a notify of the QQ wallet', () => {
  test.each([
    ['the amount is another', { total_fee: '9' }, '订单金额不符'],
    ['the currency is another', { fee_type: 'USD' }, '订单金额不符'],
    ['it is of no payment', { trade_state: 'CLOSED' }, '不是支付成功通知'],
    ['the order is nobody\'s', { out_trade_no: 'nobodys' }, '订单不存在'],
    ['the account is another', { mch_id: '1' }, '商户信息不符'],
    ['the app is another', { appid: '1' }, '商户信息不符'],
    ['the signature is wrong', { sign: 'A'.repeat(32) }, '签名错误'],
  ])('changes nothing where %s', async (_, change, return_msg) => {
    const shop = createShop({ meet: (path) => (path === QUERY ? lost() : undefined) })
    const { body } = await shop.create(NATIVE)
    expect(await notified(shop, body, change)).toStrictEqual({ return_code: 'FAIL', return_msg })
    expect(await shop.stored(body)).toMatchObject({ status: 'pending' })
  })

  test('is believed once, repeated without effect, and refused of another payment', async () => {
    const shop = createShop()
    const { body } = await shop.create(NATIVE)
    for (let time = 0; time < 2; time++) expect(await notified(shop, body)).toStrictEqual({ return_code: 'SUCCESS' })
    expect(await notified(shop, body, { transaction_id: '2' })).toMatchObject({ return_code: 'FAIL' })
    expect(await shop.stored(body)).toMatchObject({ status: 'success', gateway_extra_info: { transaction_id: '1' } })
  })

  test('does not pay an order of another provider', async () => {
    const shop = createShop()
    const { body } = await shop.create()
    expect(await notified(shop, body)).toMatchObject({ return_code: 'FAIL', return_msg: '订单不存在' })
    expect(await shop.stored(body)).toMatchObject({ status: 'pending' })
  })
})

/** The wallet's answers, changed and signed again where the wallet has signed them. */
const answering = (path: string, change: Record<string, string>, key: () => Promise<string>): Meeting => (asked, request, inProcess) => (asked === path
  ? inProcess(request).then(async (answer) => {
      const fields: Record<string, string> = { ...qqFields(await answer.text()), ...change }
      return new Response(qqXml({ ...fields, sign: change['sign'] ?? qqSign(fields, await key()) }))
    })
  : undefined)

describe('rule 1: an answer of the QQ wallet', () => {
  test.each([
    ['of another order', { out_trade_no: 'other' }],
    ['of another amount', { total_fee: '9' }],
    ['of another account', { mch_id: '1' }],
    ['with a wrong signature', { sign: 'A'.repeat(32) }],
    ['with a state that nobody has heard of', { trade_state: 'UNHEARD_OF' }],
  ])('%s makes nothing paid', async (_, change) => {
    const shop: Shop = createShop({ meet: (path, ...rest) => (path === RE_QQ ? lost() : answering(QUERY, change, async () => (await qqAccountOf(shop)).key)(path, ...rest)) })
    const { body } = await shop.create(NATIVE)
    await pay(shop, body)
    expect(await shop.stored(body)).toMatchObject({ status: 'pending' })
  })
})

describe('qpay_micropay', () => {
  test('charges the payer\'s code at once, and is told nothing by a notify', async () => {
    const told: string[] = []
    const shop = createShop({ meet: (path) => { told.push(path); return undefined } })
    expect(await scanned(shop)).toMatchObject({ status: 'success', trade_state: 'SUCCESS' })
    await shop.clock.advance(60_000)
    expect(told).toStrictEqual(['/cgi-bin/pay/qpay_micro_pay.cgi'])
  })

  test.each(['100000000000000000', '280000000000000000', '9100', '9200000000000000000'])('takes no code of another form: %s', async (auth_code) => {
    expect(await createShop().create({ ...SCAN, auth_code })).toMatchObject({ status: 400, body: { error_msg: expect.stringContaining('91') } })
  })

  test('waits for the password, asking after 10, 20 and 30 s and then every 30 s', async () => {
    const shop = createShop()
    const body = await scanned(shop, PASSWORD)
    expect(body).toMatchObject({ status: 'pending', trade_state: 'USERPAYING', next_poll_ms: 10_500 })
    await shop.clock.advance(70_000)
    expect(shop.seconds(QUERY)).toStrictEqual([10, 20, 30, 60])
    await confirmed(shop, body)
    await shop.clock.advance(20_000)
    expect(await shop.stored(body)).toMatchObject({ status: 'success' })
    await shop.clock.advance(600_000)
    expect([shop.seconds(QUERY), shop.seconds(REVERSE)]).toStrictEqual([[10, 20, 30, 60, 90], []])
  })

  test('is reversed by the server itself from five minutes on, where nobody pays', async () => {
    const shop = createShop()
    const body = await scanned(shop, PASSWORD)
    await shop.clock.advance(299_999)
    expect(shop.seconds(REVERSE)).toStrictEqual([])
    await shop.clock.advance(1)
    expect(shop.seconds(REVERSE)).toStrictEqual([300])
    expect(await shop.stored(body)).toMatchObject({ status: 'pending', trade_state: 'REVOKED' })
    expect(await confirmed(shop, body)).toMatchObject({ status: 410 })
  })

  test('is not reversed for the cashier before five minutes, who is told how long', async () => {
    const shop = createShop()
    const body = await scanned(shop)
    await shop.clock.advance(60_000)
    expect(await shop.reverse(body.transaction_no)).toMatchObject({ status: 425, body: { next_poll_ms: 240_000 } })
    await shop.clock.advance(240_000)
    expect(await shop.reverse(body.transaction_no)).toMatchObject({ status: 200, body: { refunded: true, refund_status: 'complete' } })
    expect(await qqCall(shop, 'orderQuery', { out_trade_no: body.trade_no })).toMatchObject({ trade_state: 'REVOKED' })
  })

  test('rule 4: whose answer is lost is looked up, and never charged again', async () => {
    const shop = createShop({ meet: (path, request, inProcess) => (path.includes('micro_pay') ? inProcess(request).then(lost) : undefined) })
    const body = await scanned(shop)
    expect(body).toMatchObject({ status: 'pending' })
    await shop.clock.advance(10_000)
    expect(await shop.stored(body)).toMatchObject({ status: 'success' })
    expect(shop.asked.filter(([path]) => path.includes('micro_pay'))).toHaveLength(1)
  })
})

describe('a fault at the QQ wallet', () => {
  test.each([
    ['userpaying', { status: 'pending', trade_state: 'USERPAYING' }, { status: 'pending', trade_state: 'REVOKED' }],
    ['systemerror-but-paid', { status: 'pending' }, { status: 'success' }],
    ['bankerror', { status: 'pending' }, { status: 'pending', trade_state: 'REVOKED' }],
    ['refused', { status: 'failed', trade_state: 'RULELIMIT' }, { status: 'failed' }],
  ])('%s: a charge is at first %o and in the end %o', async (name, first, end) => {
    const shop = createShop()
    await fault(shop, name)
    const body = await scanned(shop)
    expect(body).toMatchObject(first)
    await shop.clock.advance(330_000)
    expect(await shop.stored(body)).toMatchObject(end)
  })

  test.each(['loses-notify', 'tampered-amount', 'bad-signature', 'duplicate-notify', 'notify-before-answer', 'reordered-notifies'])('%s: a paid order is found paid all the same, once', async (name) => {
    const shop = createShop()
    await fault(shop, name)
    const { body } = await shop.create(NATIVE)
    await pay(shop, body)
    await shop.clock.advance(3000)
    expect(await shop.stored(body)).toMatchObject({ status: 'success', total_cost: '0.10' })
  })

  test('unknown-trade-state: says what was said, and ends nothing', async () => {
    const shop = untold()
    await fault(shop, 'unknown-trade-state')
    const { body } = await shop.create(NATIVE)
    await pay(shop, body)
    expect(await shop.stored(body)).toMatchObject({ status: 'pending', trade_state: 'UNHEARD_OF' })
  })

  test.each([['expired', 410], ['closes-while-paying', 410], ['refused', 403]])('%s: the phone does not pay a QR, and says why', async (name, status) => {
    const shop = createShop()
    const { body } = await shop.create(NATIVE)
    await fault(shop, name)
    expect(await shop.phone('pay', { content: body.code_url, password: '123456' })).toMatchObject({ status })
    expect(await shop.stored(body)).not.toMatchObject({ status: 'success' })
  })
})

describe('qpay_js', () => {
  const invoke = (shop: Shop, payload: object, rest: object = {}): ReturnType<Shop['phone']> => shop.phone('jsapi', { invoke: 'mqq.tenpay.pay', payload, url: PAGE_URL, ...rest }, { origin: 'http://127.0.0.1:5173' })

  async function created(shop: Shop): Promise<{ readonly body: Body, readonly payload: { readonly tokenId: unknown, readonly appInfo: unknown } }> {
    const { status, body } = await shop.create({ ...ORDER_BODY, gateway_type: 'qpay_js' })
    expect(status).toBe(201)
    return { body, payload: { tokenId: body['tokenId'], appInfo: body['appInfo'] } }
  }

  test('carries what mqq.tenpay.pay takes, for a guest too, asks for the password and is paid', async () => {
    const shop = createShop()
    const { appid, mch_id } = await qqAccountOf(shop)
    const { body, payload } = await created(shop)
    expect(payload).toStrictEqual({ tokenId: expect.stringMatching(/^6V[0-9a-f]{30}$/), appInfo: `appid#${appid}|bargainor_id#${mch_id}|channel#wallet` })
    expect((await invoke(shop, payload)).body).toStrictEqual({ ask: 'password', order: { merchant: '体验商户', subject: '深蓝色秋裤', amount_fen: 10 } })
    expect((await invoke(shop, payload, { password: '000000' })).body).toMatchObject({ ask: 'password', message: expect.stringContaining('密码') })
    expect((await invoke(shop, payload, { password: '123456' })).body).toMatchObject({ resultCode: 0, data: { total_fee: '10', transaction_id: expect.stringMatching(/^\d{28}$/) } })
    expect((await invoke(shop, payload, { password: '123456' })).body).toMatchObject({ resultCode: -2, retmsg: expect.stringContaining('已支付') })
    await shop.clock.advance(0)
    expect(await shop.stored(body)).toMatchObject({ status: 'success' })
  })

  test('given up is -1, and stays payable', async () => {
    const shop = createShop()
    const { body, payload } = await created(shop)
    expect((await invoke(shop, payload, { cancel: true })).body).toStrictEqual({ resultCode: -1, retmsg: '用户主动放弃支付' })
    expect(await shop.stored(body)).toMatchObject({ status: 'pending', trade_state: 'NOTPAY' })
    expect((await invoke(shop, payload, { password: '123456' })).body).toMatchObject({ resultCode: 0 })
  })

  test.each([
    ['of another app', { appInfo: 'appid#1|bargainor_id#1|channel#wallet' }, {}],
    ['of nobody\'s order', { tokenId: '6Vx' }, {}],
    ['from a page elsewhere', {}, { url: 'http://evil.example/' }],
  ])('rule 8: %s is paid nothing', async (_, change, rest) => {
    const shop = createShop()
    const { body, payload } = await created(shop)
    expect((await invoke(shop, { ...payload, ...change }, { password: '123456', ...rest })).body).toMatchObject({ resultCode: -2 })
    expect(await shop.stored(body)).toMatchObject({ status: 'pending' })
  })

  test('whose two hours are over, or a QR\'s prepay_id, is paid nothing', async () => {
    const shop = createShop({ orderTtlMs: 86_400_000 })
    const { payload } = await created(shop)
    const native = (await shop.create(NATIVE)).body
    expect((await invoke(shop, { ...payload, tokenId: new URL(native.code_url).searchParams.get('t') }, { password: '123456' })).body).toMatchObject({ resultCode: -2 })
    await shop.clock.advance(2 * 3_600_000)
    expect((await invoke(shop, payload, { password: '123456' })).body).toMatchObject({ resultCode: -2 })
  })
})

test('the phone\'s picture tells of QQ\'s codes, requests and history as QQ\'s', async () => {
  const shop = createShop()
  const picture = async (): Promise<unknown> => JSON.parse(await (await shop.server.wallets.fetch(`${WALLETS}/phone/wallet`)).text())
  const { body } = await shop.create(NATIVE)
  const charge = await scanned(shop, PASSWORD)
  expect(await picture()).toMatchObject({ on_screen: [{ provider: 'qq', content: body.code_url }], requests: [{ provider: 'qq', out_trade_no: charge.trade_no }], payment_codes: { wechat: null, qq: 'used' } })
  await pay(shop, body)
  expect(await picture()).toMatchObject({ on_screen: [], history: [{ provider: 'qq', trade_type: 'NATIVE', amount_fen: 10 }] })
})
