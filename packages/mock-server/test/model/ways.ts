import { PAGE } from '../login'
import { WALLETS, type Answer } from '../mock'
import type { World } from './world'

/** Every way of paying that MinCloud's routes offer. */
export const GATEWAYS = [
  'weixin_tenpay_native', 'weixin_tenpay_js', 'weixin_tenpay_wap', 'weixin_tenpay_micropay',
  'alipay_qrcode', 'alipay_page', 'alipay_wap', 'alipay_js', 'alipay_barcode',
  'qpay_native', 'qpay_js', 'qpay_micropay',
] as const

/** Those by which the shop scans the payer's code. */
export const SCANS = ['weixin_tenpay_micropay', 'alipay_barcode', 'qpay_micropay'] as const

type Order = Answer['body']

/** What a payer does with what an order's answer carries: opens it, and pays where there is a password (none is `undefined`; an empty one is typed by nobody). */
type Way = (order: Order, password: string | undefined, world: World) => Promise<unknown>

const PROVIDERS = { weixin: 'wechat', alipay: 'alipay', qpay: 'qq' } as const

/** Whose wallet pays by a `gateway_type`. */
export function providerOf(gateway: unknown): 'wechat' | 'alipay' | 'qq' {
  const [, prefix = ''] = /^(weixin|alipay|qpay)_/.exec(String(gateway)) ?? []
  if (!isPrefix(prefix)) throw new Error(`a way of paying is nobody's: ${String(gateway)}`)
  return PROVIDERS[prefix]
}

const isPrefix = (prefix: string): prefix is keyof typeof PROVIDERS => Object.hasOwn(PROVIDERS, prefix)

const bridge = (invoke: string): Way => async (payload, password, world) => {
  if (password !== undefined) await world.wallet('/phone/jsapi', { invoke, payload, url: `${PAGE}/wechat/`, password })
}

/** By the field that the answer carries. A bridge gets the whole answer. */
const WAYS: ReadonlyMap<string, Way> = new Map<string, Way>([
  ['code_url', ({ code_url: content }, password, world) => world.wallet(password === undefined ? '/phone/scan' : '/phone/pay', { content, password })],
  ['paySign', bridge('getBrandWCPayRequest')],
  ['tradeNO', bridge('tradePay')],
  ['tokenId', bridge('mqq.tenpay.pay')],
  ['mweb_url', atMiddlePage],
  ['payment_url', atCashier],
])

/** The payer takes up what the order's answer offers, and pays where there is a password. */
export async function takeUp(order: Order, password: string | undefined, world: World): Promise<void> {
  for (const [field, way] of WAYS) if (order[field]) await way(order, password, world)
}

/** WeChat's middle page, which calls up the wallet. */
async function atMiddlePage({ mweb_url }: Order, password: string | undefined, world: World): Promise<void> {
  const url = new URL(String(mweb_url))
  await world.server.wallets.fetch(url, { headers: { referer: `${PAGE}/` } })
  if (password !== undefined) await world.wallet('/h5/pay', { prepay_id: url.searchParams.get('prepay_id'), package: url.searchParams.get('package'), password })
}

/** Alipay's cashier, where the one whom the phone is logged in as logs in too. */
async function atCashier({ payment_url }: Order, password: string | undefined, world: World): Promise<void> {
  const location = (await world.server.wallets.fetch(String(payment_url))).headers.get('location')
  if (location === null) return
  const html = await (await world.server.wallets.fetch(new URL(location, WALLETS))).text()
  const shown: { order?: string, accounts?: { id: string, is_current: boolean }[] } = JSON.parse(/id="shown">(.*?)<\/script>/s.exec(html)?.[1] ?? '{}')
  const holder = { order: shown.order, account: shown.accounts?.find(({ is_current }) => is_current)?.id }
  await world.wallet('/alipay/login', holder)
  if (password !== undefined) await world.wallet('/alipay/pay', { ...holder, password })
}
