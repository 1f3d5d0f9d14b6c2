import { HEX, randomText } from '../../ports/random-text'
import type { Prepay, Trade } from '../trade'
import type { Wallets } from '../wallets'
import type { Operation } from '../wechat-v2/envelope'
import { BusinessError } from '../wechat-v2/failure'
import { openTrade } from '../wechat-v2/open-trade'
import { newTrade, type QqTradeType } from './new-trade'
import { checkOrderParams } from './order-params'

/** `qpay_unified_order.cgi`. Ordering again with the same fields gives the same trade a fresh `prepay_id`. */
export const unifiedOrder: Operation = {
  required: ['body', 'out_trade_no', 'fee_type', 'total_fee', 'spbill_create_ip', 'trade_type', 'notify_url'],
  async run(request, wallets) {
    const tradeType = tradeTypeOf(request.fields['trade_type'] ?? '')
    checkOrderParams(request.fields)
    const make = (): Trade => newTrade(request, { tradeType, openid: null, now: wallets.clock.now() })
    const trade = await openTrade({ provider: 'qq', fields: request.fields, make }, wallets)
    const prepay = newPrepay(trade, wallets)
    await wallets.prepays.insert(prepay)
    return { trade_type: tradeType, prepay_id: prepay.id, code_url: prepay.content ?? undefined }
  },
}

/** How the order is paid. @throws {BusinessError} by an app of the merchant's own, which it has not, or in no way */
function tradeTypeOf(named: string): Exclude<QqTradeType, 'MICROPAY'> {
  if (named === 'APP' || named === 'MINIAPP') throw new BusinessError('NOAUTH')
  if (named !== 'NATIVE' && named !== 'JSAPI') throw new BusinessError('PARAM_ERROR', 'trade_type参数错误')
  return named
}

function newPrepay({ id, trade_type }: Trade, { random, clock }: Wallets): Prepay {
  const prepayId = `6V${randomText(random, HEX, 30)}`
  const content = trade_type === 'NATIVE' ? `https://myun.tenpay.com/mqq/pay/qrcode.html?_wv=1027&_bid=2183&t=${prepayId}` : null
  return { id: prepayId, trade_id: id, created_at: clock.now(), content }
}
