import { writeAlipayForm } from '../../../wire/alipay-form'
import { notifyText, signAlipay } from '../../../wire/alipay-sign'
import { formatAlipayTime } from '../../../wire/alipay-time'
import { yuanFromFen } from '../../../wire/yuan'
import type { Trade } from '../../trade'
import type { Wallets } from '../../wallets'
import { namesOf } from '../payment-fields'

/** Where a payer who has paid goes: the order's `return_url` with Alipay's signed parameters, which say nothing of a status. */
export async function returnAddress(trade: Trade, { clock, credentials }: Pick<Wallets, 'clock' | 'credentials'>): Promise<string | null> {
  const returnUrl = trade.extras['return_url']
  if (!returnUrl) return null
  const fields = {
    charset: 'utf-8',
    ...namesOf(trade),
    method: trade.trade_type === 'WAP' ? 'alipay.trade.wap.pay.return' : 'alipay.trade.page.pay.return',
    total_amount: yuanFromFen(trade.total_fee),
    app_id: trade.appid,
    auth_app_id: trade.appid,
    seller_id: trade.mch_id,
    version: '1.0',
    timestamp: formatAlipayTime(clock.now()),
  }
  const sign = signAlipay(notifyText(fields), (await credentials.alipay()).alipay_private_key)
  const url = new URL(returnUrl)
  url.search = `${url.search === '' ? '' : `${url.search}&`}${writeAlipayForm({ ...fields, sign_type: 'RSA2', sign })}`
  return url.href
}
