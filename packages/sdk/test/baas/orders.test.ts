import { describe, expect, it } from 'vitest'
import type { OrderListParams } from '../../src/index'
import { createFacadeBench, outcome, says } from '../support/facade'

const LIST = 'http://127.0.0.1:8787/hserve/v2.2/idp/pay/order/'
const list = { meta: { limit: 20, offset: 0, total_count: 1, next: null, previous: null }, objects: [{ trade_no: 'T', status: 'pending' }] }

describe('BaaS.Order', () => {
  it.each<readonly [OrderListParams, string]>([
    [{}, ''], [{ trade_no: 'N' }, '&trade_no=N'], [{ transaction_no: 'X' }, '&transaction_no=X'], [{ status: 'success' }, '&status=success'], [{ refund_status: 'partial' }, '&refund_status=partial'],
    [{ gateway_type: 'weixin_tenpay_native' }, '&gateway_type=weixin_tenpay_native'], [{ merchandise_record_id: 'r' }, '&merchandise_record_id=r'], [{ merchandise_schema_id: 7 }, '&merchandise_schema_id=7'],
    [{ paid_at__gte: '2026-01-01T00:00:00', paid_at__lte: 1_700_000_000 }, '&paid_at__gte=2026-01-01T00:00:00&paid_at__lte=1700000000'], [{ client_token: 'K' }, '&client_token=K'],
    [{ trade_no: 'a b/c&d=é' }, '&trade_no=a+b%2Fc%26d%3D%C3%A9'], [{ trade_no: undefined, status: null } as never, ''],
  ])('filters by %j', async (params, query) => {
    const { BaaS, sent } = createFacadeBench(says(200, list))
    expect(await new BaaS.Order().getOrderList(params)).toEqual({ data: list, status: 200, statusCode: 200, headers: {} })
    expect(sent).toEqual([{ method: 'GET', url: `${LIST}?limit=20&offset=0&where=%7B%7D${query}`, headers: expect.not.objectContaining({ 'Content-Type': expect.anything() }), body: undefined }])
  })

  it('limits, skips, sorts and has a condition, all in one chain, and forgets them afterwards', async () => {
    const { BaaS, sent } = createFacadeBench(says(200, list))
    const order = new BaaS.Order()
    await order.limit(1).offset(2).orderBy('-created_at').setQuery({ queryObject: { $and: [{ status: { $eq: 'success' } }] } }).getOrderList({ transaction_no: 'X' })
    await order.getOrderList()
    expect(sent.map(({ url }) => url)).toEqual([
      `${LIST}?limit=1&offset=2&order_by=-created_at&where=%7B%22$and%22:[%7B%22status%22:%7B%22$eq%22:%22success%22%7D%7D]%7D&transaction_no=X`, `${LIST}?limit=20&offset=0&where=%7B%7D`,
    ])
  })

  it('takes a condition as it is, and several fields to sort by', async () => {
    const { BaaS, sent } = createFacadeBench(says(200, list))
    await new BaaS.Order().setQuery({ status: { $eq: 'success' } }).orderBy(['status', '-paid_at']).getOrderList()
    expect(sent[0]?.url).toBe(`${LIST}?limit=20&offset=0&order_by=status,-paid_at&where=%7B%22status%22:%7B%22$eq%22:%22success%22%7D%7D`)
  })

  it('gets one by its transaction_no', async () => {
    const { BaaS, sent } = createFacadeBench(says(200, list.objects[0]))
    expect((await new BaaS.Order().get('a/b')).data).toMatchObject({ trade_no: 'T' })
    expect(sent[0]).toMatchObject({ method: 'GET', url: 'http://127.0.0.1:8787/hserve/v2.0/idp/pay/order/a%2Fb/' })
  })

  it.each(['1', 1.5, Number.NaN, undefined])('throws 605 for a limit or an offset of %j', (count) => {
    const { BaaS } = createFacadeBench(says(200, list))
    expect(() => new BaaS.Order().limit(count as number)).toThrow(expect.objectContaining({ code: 605 }))
    expect(() => new BaaS.Order().offset(count as number)).toThrow(expect.objectContaining({ code: 605 }))
  })

  it.each([undefined, null, 'status', []])('throws 605 for the condition %j', (condition) => {
    expect(() => new (createFacadeBench(says(200, list)).BaaS.Order)().setQuery(condition as never)).toThrow(expect.objectContaining({ code: 605 }))
  })

  it.each(['', undefined])('rejects to get %j as 605, and sends nothing', async (no) => {
    const { BaaS, sent } = createFacadeBench(says(200, list))
    expect(await outcome(new BaaS.Order().get(no as string))).toMatchObject({ code: 605 })
    expect(sent).toEqual([])
  })
})

describe('getWechatJSSDKCredentials', () => {
  it('asks for one address and gives the bare answer', async () => {
    const credentials = { appid: 'wx45ac', timestamp: 1_700_000_000, noncestr: 'N', signature: 'S' }
    const { BaaS, sent } = createFacadeBench(says(200, credentials))
    expect(await BaaS.getWechatJSSDKCredentials('https://shop.example/cart?id=7&a=裤')).toEqual(credentials)
    expect(sent[0]).toMatchObject({ method: 'GET', url: 'http://127.0.0.1:8787/hserve/v2.4/idp/wechat/jssdk-credentials/?url=https:%2F%2Fshop.example%2Fcart%3Fid%3D7%26a%3D%E8%A3%A4' })
  })
})

describe('before init', () => {
  it('rule 9: every call is a rejected 602', async () => {
    const { createApp } = await import('../../src/baas/app')
    const { createFacade } = await import('../../src/baas/facade')
    const { createPayWithPaymentCode } = await import('../../src/baas/payment-code')
    const app = createApp()
    const BaaS = createFacade(app)
    const goods = { totalCost: 0.1, merchandiseDescription: 'x' }
    const calls = [
      BaaS.payment.payWithWechat({ gatewayType: 'weixin_tenpay_js', ...goods }), BaaS.payment.payWithAlipay({ gatewayType: 'alipay_page', ...goods }), BaaS.payment.payWithQQ({ gatewayType: 'qpay_native', ...goods }),
      new BaaS.Order().get('X'), new BaaS.Order().getOrderList(), BaaS.getWechatJSSDKCredentials('u'), createPayWithPaymentCode(app)({ authCode: '134567890123456789', ...goods }),
    ]
    for (const call of calls) expect(await outcome<unknown>(call)).toMatchObject({ code: 602, message: '602: uninitialized', hint: expect.stringContaining('BaaS.init') })
  })
})
