/** What the types promise, and misuses that must not compile. */
import { describe, expectTypeOf, it } from 'vitest'
import {
  asTradeNo, asTransactionNo, BaaS, createCheckout, createPayClient, minCloud, payWithPaymentCode, resume, watchOrder, type Fen, type JsapiResult, type OrderNumbers, type OrderRef, type TradeNo, type TransactionNo,
} from './index'

const client = createPayClient({ backend: minCloud({ clientID: 'demo' }) })
const goods = { amountFen: 10, description: 'x' }

const base = { totalCost: 0.1, merchandiseDescription: 'x' }

describe('results discriminate on gatewayType', () => {
  it('each carries its own field and no other', async () => {
    const native = await BaaS.payment.payWithWechat({ gatewayType: 'weixin_tenpay_native', ...base })
    expectTypeOf(native.data).toEqualTypeOf<{ code_url: string } & OrderNumbers>()
    // @ts-expect-error a native result has no mweb_url
    void native.data.mweb_url
    // @ts-expect-error the result holds no request: its headers would hold the token
    void native.config
    const wap = await BaaS.payment.payWithWechat({ gatewayType: 'weixin_tenpay_wap', ...base })
    expectTypeOf(wap.data.mweb_url).toEqualTypeOf<string>()
    // @ts-expect-error an H5 result has no code_url
    void wap.data.code_url
    for (const gatewayType of ['alipay_page', 'alipay_wap'] as const) {
      const page = await BaaS.payment.payWithAlipay({ gatewayType, ...base })
      expectTypeOf(page.data.payment_url).toEqualTypeOf<string>()
      // @ts-expect-error an Alipay page has no code_url
      void page.data.code_url
    }
    const qr = await BaaS.payment.payWithAlipay({ gatewayType: 'alipay_qrcode', ...base })
    expectTypeOf(qr.data.code_url).toEqualTypeOf<string>()
    const qq = await BaaS.payment.payWithQQ({ gatewayType: 'qpay_native', ...base })
    expectTypeOf(qq.data.code_url).toEqualTypeOf<string>()
    // @ts-expect-error a QQ result has no payment_url
    void qq.data.payment_url
  })

  it('JSAPI is flat', async () => {
    const js = await BaaS.payment.payWithWechat({ gatewayType: 'weixin_tenpay_js', ...base, way: 'wx', bridgeTimeoutMs: 1 })
    expectTypeOf(js).toEqualTypeOf<JsapiResult>()
    // @ts-expect-error the bridge's answer has no data
    void js.data
    // @ts-expect-error there are two ways into WeChat
    void BaaS.payment.payWithWechat({ gatewayType: 'weixin_tenpay_js', ...base, way: 'jweixin' })
    // @ts-expect-error the JS-SDK is an object
    void BaaS.payment.payWithWechat({ gatewayType: 'weixin_tenpay_js', ...base, wx: 'weixin-js-sdk' })
    // @ts-expect-error only JSAPI has a bridge to force
    void BaaS.payment.payWithWechat({ gatewayType: 'weixin_tenpay_native', ...base, way: 'wx' })
  })

  it('a gateway that is not known before leaves every field open', async () => {
    const res = await BaaS.payment.payWithWechat({ gatewayType: Math.random() < 0.5 ? 'weixin_tenpay_native' : 'weixin_tenpay_wap', ...base })
    // @ts-expect-error it may be an H5 result
    void res.data.code_url
    if ('code_url' in res.data) expectTypeOf(res.data.code_url).toEqualTypeOf<string>()
  })

  it('a payment code\'s result has a state, and no code', async () => {
    const { data } = await payWithPaymentCode({ authCode: '134567890123456789', ...base })
    expectTypeOf(data.status).toEqualTypeOf<'success' | 'pending'>()
    // @ts-expect-error nothing is shown
    void data.code_url
  })
})

