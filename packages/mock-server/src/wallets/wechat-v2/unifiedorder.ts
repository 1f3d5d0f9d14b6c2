import { BASE62, HEX, randomText } from '../../ports/random-text'
import { DuplicateError } from '../../store/store'
import { formatBeijing } from '../../wire/beijing-time'
import type { Fields } from '../../wire/xml'
import { mwebUrlOf } from '../mweb-url'
import { tradeIdOf, type Prepay, type Trade } from '../trade'
import { tradeNow, type Wallets } from '../wallets'
import type { Answer, Operation, SignedRequest } from './envelope'
import { BusinessError } from './failure'
import { newTrade } from './new-trade'
import { checkOrderParams, fingerprintOf } from './order-params'
import { checkedTradeType, type OrderTradeType } from './trade-type'

/** `POST /pay/unifiedorder`. Ordering again with the same fields gives the same trade a fresh code. */
export const unifiedorder: Operation = {
  required: ['body', 'out_trade_no', 'total_fee', 'spbill_create_ip', 'notify_url', 'trade_type'],
  async run(request, wallets) {
    const tradeType = await checkedTradeType(request.fields, wallets)
    checkOrderParams(request.fields, 'INVALID_REQUEST')
    const trade = await openTrade(request, tradeType, wallets)
    const prepay = newPrepay(trade, wallets)
    await wallets.prepays.insert(prepay)
    return { trade_type: tradeType, prepay_id: prepay.id, ...(await codeFor(prepay, tradeType, wallets)) }
  },
}

function newPrepay(trade: Trade, { random, clock }: Wallets): Prepay {
  const now = clock.now()
  const content = trade.trade_type === 'NATIVE' ? `weixin://wxpay/bizpayurl?pr=${randomText(random, BASE62, 9)}` : null
  return { id: `wx${formatBeijing(now)}${randomText(random, HEX, 20)}`, trade_id: trade.id, created_at: now, content }
}

/** What the payer is led by, besides the `prepay_id`. */
async function codeFor({ id, content }: Prepay, tradeType: OrderTradeType, { credentials, walletsOrigin }: Wallets): Promise<Answer> {
  if (tradeType === 'MWEB') return { mweb_url: mwebUrlOf(id, { origin: walletsOrigin, key: (await credentials.wechat()).key }) }
  return content === null ? {} : { code_url: content }
}

/** Makes the trade, or finds the same one still open. */
async function openTrade(request: SignedRequest, tradeType: OrderTradeType, wallets: Wallets): Promise<Trade> {
  const known = await wallets.trades.get(tradeIdOf('wechat', request.fields['out_trade_no'] ?? ''))
  if (known) return sameTrade(tradeNow(known, wallets), request.fields)
  const { openid = '' } = request.fields
  const trade = newTrade(request, { tradeType, openid: tradeType === 'JSAPI' ? openid : null, now: wallets.clock.now() })
  try {
    await wallets.trades.insert(trade)
    return trade
  } catch (error) {
    // Another request with this number came first.
    if (error instanceof DuplicateError) return openTrade(request, tradeType, wallets)
    throw error
  }
}

function sameTrade(trade: Trade, fields: Fields): Trade {
  if (trade.state === 'SUCCESS' || trade.state === 'REFUND') throw new BusinessError('ORDERPAID', '商户订单已支付')
  if (trade.trade_type === 'MICROPAY') throw new BusinessError('OUT_TRADE_NO_USED')
  if (trade.state === 'CLOSED') throw new BusinessError('ORDERCLOSED')
  if (trade.fingerprint !== fingerprintOf(fields)) throw new BusinessError('INVALID_REQUEST', '201 商户订单号重复')
  return trade
}
