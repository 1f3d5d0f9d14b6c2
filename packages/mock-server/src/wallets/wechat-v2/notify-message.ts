import { BASE62, nonce, randomText } from '../../ports/random-text'
import { signV2 } from '../../wire/v2-sign'
import { buildXml } from '../../wire/xml'
import type { NotifierPorts } from '../notifier'
import type { Notice, Trade } from '../trade'
import type { Answer } from './envelope'
import { paymentFields } from './payment-fields'

type MessagePorts = Pick<NotifierPorts, 'random' | 'scenarios' | 'credentials'>

/** The body of a notify: the fields of a query of the paid order but its `trade_state`, signed like the order. */
export async function notifyMessage(trade: Trade, notice: Notice, ports: MessagePorts): Promise<string> {
  if (!trade.payment) throw new Error(`a trade has nothing to tell: ${notice.id}`)
  const fields: Answer = {
    return_code: 'SUCCESS',
    result_code: 'SUCCESS',
    appid: trade.appid,
    mch_id: trade.mch_id,
    device_info: trade.device_info,
    nonce_str: nonce(ports.random),
    sign_type: trade.sign_type === 'MD5' ? undefined : trade.sign_type,
    ...paymentFields(trade, trade.payment),
    ...(ports.scenarios.strike('tampered-amount', trade.id) ? { total_fee: String(trade.total_fee - 1) } : {}),
  }
  return buildXml({ ...fields, sign: signV2(fields, await keyFor(trade, ports), trade.sign_type) })
}

async function keyFor(trade: Trade, { scenarios, random, credentials }: MessagePorts): Promise<string> {
  return scenarios.strike('bad-signature', trade.id) ? randomText(random, BASE62, 32) : (await credentials()).key
}
