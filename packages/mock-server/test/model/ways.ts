import { PAGE } from '../login'
import { WALLETS } from '../mock'
import type { World } from './world'

/** Every way of paying that MinCloud's routes offer. */
export const GATEWAYS = [
  'weixin_tenpay_native', 'weixin_tenpay_js', 'weixin_tenpay_wap', 'weixin_tenpay_micropay',
  'alipay_qrcode', 'alipay_page', 'alipay_wap', 'alipay_js', 'alipay_barcode',
  'qpay_native', 'qpay_js', 'qpay_micropay',
] as const

/** Those by which the shop scans the payer's code. */
export const SCANS = ['weixin_tenpay_micropay', 'alipay_barcode', 'qpay_micropay'] as const

/** The ways that Walnut's routes offer, and those of them by which the shop scans. */
export const PAY_TYPES = { all: ['wx.qrcode', 'wx.jsapi', 'wx.scan', 'zfb.qrcode', 'zfb.scan', 'paypal'], scans: ['wx.scan', 'zfb.scan'] } as const

type Order = Readonly<Record<string, unknown>>

/** What a payer does with what an order's answer carries: opens it, and pays where there is a password (none is `undefined`; an empty one is typed by nobody). */
type Way = (order: Order, password: string | undefined, world: World) => Promise<unknown>

const PROVIDERS: ReadonlyMap<string, string> = new Map([['weixin', 'wechat'], ['wx', 'wechat'], ['alipay', 'alipay'], ['zfb', 'alipay'], ['qpay', 'qq'], ['paypal', 'paypal']])

/** Whose wallet pays by a `gateway_type` or a `pay_tp`. */
export function providerOf(way: unknown): string {
  const provider = PROVIDERS.get(String(way).split(/[_.]/)[0] ?? '')
  if (provider === undefined) throw new Error(`a way of paying is nobody's: ${String(way)}`)
  return provider
}

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
  ['approve_url', atPaypal],
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
  const { order, account } = await shownAt(new URL(location, WALLETS), world)
  await world.wallet('/alipay/login', { order, account })
  if (password !== undefined) await world.wallet('/alipay/pay', { order, account, password })
}

/** PayPal's page, where the payer agrees; the merchant charges when it is asked next. */
async function atPaypal({ approve_url }: Order, password: string | undefined, world: World): Promise<void> {
  const { token, account } = await shownAt(new URL(String(approve_url)), world)
  if (password !== undefined) await world.wallet('/paypal/approve', { token, account, password })
}

/** What a cashier's page shows, and the account there of the one whom the phone is logged in as. */
async function shownAt(url: URL, world: World): Promise<{ readonly order?: string, readonly token?: string, readonly account: string | undefined }> {
  const html = await (await world.server.wallets.fetch(url)).text()
  const { accounts, ...shown }: { order?: string, token?: string, accounts?: { id: string, is_current: boolean }[] } = JSON.parse(/id="shown">(.*?)<\/script>/s.exec(html)?.[1] ?? '{}')
  return { ...shown, account: accounts?.find(({ is_current }) => is_current)?.id }
}
