import type { PayView } from './pay-view'

/** What one product costs. Amounts are in fen. */
export interface Product {
  /** What the payer reads, up to 127 characters. */
  readonly title: string
  readonly priceFen: number
  /** What it costs to send one. @default 0 */
  readonly freightFen?: number | undefined
  /** How many there are: an order for more is refused. What was sold is not counted. */
  readonly stock?: number | undefined
  /** The set of price rules, and the rule in it, that decide the price by how many are bought. */
  readonly priceBy?: { readonly proId: string, readonly rule: string } | undefined
}

/** The price of one where `min` to `max` are bought. */
export interface PriceRuleItem { readonly min: number, readonly max?: number | undefined, readonly priceFen: number }

/** Takes an amount off an order that costs enough. */
export interface Coupon { readonly minusFen: number, readonly fromFen?: number | undefined }

/** An account that is paid to, as pay objects name it. */
export interface Target {
  /** How a QR of Alipay is answered: to be drawn by the page, or as a page that shows it. @default 'QRCODE' */
  readonly zfbQrcode?: 'QRCODE' | 'IFRAME' | undefined
}

/** What happens once a pay object is paid: a message to an address of the shop, or a function where the server runs in process. */
export type Callback =
  | {
    /** `${name}` in it stands for a field of the pay object, encoded. */
    readonly url: string
    /** The JSON that is posted, with the same in its texts. @default the whole pay object */
    readonly body?: Readonly<Record<string, string>> | undefined
  }
  | { readonly run: (pay: PayView) => unknown }

/** What the shop behind the Walnut routes sells, and how. */
export interface WalnutOptions {
  /** By product id. @default {} */
  readonly products?: Readonly<Record<string, Product>> | undefined
  /** By set and rule. @default {} */
  readonly priceRules?: Readonly<Record<string, Readonly<Record<string, readonly PriceRuleItem[]>>>> | undefined
  /** By coupon id. @default {} */
  readonly coupons?: Readonly<Record<string, Coupon>> | undefined
  /** By name. @default { demo: {} } */
  readonly targets?: Readonly<Record<string, Target>> | undefined
  /** The target that is paid to, by what stands before the dot of a `pay_tp`. @default all to 'demo' */
  readonly sellers?: Readonly<Record<string, string>> | undefined
  /** By name. @default {} */
  readonly callbacks?: Readonly<Record<string, Callback>> | undefined
  /** The callback of every pay object. @default 'my_callback' */
  readonly callback?: string | undefined
  /** How long an order can be paid, in minutes; more than 1. @default 10 */
  readonly payTimeExpire?: number | undefined
  /** The field of an order that holds the payer's openid. @default 'openid' */
  readonly openidKey?: string | undefined
}

/** The same with every default filled in. */
export type WalnutSettings = { readonly [K in keyof WalnutOptions]-?: NonNullable<WalnutOptions[K]> }

const DEFAULTS: WalnutSettings = {
  products: {},
  priceRules: {},
  coupons: {},
  targets: { demo: {} },
  sellers: { wx: 'demo', zfb: 'demo', paypal: 'demo' },
  callbacks: {},
  callback: 'my_callback',
  payTimeExpire: 10,
  openidKey: 'openid',
}

/** Fills in the defaults. @throws {TypeError} an amount is no whole number of fen, or an order would live a minute or less */
export function resolveWalnut(options: WalnutOptions = {}): WalnutSettings {
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
  const settings: WalnutSettings = { ...DEFAULTS, ...given }
  if (!(settings.payTimeExpire > 1)) throw new TypeError(`payTimeExpire must be more than 1 minute: ${settings.payTimeExpire}`)
  for (const [id, product] of Object.entries(settings.products)) checkProduct(id, product)
  return settings
}

const isFen = (amount: number): boolean => Number.isSafeInteger(amount) && amount >= 0

function checkProduct(id: string, { title, priceFen, freightFen = 0 }: Product): void {
  const length = Array.from(title).length
  if (title.trim() === '' || length > 127) throw new TypeError(`the title of product ${id} must have 1 to 127 characters`)
  if (!isFen(priceFen) || !isFen(freightFen)) throw new TypeError(`the amounts of product ${id} must be whole numbers of fen, 0 or more`)
}

/** What an object has of its own under a name that may come from a page. */
export const own = <T>(object: Readonly<Record<string, T>>, name: string): T | undefined => (Object.hasOwn(object, name) ? object[name] : undefined)
