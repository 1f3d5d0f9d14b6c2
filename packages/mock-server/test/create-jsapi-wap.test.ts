import { describe, expect, test } from 'vitest'
import { signV2 } from '../src/wire/v2-sign'
import { balanceOf } from './cashier'
import { logInAnonymously, logInByWechat } from './merchant-login'
import { CLIENT, ORDER_BODY } from './mock'
import { createShop } from './shop'
import { accountOf } from './wechat'

const JSAPI_BODY = { ...ORDER_BODY, gateway_type: 'weixin_tenpay_js', client_token: '0123456789abcdef0123456789abcdef' }
const WAP_BODY = { ...ORDER_BODY, gateway_type: 'weixin_tenpay_wap' }
const PAGE = 'http://127.0.0.1:5173'

describe('an order for the bridge', () => {
  test('carries the six fields of its call, signed as the order was, beside its numbers', async () => {
    const shop = createShop()
    const { headers } = await logInByWechat(shop)
    const { status, body } = await shop.create(JSAPI_BODY, headers)
    const { appid: appId, key } = await accountOf(shop.server.wallets)
    const payload = { appId, timeStamp: '1767225600', nonceStr: body['nonceStr'], package: expect.stringMatching(/^prepay_id=wx\d{14}[0-9a-f]{20}$/), signType: 'MD5' }
    expect(status).toBe(201)
    expect(body).toMatchObject({ ...payload, trade_no: expect.any(String), transaction_no: expect.any(String), status: 'pending', trade_state: 'NOTPAY', expires_in: 900 })
    const { timeStamp, nonceStr, package: prepay, signType, paySign } = body as unknown as Record<string, string>
    expect(paySign).toBe(signV2({ appId, timeStamp, nonceStr, package: prepay, signType }, key))
  })

  test('is paid by handing the bridge the whole answer', async () => {
    const shop = createShop()
    const { headers } = await logInByWechat(shop)
    const { body } = await shop.create(JSAPI_BODY, headers)
    const answer = await shop.phone('jsapi', { invoke: 'getBrandWCPayRequest', payload: body, url: `${PAGE}/wechat/`, password: '123456' }, { origin: PAGE })
    expect(answer.body).toMatchObject({ err_msg: 'get_brand_wcpay_request:ok' })
    await shop.clock.advance(0)
    expect((await shop.get(`/hserve/v2.0/idp/pay/order/${body.transaction_no}/`, headers)).body).toMatchObject({ status: 'success' })
  })

  test('rule 9: is refused without an openid, and there is no order', async () => {
    const shop = createShop()
    const anonymous = (await logInAnonymously(shop)).headers
    for (const headers of [CLIENT, anonymous]) {
      expect(await shop.create(JSAPI_BODY, headers)).toMatchObject({ status: 400, body: { error_msg: expect.stringMatching(/openid.*oauth-wechat-mp/) } })
    }
    expect(shop.seconds('/pay/unifiedorder')).toStrictEqual([])
    expect((await shop.list({ client_token: JSAPI_BODY.client_token })).body.objects).toStrictEqual([])
  })
})

describe('an order for the phone\'s browser', () => {
  const returning = (return_url: unknown): object => ({ ...WAP_BODY, return_url })

  test('carries the address of the middle page, and names the payer\'s own address and the shop\'s site', async () => {
    const shop = createShop()
    const { status, body } = await shop.create(WAP_BODY)
    expect([status, body]).toMatchObject([201, { mweb_url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:8788\/cgi-bin\/mmpayweb-bin\/checkmweb\?prepay_id=wx\w+&package=\d+$/) }])
    const [, , fields] = shop.asked[0] ?? []
    expect(fields).toMatchObject({ trade_type: 'MWEB', spbill_create_ip: '127.0.0.1' })
    expect(JSON.parse(fields?.['scene_info'] ?? '')).toStrictEqual({ h5_info: { type: 'Wap', wap_url: PAGE, wap_name: ORDER_BODY.merchandise_description } })
  })

  test.each([`${PAGE}/return`, `${PAGE}/return?a=1&b=%26#x`, 'http://localhost:5173/'])('leads back to %s', async (return_url) => {
    const { body } = await createShop().create(returning(return_url))
    const { searchParams } = new URL(String(body['mweb_url']))
    expect(searchParams.get('redirect_url')).toBe(return_url)
  })

  test.each(['http://evil.example/', 'http://127.0.0.1:5174/', 'javascript:alert(1)', '/return', '', 7, {}, 'http://user:pass@127.0.0.1:5173/', 'http://127.0.0.1:5173.evil.example/', 'ftp://127.0.0.1:5173/'])('rule 8: is refused with the return_url %o, before any order', async (return_url) => {
    const shop = createShop()
    expect(await shop.create(returning(return_url))).toMatchObject({ status: 400, body: { error_msg: expect.stringMatching(/return_url/) } })
    expect(shop.asked).toStrictEqual([])
  })

  test('rule 4: is another order with another return_url', async () => {
    const shop = createShop()
    const body = { ...WAP_BODY, client_token: JSAPI_BODY.client_token }
    await shop.create({ ...body, return_url: `${PAGE}/a` })
    expect((await shop.create({ ...body, return_url: `${PAGE}/b` })).status).toBe(409)
    expect((await shop.create({ ...body, return_url: `${PAGE}/a` })).status).toBe(201)
  })
})

describe('a gateway_type', () => {
  test.each(['paypal', 'weixin_tenpay', '__proto__', null, 7])('that is not known, %o, is refused with the list', async (gateway_type) => {
    expect(await createShop().create({ ...ORDER_BODY, gateway_type })).toMatchObject({ status: 400, body: { error_msg: expect.stringMatching(/known; offered: weixin_tenpay_native/) } })
  })
})

describe('the catalogue', () => {
  const catalogue = { trousers: 9900, 7: 100 }
  const ordering = (merchandise_record_id: unknown, total_cost: unknown): object => ({ ...ORDER_BODY, merchandise_record_id, total_cost })

  test.each([['trousers', 99], ['trousers', '99.00'], [7, 1], ['7', 1], ['shirt', 0.01], ['constructor', 0.01], [null, 0.01]])('takes %o for %o yuan', async (record, cost) => {
    expect((await createShop({ catalogue }).create(ordering(record, cost))).status).toBe(201)
  })

  test.each([['trousers', 0.01], ['trousers', 99.01], [7, 0.99]])('rule 7: refuses %o for %o yuan, before any order', async (record, cost) => {
    const shop = createShop({ catalogue })
    expect(await shop.create(ordering(record, cost))).toMatchObject({ status: 400, body: { error_msg: expect.stringMatching(/total_cost.*merchandise_record_id/) } })
    expect(shop.asked).toStrictEqual([])
  })

  test('charges nothing for a product that is refused', async () => {
    const shop = createShop({ catalogue })
    const funds = await balanceOf(shop)
    expect((await shop.scan({ ...ordering('trousers', 1), gateway_type: 'weixin_tenpay_micropay' })).status).toBe(400)
    expect(await balanceOf(shop)).toBe(funds)
  })
})
