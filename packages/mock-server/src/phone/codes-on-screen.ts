import { PREPAY_LIFE_MS, WAYS, type Prepay, type ProviderName } from '../wallets/trade'
import { tradeNow, type Wallets } from '../wallets/wallets'

/** A QR that some page shows and that can be paid now. */
export interface CodeOnScreen {
  /** Whose wallet it is for. */
  readonly provider: ProviderName
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
  for (const prepay of await wallets.prepays.list()) if (prepay.content !== null && now < prepay.created_at + PREPAY_LIFE_MS) latest.set(prepay.trade_id, prepay)
  const open = (await wallets.trades.list({ state: 'NOTPAY' })).filter((trade) => WAYS[trade.trade_type] === 'qrcode' && tradeNow(trade, wallets).state === 'NOTPAY')
  return open.flatMap(({ id, provider, out_trade_no, body, total_fee }) => {
    const { content = null, created_at = 0 } = latest.get(id) ?? {}
    return content === null ? [] : [{ provider, content, out_trade_no, subject: body, amount_fen: total_fee, created_at }]
  }).toSorted((a, b) => b.created_at - a.created_at).slice(0, MOST)
}
