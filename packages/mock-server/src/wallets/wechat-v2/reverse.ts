import type { Trade } from '../trade'
import { transition } from '../trade-state'
import { tradeNow, type Wallets } from '../wallets'
import type { Operation } from './envelope'
import { BusinessError, type BusinessCode } from './failure'
import { findTrade } from './find-trade'
import { checkNumbers } from './order-params'

/** How long after the payment code was used its trade can't be reversed yet. */
export const REVERSE_AFTER_MS = 15_000
/** How long after the payment code was used its trade can be reversed. */
export const REVERSE_UNTIL_MS = 7 * 24 * 3_600_000

/**
 * `POST /secapi/pay/reverse`, for the trades of payment codes alone: an unpaid one can't be paid any more, a paid one is given
 * back. In production it needs the merchant's TLS certificate. A refusal says by `recall` whether to ask again.
 */
export const reverse: Operation = {
  required: [],
  async run({ fields }, wallets) {
    checkNumbers(fields)
    const found = await findTrade(fields, wallets)
    // The only code of this operation for a trade that is not there.
    if (!found) throw refusal('INVALID_TRANSACTIONID', '订单不存在', 'N')
    await wallets.trades.update(found.id, (trade) => reversedNow(trade, { clock: wallets.clock, afterMs: REVERSE_AFTER_MS }))
    return { recall: 'N' }
  },
}

/** The trade of a payment code, reversed at this moment. @throws {BusinessError} it can't be, yet or any more */
export function reversedNow(current: Trade, { clock, afterMs }: Pick<Wallets, 'clock'> & { readonly afterMs: number }): Trade {
  const now = clock.now()
  const trade = tradeNow(current, { clock })
  if (trade.trade_type !== 'MICROPAY') throw refusal('INVALID_REQUEST', '只能撤销付款码支付的订单', 'N')
  if (trade.state === 'REVOKED') return trade
  if (now - trade.created_at > REVERSE_UNTIL_MS) throw refusal('REVERSE_EXPIRE', undefined, 'N')
  if (trade.state === 'REFUND') throw refusal('TRADE_ERROR', '订单已转入退款，不能撤销', 'N')
  if (now - trade.created_at < afterMs) throw tooEarly(trade, afterMs)
  return transition(trade, { type: 'reverse', at: now })
}

// INVALID_REQUEST is the code for a good request at a bad moment; USERPAYING says more, where the payer is asked just then.
function tooEarly({ state }: Trade, afterMs: number): BusinessError {
  return state === 'USERPAYING' ? refusal('USERPAYING', undefined, 'Y') : refusal('INVALID_REQUEST', `支付后${afterMs / 1000}秒内不能撤销，请稍后再试`, 'Y')
}

function refusal(code: BusinessCode, description: string | undefined, recall: 'Y' | 'N'): BusinessError {
  return new BusinessError(code, description, { recall })
}
