import { describe, expect, test } from 'vitest'
import { signV2 } from '../../src/wire/v2-sign'
import { parseXml } from '../../src/wire/xml'
import { officialAccountOf, PAGE } from '../login'
import { accountOf } from '../wechat'
import { createWalnut, shop, ticketOf, type WalnutMock } from './walnut'

/** An order that is to be paid in an official account, and the payer's openid there. */
async function ordered(mock: WalnutMock) {
  const ticket = await ticketOf(mock)
  const { data } = await mock.buy(ticket, { products: [{ id: 'goods-c' }], pay_tp: 'wx.jsapi' })
  return { ticket, id: data.id, data, openid: (await officialAccountOf(mock)).openid }
}

describe('seed 002, 发起支付的过程', () => {
  test('an order that nobody has asked to pay yet is new', async () => {
    expect((await ordered(createWalnut())).data).toMatchObject({ or_st: 'NW', or_status: 0, pay_re: { status: 'NEW', dataType: 'JSON', data: null } })
  })

  test('1. C -> W, 2. W -> W, 3. W -> S, 4. W -> C, 5. C -> C', async () => {
    const mock = createWalnut()
    const { ticket, id, openid } = await ordered(mock)
    // 1. C -> W: 发起 HTTP 请求 /api/demo/pay; 4. W -> C: JSON 以便 JS-SDK 发起微信支付请求
    const { ok, data } = await mock.ask('pay', { id, openid })
    expect(ok).toBe(true)
    expect(data).toStrictEqual({ appId: expect.stringMatching(/^wx/), timestamp: String(mock.clock.now() / 1000), nonceStr: expect.stringMatching(/^\w{1,32}$/), package: expect.stringMatching(/^prepay_id=wx/), signType: 'MD5', paySign: expect.stringMatching(/^[0-9A-F]{32}$/) })
    // 注意: timestamp 小写, 但签名使用的 timeStamp 字段名需大写其中的 S 字符
    const { appId = '', timestamp = '', nonceStr = '', package: prepared = '', signType = '', paySign } = parsed(data)
    expect(signV2({ appId, timeStamp: timestamp, nonceStr, package: prepared, signType }, (await accountOf(mock.server.wallets)).key)).toBe(paySign)
    // 2. 分析参数 order(订单号), client_ip(IP), openid(谁); 3. 处理订单对象
    expect((await mock.check(ticket, id)).data).toMatchObject({
      openid, or_status: 1, or_st: 'WT', pay_type: 'weixin',
      pay_send: { body: '商品C', out_trade_no: `${id}_1`, total_fee: '10', openid, spbill_create_ip: '127.0.0.1', time_expire: expect.stringMatching(/^\d{14}$/), notify_url: 'http://127.0.0.1:8787/api/demo/payresult' },
      pay_rexml: expect.stringMatching(/^<xml>.*prepay_id.*<\/xml>$/s),
      pay_remap: { return_code: 'SUCCESS', prepay_id: prepared.replace('prepay_id=', '') },
      pay_jsobj: data,
    })
    // 5. 唤起微信的支付输入界面
    const payload = { appId, timeStamp: timestamp, nonceStr, package: prepared, signType, paySign }
    expect((await mock.phone('jsapi', { invoke: 'getBrandWCPayRequest', payload, url: `${PAGE}/pay`, password: '123456' })).body).toMatchObject({ err_msg: 'get_brand_wcpay_request:ok' })
  })

  test('time_expire comes from order_expi, or else from pay_time_expire, 10 minutes', async () => {
    for (const [order_expi, expected] of [[undefined, '20260101081000'], [Date.UTC(2026, 0, 1, 1), '20260101090000']] as const) {
      const mock = createWalnut()
      const { data } = await mock.buy(await ticketOf(mock), { products: [{ id: 'goods-c' }], pay_tp: 'wx.qrcode', order_expi })
      expect(data['pay_send']).toMatchObject({ time_expire: expected })
    }
  })

  test('openid_key: the field that holds the openid can be called otherwise', async () => {
    const mock = createWalnut({ walnut: shop({ openidKey: 'abc' }) })
    const { ticket, id, openid } = await ordered(mock)
    await mock.ask('pay', { id, openid })
    const { data } = await mock.check(ticket, id)
    expect(data).toMatchObject({ abc: openid })
    expect(data).not.toHaveProperty('openid')
  })

  test('这个对象一旦生成，以后界面再次调用订单的付款，就可以复用了', async () => {
    const mock = createWalnut()
    const { id, openid } = await ordered(mock)
    const first = await mock.ask('pay', { id, openid })
    await mock.clock.advance(60_000)
    expect((await mock.ask('pay', { id, openid })).data).toStrictEqual(first.data)
  })

  test('another is made once the order\'s time is over, under the next number', async () => {
    const mock = createWalnut()
    const { ticket, id, openid } = await ordered(mock)
    const first = await mock.ask('pay', { id, openid })
    await mock.clock.advance(11 * 60_000)
    const second = await mock.ask('pay', { id, openid })
    expect(second.data['package']).not.toBe(first.data['package'])
    expect((await mock.check(ticket, id)).data).toMatchObject({ out_trade_no: `${id}_2` })
  })
})

describe('seed 002, 支付成功后的处理', () => {
  test('1. S -> W, 2. W -> W, 3. W ?> W', async () => {
    const told: string[] = []
    const mock = createWalnut({
      http: (request, inProcess) => {
        if (request.url.startsWith('http://127.0.0.1:8787')) told.push(new URL(request.url).pathname)
        return inProcess(request)
      },
    })
    const { ticket, id, openid } = await ordered(mock)
    const { appId, timestamp: timeStamp, nonceStr, package: prepared, signType, paySign } = parsed((await mock.ask('pay', { id, openid })).data)
    await mock.phone('jsapi', { invoke: 'getBrandWCPayRequest', payload: { appId, timeStamp, nonceStr, package: prepared, signType, paySign }, url: `${PAGE}/pay`, password: '123456' })
    await mock.clock.advance(0)
    // 1. 发起 HTTP 请求 /api/demo/payresult
    expect(told).toStrictEqual(['/api/demo/payresult'])
    // 2. 分析请求内容; 3. 如果成功就标记状态
    expect((await mock.ask('pay/order', { ticket, id })).data).toMatchObject({
      or_status: 2, or_st: 'OK', pay_result: { out_trade_no: `${id}_1`, result_code: 'SUCCESS', openid }, pay_time: mock.clock.now(),
    })
  })

  test('/api/demo/payresult answers in WeChat\'s form, and believes nothing unsigned', async () => {
    const mock = createWalnut()
    const answer = await mock.server.merchant.fetch('http://127.0.0.1:8787/api/demo/payresult', { method: 'POST', body: '<xml><return_code>SUCCESS</return_code></xml>' })
    expect(parseXml(await answer.text())).toMatchObject({ return_code: 'FAIL' })
  })
})

const parsed = (data: object): Record<string, string> => Object.fromEntries(Object.entries(data).map(([name, value]) => [name, String(value)]))
