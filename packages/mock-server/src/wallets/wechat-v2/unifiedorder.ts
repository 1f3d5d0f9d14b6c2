import { mwebUrlOf } from '../mweb-url'
import type { Prepay, Trade } from '../trade'
import type { Wallets } from '../wallets'
import type { Answer, Operation } from './envelope'
import { newPrepay } from './new-prepay'
import { newTrade } from './new-trade'
import { openTrade } from './open-trade'
import { checkOrderParams } from './order-params'
import { checkedTradeType, type OrderTradeType } from './trade-type'

/** `POST /pay/unifiedorder`. Ordering again with the same fields gives the same trade a fresh code. */
export const unifiedorder: Operation = {
  required: ['body', 'out_trade_no', 'total_fee', 'spbill_create_ip', 'notify_url', 'trade_type'],
  async run(request, wallets) {
    const tradeType = await checkedTradeType(request.fields, wallets)
    checkOrderParams(request.fields, 'INVALID_REQUEST')
    const { openid = '' } = request.fields
    const make = (): Trade => newTrade(request, { tradeType, openid: tradeType === 'JSAPI' ? openid : null, now: wallets.clock.now() })
    const trade = await openTrade({ provider: 'wechat', fields: request.fields, make }, wallets)
    const prepay = newPrepay(trade, wallets)
    await wallets.prepays.insert(prepay)
    return { trade_type: tradeType, prepay_id: prepay.id, ...(await codeFor(prepay, tradeType, wallets)) }
  },
}

/** What the payer is led by, besides the `prepay_id`. */
async function codeFor({ id, content }: Prepay, tradeType: OrderTradeType, { credentials, walletsOrigin }: Wallets): Promise<Answer> {
  if (tradeType === 'MWEB') return { mweb_url: mwebUrlOf(id, { origin: walletsOrigin, key: (await credentials.wechat()).key }) }
  return content === null ? {} : { code_url: content }
}
