import Tenpay from 'tenpay'
import { describe, expect, test } from 'vitest'
import { onRealPorts } from './tenpay-client'

const order = (out_trade_no: string) => ({ out_trade_no, body: '体验商户-秋裤', total_fee: 10, trade_type: 'NATIVE', product_id: 'p1' })
const SCENE = JSON.stringify({ h5_info: { type: 'Wap', wap_url: 'https://shop.test', wap_name: '体验商户' } })

/** The methods that the tests of this client call. */
const CALLED = [
  'unifiedOrder', 'orderQuery', 'closeOrder', 'micropay', 'reverse', 'refund', 'refundQuery', 'downloadBill', 'getPayParams', 'getPayParamsByPrepay', 'getAppParams', 'middleware', 'middlewareForExpress',
]

/** The methods that they don't, and why. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  constructor: 'no operation',
  log: 'no operation',
  _parse: 'part of every call',
  _parseBill: 'part of downloadBill',
  _getSign: 'part of every call',
  _request: 'part of every call',
  _getNativeReply: 'mode 1 of Native, by a product\'s fixed QR, is out of scope',
  getNativeUrl: 'mode 1 of Native, by a product\'s fixed QR, is out of scope',
  getAppParamsByPrepay: 'signs for an app on a phone; APP orders are refused with NOAUTH',
  getSignkey: 'v2\'s own sandbox was retired, and would need a second key; this server is one',
  combinedOrder: 'orders of several merchants at once; there is one merchant',
  downloadFundflow: 'the merchant\'s account at WeChat Pay, not its payments',
  getPublicKey: 'pays out to bank cards', payBank: 'pays out to bank cards', queryBank: 'pays out to bank cards',
  transfers: 'pays out to users', transfersQuery: 'pays out to users',
  sendCoupon: 'coupons', queryCouponStock: 'coupons', queryCouponInfo: 'coupons',
  sendRedpack: 'red packets', sendGroupRedpack: 'red packets', redpackQuery: 'red packets',
}

describe('tenpay, a third-party client of WeChat Pay', () => {
  test('has no method that is neither called here nor left out for a reason', () => {
    expect(Object.getOwnPropertyNames(Tenpay.prototype).toSorted()).toStrictEqual([...CALLED, ...Object.keys(LEFT_OUT)].toSorted())
  })

  test.each(['MD5', 'HMAC-SHA256'])('creates, queries and closes orders of every kind, signed with %s', async (sign_type) => {
    const { client, openid, served } = await onRealPorts()
    const api = client()
    expect(await api.unifiedOrder({ ...order('native001'), sign_type })).toMatchObject({ code_url: expect.stringMatching(/^weixin:\/\/wxpay\/bizpayurl\?pr=\w{7,12}$/) })
    expect(await api.unifiedOrder({ ...order('jsapi0001'), sign_type, trade_type: 'JSAPI', openid })).toMatchObject({ trade_type: 'JSAPI', prepay_id: expect.stringMatching(/^wx\w{34}$/) })
    expect(await api.unifiedOrder({ ...order('mweb00001'), sign_type, trade_type: 'MWEB', scene_info: SCENE })).toMatchObject({ mweb_url: expect.stringContaining(`${served.walletsOrigin}/cgi-bin/mmpayweb-bin/checkmweb?prepay_id=wx`) })
    for (const out_trade_no of ['native001', 'jsapi0001', 'mweb00001']) {
      expect(await api.orderQuery({ out_trade_no, sign_type })).toMatchObject({ trade_state: 'NOTPAY' })
      await api.closeOrder({ out_trade_no, sign_type })
      expect(await api.orderQuery({ out_trade_no, sign_type })).toMatchObject({ trade_state: 'CLOSED' })
    }
  })

  test('sees a payment by the phone', async () => {
    const { client, post } = await onRealPorts()
    const api = client()
    const { code_url: content } = await api.unifiedOrder({ ...order('tenpay002'), attach: 'a & <b> ]]> c' })
    expect(await post('/phone/pay', { content })).toMatchObject({ status: 200 })
    const paid = await api.orderQuery({ out_trade_no: 'tenpay002' })
    expect(paid).toMatchObject({ trade_state: 'SUCCESS', total_fee: '10', attach: 'a & <b> ]]> c' })
    expect(await api.orderQuery({ transaction_id: paid['transaction_id'] ?? '' })).toMatchObject({ out_trade_no: 'tenpay002' })
    await expect(api.closeOrder({ out_trade_no: 'tenpay002' })).rejects.toThrow('ORDERPAID')
  })

  test.each(['MD5', 'HMAC-SHA256'])('signs what a page inside WeChat pays with, by %s', async (sign_type) => {
    const { client, openid, post } = await onRealPorts()
    const api = client()
    const pay = async ({ appId, timeStamp, nonceStr, package: prepayId, signType, paySign }: Awaited<ReturnType<Tenpay['getPayParams']>>) => {
      const payload = { appId, timeStamp, nonceStr, package: prepayId, signType, paySign }
      return (await post('/phone/jsapi', { invoke: 'getBrandWCPayRequest', payload, url: 'http://127.0.0.1:5173/wechat', password: '123456' })).body
    }
    expect(await pay(await api.getPayParams({ ...order('jsapi0002'), openid, trade_type: 'JSAPI', sign_type }))).toStrictEqual({ err_msg: 'get_brand_wcpay_request:ok' })
    const prepay = await api.unifiedOrder({ ...order('jsapi0003'), openid, trade_type: 'JSAPI', sign_type })
    expect(await pay(api.getPayParamsByPrepay(prepay, sign_type))).toStrictEqual({ err_msg: 'get_brand_wcpay_request:ok' })
    for (const out_trade_no of ['jsapi0002', 'jsapi0003']) expect(await api.orderQuery({ out_trade_no })).toMatchObject({ trade_state: 'SUCCESS', openid })
  })

  test.each(['MD5', 'HMAC-SHA256'])('charges a payment code and reverses it, signed with %s', async (sign_type) => {
    const { client, authCode, advance } = await onRealPorts()
    const api = client()
    const charged = await api.micropay({ out_trade_no: 'micro0001', body: '秋裤', total_fee: 10, auth_code: await authCode(), sign_type })
    expect(charged).toMatchObject({ trade_type: 'MICROPAY', total_fee: '10' })
    await expect(api.reverse({ out_trade_no: 'micro0001', sign_type })).rejects.toThrow('INVALID_REQUEST')
    await expect(api.micropay({ out_trade_no: 'micro0002', body: '秋裤', total_fee: 100_001, auth_code: await authCode(), sign_type })).rejects.toThrow('USERPAYING')
    await advance(15_000)
    expect(await api.reverse({ transaction_id: charged['transaction_id'] ?? '', sign_type })).toMatchObject({ recall: 'N' })
    expect(await api.reverse({ out_trade_no: 'micro0002', sign_type })).toMatchObject({ recall: 'N' })
    expect(await api.orderQuery({ out_trade_no: 'micro0002' })).toMatchObject({ trade_state: 'REVOKED' })
  })

  test.each(['MD5', 'HMAC-SHA256'])('refunds, asks about the refunds, and reads the day\'s bill, signed with %s', async (sign_type) => {
    const { client, authCode, advance } = await onRealPorts()
    const api = client()
    await api.micropay({ out_trade_no: 'micro0003', body: '秋裤', total_fee: 10, auth_code: await authCode() })
    const { time_end = '' } = await api.orderQuery({ out_trade_no: 'micro0003' })
    const refund = { out_trade_no: 'micro0003', total_fee: 10, sign_type }
    expect(await api.refund({ ...refund, out_refund_no: 'r1', refund_fee: 4 })).toMatchObject({ refund_fee: '4' })
    expect(await api.refund({ ...refund, out_refund_no: 'r2', refund_fee: 6 })).toMatchObject({ refund_fee: '6' })
    await expect(api.refund({ ...refund, out_refund_no: 'r3', refund_fee: 1 })).rejects.toThrow('ERROR')
    await advance(3000)
    expect(await api.refundQuery({ out_trade_no: 'micro0003', sign_type })).toMatchObject({ refund_count: '2', refund_status_0: 'SUCCESS', refund_fee_1: '6' })
    await expect(api.downloadBill({ bill_date: time_end.slice(0, 8), sign_type })).rejects.toThrow('Bill Creating')
    await advance(34 * 3_600_000)
    const bill = await api.downloadBill({ bill_date: time_end.slice(0, 8), sign_type }, true)
    expect(bill.list_data[0]).toContain('micro0003')
    expect(bill.list_title[6]).toBe('商户订单号')
    expect(bill.total_data.slice(1, 2)).toStrictEqual(['0.10'])
    expect(await api.downloadBill({ bill_date: time_end.slice(0, 8), bill_type: 'SUCCESS' })).toContain('总交易单数')
  })

  test('hears of a business failure by its code', async () => {
    const { client } = await onRealPorts()
    const api = client()
    await expect(api.orderQuery({ out_trade_no: 'tenpay003' })).rejects.toThrow('ORDERNOTEXIST')
    await expect(api.getAppParams({ ...order('tenpay003'), trade_type: 'APP' })).rejects.toThrow('NOAUTH')
  })
})
