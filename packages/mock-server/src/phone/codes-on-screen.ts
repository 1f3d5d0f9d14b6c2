import { codeUrlOf } from '../wallets/code-url'
import { PREPAY_LIFE_MS, type Prepay } from '../wallets/trade'
import { tradeNow, type Wallets } from '../wallets/wallets'

/** A QR that some page shows and that can be paid now. */
export interface CodeOnScreen {
  /** What a camera would read. */
  readonly content: string
  readonly out_trade_no: string
  readonly subject: string
  readonly amount_fen: number
  readonly created_at: number
}

/** A phone's screen has room for so many. */
const MOST = 20

/** Every code that can be paid now, newest first; of an order that has several, the latest. */
export async function codesOnScreen(wallets: Wallets): Promise<readonly CodeOnScreen[]> {
  const now = wallets.clock.now()
  const latest = new Map<string, Prepay>()
  for (const prepay of await wallets.prepays.list()) if (prepay.code !== null && now < prepay.created_at + PREPAY_LIFE_MS) latest.set(prepay.out_trade_no, prepay)
  const open = (await wallets.trades.list({ state: 'NOTPAY', trade_type: 'NATIVE' })).filter((trade) => tradeNow(trade, wallets).state === 'NOTPAY')
  return open.flatMap(({ id, body, total_fee }) => {
    const prepay = latest.get(id)
    if (prepay === undefined || prepay.code === null) return []
    return [{ content: codeUrlOf(prepay.code), out_trade_no: id, subject: body, amount_fen: total_fee, created_at: prepay.created_at }]
  }).toSorted((a, b) => b.created_at - a.created_at).slice(0, MOST)
}
