import { checkAuthCode } from './auth-code'
import type { Operation } from './envelope'
import { newTrade } from './new-trade'
import { checkOrderParams } from './order-params'
import { payByCode } from './pay-by-code'
import { paymentFields } from './payment-fields'

/** `POST /pay/micropay`: charges the payer of a payment code at once, or waits for the password. No notify ever tells of it. */
export const micropay: Operation = {
  required: ['body', 'out_trade_no', 'total_fee', 'spbill_create_ip', 'auth_code'],
  async run(request, wallets) {
    checkOrderParams(request.fields, 'PARAM_ERROR')
    checkAuthCode(request.fields['auth_code'] ?? '')
    const make = (openid: string) => newTrade(request, { tradeType: 'MICROPAY', openid, now: wallets.clock.now() })
    const { trade, payment } = await payByCode({ provider: 'wechat', fields: request.fields, make }, wallets)
    return paymentFields(trade, payment)
  },
}
