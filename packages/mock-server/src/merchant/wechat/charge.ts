import type { Order } from '../order'
import type { Finding, ProviderError } from '../provider'
import { checkOrder, paidBy } from '../tenpay/finding'
import type { WechatPorts } from './provider'
import { CALL_TIMEOUT_MS } from './timeouts'

/** WeChat's payment codes. */
export const WECHAT_AUTH_CODE = { form: /^1[0-5]\d{16}$/, says: 'auth_code is the payer\'s payment code: 18 digits that begin with 10 to 15' }

const UNKNOWN: Finding = { type: 'report', trade_state: null, trade_state_desc: null }
// After these the payer was not charged and won't be. SYSTEMERROR, BANKERROR and a code that nobody has heard of leave it open,
// as does ORDERPAID: the number is ours alone, so that it would be this charge.
const DEFINITE = new Set([
  'PARAM_ERROR', 'NOAUTH', 'AUTHCODEEXPIRE', 'NOTENOUGH', 'NOTSUPORTCARD', 'ORDERCLOSED', 'ORDERREVERSED', 'AUTH_CODE_ERROR', 'AUTH_CODE_INVALID', 'XML_FORMAT_ERROR', 'REQUIRE_POST_METHOD',
  'SIGNERROR', 'LACK_PARAMS', 'NOT_UTF8', 'BUYER_MISMATCH', 'APPID_NOT_EXIST', 'MCHID_NOT_EXIST', 'OUT_TRADE_NO_USED', 'APPID_MCHID_NOT_MATCH', 'INVALID_REQUEST', 'TRADE_ERROR', 'RULELIMIT',
])

/** Charges the payer of a code, once. */
export async function charge(order: Order, authCode: string, { call }: WechatPorts): Promise<Finding> {
  const answer = await call('/pay/micropay', {
    body: order.merchandise_description,
    out_trade_no: order.trade_no,
    total_fee: String(order.amount_fen),
    spbill_create_ip: order.ip_address,
    auth_code: authCode,
  }, CALL_TIMEOUT_MS)
  checkOrder(answer, order, 'WeChat Pay')
  return { type: 'pay', payment: paidBy(answer, order, 'WeChat Pay') }
}

/** What a refused charge, or one without an answer, says: that nobody was charged, that the payer is asked, or nothing. */
export function refusedCharge({ code, description }: ProviderError): Finding {
  const trade_state_desc = description || null
  if (code === 'USERPAYING') return { type: 'report', trade_state: code, trade_state_desc }
  return code !== undefined && DEFINITE.has(code) ? { type: 'fail', trade_state: code, trade_state_desc } : UNKNOWN
}
