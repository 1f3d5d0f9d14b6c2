import { BASE62, HEX, randomText } from '../../ports/random-text'
import { formatBeijing } from '../../wire/beijing-time'
import type { Prepay, Trade } from '../trade'
import type { Wallets } from '../wallets'

/** What a payer of WeChat's pays a trade with: a fresh `prepay_id`, and a QR's text where it is paid by one. */
export function newPrepay(trade: Trade, { random, clock }: Pick<Wallets, 'random' | 'clock'>): Prepay {
  const now = clock.now()
  const content = trade.trade_type === 'NATIVE' ? `weixin://wxpay/bizpayurl?pr=${randomText(random, BASE62, 9)}` : null
  return { id: `wx${formatBeijing(now)}${randomText(random, HEX, 20)}`, trade_id: trade.id, created_at: now, content }
}
