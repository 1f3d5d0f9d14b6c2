/** The address that a wallet sent the payer back to. What it adds there is a hint: it is asked about, never believed and never followed. Pure. */
import type { OrderRef, TradeNo } from './order'

/** Reads parameters by name. */
type Query = ReadonlyMap<string, string>

interface WalletHints {
  readonly isFrom: (query: Query) => boolean
  /** The names of the parameters that it adds. */
  readonly adds: readonly string[]
  /** Which of them is our order number, where one is. */
  readonly tradeNo?: string
}

/** WeChat adds nothing. Alipay: the parameters of `return_url` in its page and wap documents; PayPal: those of its approve page. */
const wallets: readonly WalletHints[] = [
  {
    isFrom: (query) => /^alipay\.trade\.\w+\.pay\.return$/.test(query.get('method') ?? ''),
    adds: ['charset', 'out_trade_no', 'method', 'total_amount', 'sign', 'trade_no', 'auth_app_id', 'version', 'app_id', 'sign_type', 'seller_id', 'timestamp'],
    tradeNo: 'out_trade_no',
  },
  { isFrom: (query) => query.has('token') && query.has('PayerID'), adds: ['token', 'PayerID'] },
]

/** What providers allow in a merchant's order number. Whatever else stands in an address is no number, and is not shown as one. */
const NUMBER = /^[\w.:|*-]{1,64}$/

/** The numbers of a ref that can be numbers; undefined where there is none. */
export function plausibleRef(ref: OrderRef | undefined): OrderRef | undefined {
  const { tradeNo, transactionNo } = ref ?? {}
  const plausible = { ...(isNumber(tradeNo) && { tradeNo }), ...(isNumber(transactionNo) && { transactionNo }) }
  return Object.keys(plausible).length > 0 ? plausible : undefined
}

const isNumber = (value: unknown): value is string => typeof value === 'string' && NUMBER.test(value)

/** What an address says, and what it is without that. */
export interface ReturnUrl {
  /** Which order it may be about. */
  readonly hint?: OrderRef | undefined
  /** The address without what the wallet added; the shop's own parameters stay. */
  readonly clean: string
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '))
  } catch {
    return text
  }
}

/**
 * Reads the address of a return page, absolute or relative.
 * @example
 * readReturnUrl('/pay/return?cart=42&out_trade_no=T1&method=alipay.trade.wap.pay.return&sign=...').clean // '/pay/return?cart=42'
 */
export function readReturnUrl(url: string): ReturnUrl {
  const [, path = '', search = '', hash = ''] = /^([^?#]*)(?:\?([^#]*))?(#.*)?$/s.exec(url) ?? []
  const pairs = search.split('&').filter(Boolean).map((pair) => ({ pair, name: decoded(pair.split('=', 1)[0] ?? ''), value: decoded(pair.slice(pair.indexOf('=') + 1)) }))
  const query: Query = new Map(pairs.map(({ name, value }) => [name, value]))
  const wallet = wallets.find(({ isFrom }) => isFrom(query))
  if (!wallet) return { clean: url }
  const kept = pairs.filter(({ name }) => !wallet.adds.includes(name)).map(({ pair }) => pair)
  const tradeNo = wallet.tradeNo === undefined ? undefined : query.get(wallet.tradeNo)
  return { hint: plausibleRef({ tradeNo: tradeNo as TradeNo | undefined }), clean: path + (kept.length > 0 ? `?${kept.join('&')}` : '') + hash }
}
