import { formatBeijing } from '../../wire/beijing-time'
import type { Fields } from '../../wire/xml'
import { gatewayOf } from '../gateways'
import type { Order, Shown } from '../order'
import { ProviderError } from '../provider'
import { CALL_TIMEOUT_MS } from '../wechat/timeouts'
import type { QqPorts } from './provider'

/** Orders at the QQ wallet, and gives what the payer needs to pay: the text of a QR, or what `mqq.tenpay.pay` takes. */
export async function place(order: Order, { call, gateway, notifyUrl }: QqPorts): Promise<Shown> {
  const isInApp = gatewayOf(order).flow === 'jsapi'
  const answer = await call('unified_order', {
    body: order.merchandise_description,
    out_trade_no: order.trade_no,
    fee_type: 'CNY',
    total_fee: String(order.amount_fen),
    spbill_create_ip: order.ip_address,
    time_expire: formatBeijing(order.expires_at),
    notify_url: notifyUrl,
    trade_type: isInApp ? 'JSAPI' : 'NATIVE',
  }, CALL_TIMEOUT_MS)
  if (!isInApp) return { code_url: fieldOf(answer, 'code_url') }
  const { appid, mch_id } = await gateway.account()
  return { tokenId: fieldOf(answer, 'prepay_id'), appInfo: `appid#${appid}|bargainor_id#${mch_id}|channel#wallet`, pubAcc: '', pubAccHint: '' }
}

function fieldOf(answer: Fields, name: string): string {
  const value = answer[name]
  if (!value) throw new ProviderError(`the QQ wallet accepted the order and gave no ${name}`)
  return value
}
