import { WAYS, type Trade } from '../wallets/trade'
import { tradeNow, type Wallets } from '../wallets/wallets'
import { isCalledUp } from './cashier'

/** Every order whose cashier a middle page has called up and that can be paid now, oldest first: the payer may have been taken back before paying. */
export async function calledUpTrades(wallets: Wallets): Promise<readonly Trade[]> {
  const called = new Set((await wallets.prepays.list()).filter((prepay) => isCalledUp(prepay, wallets)).map(({ trade_id }) => trade_id))
  const open = called.size === 0 ? [] : (await wallets.trades.list({ state: 'NOTPAY' })).filter(({ trade_type }) => WAYS[trade_type] === 'cashier')
  return open.filter((trade) => called.has(trade.id) && tradeNow(trade, wallets).state === 'NOTPAY')
}

/** The payer closes the order's cashiers on the phone. The order stays payable, by a new visit of its `mweb_url`. */
export async function closeCashiers(tradeId: string, { prepays }: Pick<Wallets, 'prepays'>): Promise<void> {
  for (const { id } of await prepays.list({ trade_id: tradeId })) await prepays.update(id, (current) => ({ ...current, called_at: null }))
}
