import { DECIMAL, randomText } from '../../ports/random-text'
import { DuplicateError } from '../../store/store'
import { formatBeijing } from '../../wire/beijing-time'
import { tradeIdOf, type Trade, type TradeType } from '../trade'
import type { TradeState } from '../trade-state'
import { tradeNow, type Wallets } from '../wallets'
import { fenIn, invalid, numberIn, requiredText, textIn } from './biz-content'
import { AlipayFailure, type AlipaySubCode } from './failure'
import type { AlipayRequest } from './request'
import { termsOf } from './terms'

/** What a trade is made with, besides the request. */
export interface Opening {
  readonly type: TradeType
  /** The one payer who can pay it, by Alipay's id. */
  readonly buyerId: string | null
}

/** Why an order with a known number is refused; nothing where the trade is still open. */
const AGAIN: Readonly<Record<TradeState, AlipaySubCode | undefined>> = {
  NOTPAY: undefined,
  USERPAYING: undefined,
  SUCCESS: 'ACQ.TRADE_HAS_SUCCESS',
  REFUND: 'ACQ.TRADE_HAS_SUCCESS',
  CLOSED: 'ACQ.TRADE_HAS_CLOSE',
  REVOKED: 'ACQ.TRADE_HAS_CLOSE',
  PAYERROR: 'ACQ.TRADE_HAS_CLOSE',
}

/** Makes the trade of an order, or finds the same one still open. @throws {AlipayFailure} */
export async function openTrade(request: AlipayRequest, opening: Opening, wallets: Wallets): Promise<Trade> {
  const trade = await newTrade(request, opening, wallets)
  const known = await wallets.trades.get(trade.id)
  if (known) return sameTrade(tradeNow(known, wallets), trade)
  try {
    await wallets.trades.insert(trade)
    return trade
  } catch (error) {
    // Another request with this number came first.
    if (error instanceof DuplicateError) return openTrade(request, opening, wallets)
    throw error
  }
}

/** Checks that an order with a known number is the same order, still open. @throws {AlipayFailure} */
export function sameTrade(known: Trade, asked: Trade): Trade {
  const refusal = AGAIN[known.state]
  if (refusal === 'ACQ.TRADE_HAS_SUCCESS') throw new AlipayFailure(refusal)
  if (known.trade_type !== asked.trade_type || known.fingerprint !== asked.fingerprint) throw new AlipayFailure('ACQ.CONTEXT_INCONSISTENT')
  if (refusal) throw new AlipayFailure(refusal)
  return known
}

/** The trade that an order asks for, which is nowhere yet. @throws {AlipayFailure} */
export async function newTrade({ biz, params }: AlipayRequest, { type, buyerId }: Opening, { clock, random, credentials }: Wallets): Promise<Trade> {
  const now = clock.now()
  const { app_id, seller_id } = await credentials.alipay()
  if ((textIn(biz, 'seller_id', 28) || seller_id) !== seller_id) throw invalid('seller_id')
  const out_trade_no = numberIn(biz, 'out_trade_no')
  const subject = requiredText(biz, 'subject', 256)
  const total_fee = fenIn(biz, 'total_amount')
  return {
    id: tradeIdOf('alipay', out_trade_no),
    provider: 'alipay',
    wire: 'alipay',
    out_trade_no,
    state: 'NOTPAY',
    appid: app_id,
    mch_id: seller_id,
    trade_type: type,
    body: subject,
    total_fee,
    notify_url: params['notify_url'] ?? '',
    attach: textIn(biz, 'passback_params', 512),
    device_info: '',
    spbill_create_ip: '',
    openid: buyerId,
    sign_type: null,
    fingerprint: JSON.stringify([total_fee, subject]),
    created_at: now,
    ...termsOf(type, biz, now),
    extras: {
      trade_no: `${formatBeijing(now).slice(0, 8)}22001${randomText(random, DECIMAL, 15)}`,
      body: textIn(biz, 'body', 128),
      return_url: params['return_url'] ?? '',
      quit_url: textIn(biz, 'quit_url', 400),
    },
    payment: null,
    refunds: [],
    notices: [],
  }
}
