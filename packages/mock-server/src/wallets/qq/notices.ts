import { BASE62, nonce, randomText } from '../../ports/random-text'
import { signV2 } from '../../wire/v2-sign'
import { buildXml } from '../../wire/xml'
import type { MessagePorts, NoticeWire } from '../notice-wire'
import { NOTIFY_LADDER_MS } from '../notify-ladder'
import type { Trade } from '../trade'
import type { Answer } from '../wechat-v2/envelope'
import { saysSuccess } from '../wechat-v2/notices'
import { paymentFields } from './payment-fields'

/** QQ tells of payments by XML as WeChat Pay v2 does. Its own ladder is not documented, so that it climbs WeChat Pay's. */
export const qqNotices: NoticeWire = {
  message: async (trade, _, ports) => ({ body: await paymentMessage(trade, ports), headers: { 'content-type': 'text/xml; charset=utf-8' } }),
  isAcknowledged: ({ status, body }) => status === 200 && saysSuccess(body),
  ladderMs: NOTIFY_LADDER_MS,
}

async function paymentMessage(trade: Trade, { random, scenarios, credentials }: MessagePorts): Promise<string> {
  const { payment, out_trade_no, sign_type } = trade
  if (!payment) throw new Error('a trade that is not paid has nothing to tell')
  const lessFen = scenarios.strike('tampered-amount', out_trade_no) ? 1 : 0
  const { appid, key } = await credentials.qq()
  const fields: Answer = {
    appid: trade.appid || appid,
    mch_id: trade.mch_id,
    nonce_str: nonce(random),
    trade_state: 'SUCCESS',
    ...paymentFields({ ...trade, total_fee: trade.total_fee - lessFen }, payment),
  }
  return buildXml({ ...fields, sign: signV2(fields, scenarios.strike('bad-signature', out_trade_no) ? randomText(random, BASE62, 32) : key, sign_type ?? 'MD5') })
}
