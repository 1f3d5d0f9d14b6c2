import type { Trade } from '../trade'
import type { Operation } from '../wechat-v2/envelope'
import { BusinessError } from '../wechat-v2/failure'
import { payByCode } from '../wechat-v2/pay-by-code'
import { newTrade } from './new-trade'
import { checkOrderParams } from './order-params'
import { paymentFields } from './payment-fields'

const QQ_CODE = /^91\d{16}$/

/** `qpay_micro_pay.cgi`: charges the payer of a payment code at once, or waits for the password. No notify ever tells of it. */
export const microPay: Operation = {
  required: ['body', 'out_trade_no', 'total_fee', 'spbill_create_ip', 'auth_code', 'device_info'],
  async run(request, wallets) {
    checkOrderParams(request.fields)
    if ((request.fields['trade_type'] || 'MICROPAY') !== 'MICROPAY') throw new BusinessError('PARAM_ERROR', 'trade_type参数错误')
    checkAuthCode(request.fields['auth_code'] ?? '')
    const make = (openid: string): Trade => newTrade(request, { tradeType: 'MICROPAY', openid, now: wallets.clock.now() })
    const { trade, payment } = await payByCode({ provider: 'qq', fields: request.fields, make }, wallets)
    return { ...paymentFields(trade, payment), trade_state: 'SUCCESS' }
  },
}

function checkAuthCode(authCode: string): void {
  if (!/^\d+$/.test(authCode)) throw new BusinessError('AUTH_CODE_ERROR')
  if (!QQ_CODE.test(authCode)) throw new BusinessError('AUTH_CODE_INVALID', '请扫描QQ钱包付款码(以91开头的18位数字)')
}
