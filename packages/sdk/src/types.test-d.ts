/** What the types promise, and misuses that must not compile. */
import { describe, expectTypeOf, it } from 'vitest'
import { BaaS, createCheckout, createPayClient, minCloud, type Fen, type OrderRef, type TradeNo, type TransactionNo } from './index'

const client = createPayClient({ backend: minCloud({ clientID: 'demo' }) })
const goods = { amountFen: 10, description: 'x' }

describe('results discriminate on gatewayType', () => {
  it('a native result carries a code_url and no mweb_url', async () => {
    const res = await BaaS.payment.payWithWechat({ gatewayType: 'weixin_tenpay_native', totalCost: 0.1, merchandiseDescription: 'x' })
    expectTypeOf(res.data.code_url).toEqualTypeOf<string>()
    // @ts-expect-error a native result has no mweb_url
    void res.data.mweb_url
    // @ts-expect-error the result holds no request: its headers would hold the token
    void res.config
  })

  it('a gateway of another provider does not compile', () => {
    // @ts-expect-error alipay_wap is not WeChat's
    void BaaS.payment.payWithWechat({ gatewayType: 'alipay_wap', totalCost: 0.1, merchandiseDescription: 'x' })
    // @ts-expect-error a payment code is charged by payWithPaymentCode
    void BaaS.payment.payWithAlipay({ gatewayType: 'alipay_barcode', totalCost: 0.1, merchandiseDescription: 'x' })
    // @ts-expect-error a total is required
    void BaaS.payment.payWithQQ({ gatewayType: 'qpay_native', merchandiseDescription: 'x' })
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

  it('does not mix up the two order numbers, or fen with any number', () => {
    const transactionNo = 'X' as TransactionNo
    // @ts-expect-error a transaction_no is no trade_no
    const ref: OrderRef = { tradeNo: transactionNo }
    // @ts-expect-error a number is no amount before it was checked
    const amount: Fen = 10
    void [ref, amount]
  })
})
