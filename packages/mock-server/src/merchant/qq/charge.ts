import type { Order } from '../order'
import type { Finding, ProviderError } from '../provider'
import { checkOrder, paidBy } from '../tenpay/finding'
import { CALL_TIMEOUT_MS } from '../wechat/timeouts'
import type { QqPorts } from './provider'

/** QQ's payment codes. */
export const QQ_AUTH_CODE = { form: /^91\d{16}$/, says: 'auth_code is the payer\'s payment code: 18 digits that begin with 91' }

/** What the merchant's tills are called. */
const DEVICE = 'baas-pay'
const UNKNOWN: Finding = { type: 'report', trade_state: null, trade_state_desc: null }
// After these the payer was not charged and won't be. SYSTEMERROR and a code that nobody has heard of leave it open, as does
// ORDERPAID: the number is ours alone, so that it would be this charge.
const DEFINITE = new Set([
  'PARAM_ERROR', 'NOAUTH', 'AUTHCODEEXPIRE', 'NOTENOUGH', 'ORDERCLOSED', 'ORDERREVERSED', 'AUTH_CODE_ERROR', 'AUTH_CODE_INVALID', 'XML_FORMAT_ERROR', 'REQUIRE_POST_METHOD', 'SIGNERROR', 'LACK_PARAMS',
  'POST_DATA_EMPTY', 'NOT_UTF8', 'BUYER_MISMATCH', 'APPID_NOT_EXIST', 'MCHID_NOT_EXIST', 'OUT_TRADE_NO_USED', 'APPID_MCHID_NOT_MATCH', 'TRADE_ERROR', 'RULELIMIT',
])

/** Charges the payer of a code, once. */
export async function charge(order: Order, authCode: string, { call }: QqPorts): Promise<Finding> {
  const answer = await call('micro_pay', {
    body: order.merchandise_description,
    out_trade_no: order.trade_no,
    fee_type: 'CNY',
    total_fee: String(order.amount_fen),
    spbill_create_ip: order.ip_address,
    device_info: DEVICE,
    trade_type: 'MICROPAY',
    auth_code: authCode,
  }, CALL_TIMEOUT_MS)
  checkOrder(answer, order, 'the QQ wallet')
  return answer['trade_state'] === 'USERPAYING' ? asked(answer['trade_state_desc']) : { type: 'pay', payment: paidBy(answer, order, 'the QQ wallet') }
}

const asked = (sentence: string | undefined): Finding => ({ type: 'report', trade_state: 'USERPAYING', trade_state_desc: sentence || null })

/** What a refused charge says. */
export function refusedCharge({ code, description }: ProviderError): Finding {
  if (code === 'USERPAYING') return asked(description)
  return code !== undefined && DEFINITE.has(code) ? { type: 'fail', trade_state: code, trade_state_desc: description || null } : UNKNOWN
}