describe('misuses of the facade', () => {
  it('do not compile', async () => {
    // @ts-expect-error alipay_wap is not WeChat's
    void BaaS.payment.payWithWechat({ gatewayType: 'alipay_wap', ...base })
    // @ts-expect-error a payment code is charged by payWithPaymentCode
    void BaaS.payment.payWithAlipay({ gatewayType: 'alipay_barcode', ...base })
    // @ts-expect-error no such gateway
    void BaaS.payment.payWithQQ({ gatewayType: 'qpay', ...base })
    // @ts-expect-error the gateway is required: the original answers 608 at run time
    void BaaS.payment.payWithWechat(base)
    // @ts-expect-error a total is required
    void BaaS.payment.payWithQQ({ gatewayType: 'qpay_native', merchandiseDescription: 'x' })
    // @ts-expect-error a description is required
    void BaaS.payment.payWithQQ({ gatewayType: 'qpay_native', totalCost: 0.1 })
    // @ts-expect-error the total is yuan in totalCost, not fen in amountFen
    void BaaS.payment.payWithQQ({ gatewayType: 'qpay_native', amountFen: 10, merchandiseDescription: 'x' })
    // @ts-expect-error options are required
    void BaaS.payment.payWithWechat()
    // @ts-expect-error the code is required
    void payWithPaymentCode(base)
    // @ts-expect-error a QR gateway charges no payment code
    void payWithPaymentCode({ authCode: '134567890123456789', ...base, gatewayType: 'weixin_tenpay_native' })
    // @ts-expect-error the client id is a text
    BaaS.init(42)
    // @ts-expect-error no such option
    BaaS.init('demo', { hots: 'http://127.0.0.1:8787' })
    // @ts-expect-error an order is looked up by transaction_no, a text
    void new BaaS.Order().get(7)
    // @ts-expect-error no such filter: the original's types have this wrong name
    void new BaaS.Order().getOrderList({ transactionID: 'X' })
    // @ts-expect-error a list is not one order
    void (await new BaaS.Order().getOrderList()).data.status
    // @ts-expect-error a limit is a number
    new BaaS.Order().limit('1')
  })

  it('what is documented compiles', async () => {
    BaaS.init('demo', { host: 'http://127.0.0.1:8787', env: 'E', logLevel: 'debug', autoLogin: false, ws_host: '' })
    void BaaS.payment.payWithWechat({ gatewayType: 'weixin_tenpay_native', ...base, merchandiseSchemaID: 7, merchandiseRecordID: 'r', merchandiseSnapshot: { a: 1 }, profitSharing: true, signal: new AbortController().signal, timeoutMs: 1 })
    const { data } = await new BaaS.Order().limit(1).offset(0).orderBy('-created_at').setQuery({ status: { $eq: 'success' } }).getOrderList({ trade_no: 'T' })
    expectTypeOf(data.objects[0]?.status).toEqualTypeOf<string | undefined>()
    const error = new BaaS.HError(600)
    expectTypeOf(error.mayHavePaid).toEqualTypeOf<boolean>()
    // @ts-expect-error an error tells, it is not written
    error.mayHavePaid = false
  })
})

describe('a checkout', () => {
  it('takes fen, not yuan, and a known gateway', () => {
    createCheckout(client, { gateway: 'weixin_tenpay_native', ...goods })
    // @ts-expect-error the field is amountFen
    createCheckout(client, { gateway: 'weixin_tenpay_native', totalCost: 0.1, description: 'x' })
    // @ts-expect-error no such gateway
    createCheckout(client, { gateway: 'weixin', ...goods })
  })

  it('has a state that must be narrowed before its data is read', () => {
    const state = createCheckout(client, { gateway: 'weixin_tenpay_native', ...goods }).state
    // @ts-expect-error not every state has an order
    void state.order
    if (state.name === 'paid') expectTypeOf(state.order.tradeNo).toEqualTypeOf<TradeNo | undefined>()
    // @ts-expect-error a state is read-only
    state.name = 'idle'
  })

  it('is asked for by the numbers of the facade, and by those of the shop\'s own server once they are named', async () => {
    const { data } = await BaaS.payment.payWithWechat({ gatewayType: 'weixin_tenpay_native', ...base })
    watchOrder(client, { tradeNo: data.trade_no, transactionNo: data.transaction_no })
    resume(client, { order: { tradeNo: asTradeNo('20261121000001'), transactionNo: asTransactionNo('wx20261121') } })
    expectTypeOf(data.trade_no).toExtend<string>()
    // @ts-expect-error any text is no order number before it was named
    watchOrder(client, { tradeNo: '20261121000001' })
    // @ts-expect-error the facade's two numbers are not each other's
    watchOrder(client, { tradeNo: data.transaction_no })
    // @ts-expect-error a number of JavaScript loses digits
    asTradeNo(20261121000001)
  })

  it('does not mix up the two order numbers, or fen with any number', () => {
    const transactionNo = 'X' as TransactionNo
    // @ts-expect-error a transaction_no is no trade_no
    const ref: OrderRef = { tradeNo: transactionNo }
    // @ts-expect-error a number is no amount before it was checked
    const amount: Fen = 10
    void [ref, amount]
  })
})
