import { fenFromYuan } from '../../wire/yuan'
import { resolveWalnut, type Callback, type Coupon, type PriceRuleItem, type Product, type Target, type WalnutOptions } from './settings'

type Fields = Readonly<Record<string, unknown>>

/** A value is none that can be used. */
class Unreadable extends Error {}

/**
 * The shop as a configuration file describes it: names in snake_case, amounts in yuan, a callback as an address with a body.
 * Nothing for what can't be used.
 */
export function walnutIn(value: unknown): WalnutOptions | undefined {
  try {
    const fields = only(value, ['products', 'price_rules', 'coupons', 'targets', 'sellers', 'callbacks', 'callback', 'pay_time_expire', 'openid_key'])
    const options: WalnutOptions = {
      products: optional(fields['products'], (all) => each(all, productIn)),
      priceRules: optional(fields['price_rules'], (sets) => each(sets, (set) => each(set, rulesIn))),
      coupons: optional(fields['coupons'], (all) => each(all, couponIn)),
      targets: optional(fields['targets'], (all) => each(all, targetIn)),
      sellers: optional(fields['sellers'], (all) => each(all, text)),
      callbacks: optional(fields['callbacks'], (all) => each(all, callbackIn)),
      callback: optional(fields['callback'], text),
      payTimeExpire: optional(fields['pay_time_expire'], number),
      openidKey: optional(fields['openid_key'], text),
    }
    resolveWalnut(options)
    return options
  } catch (error) {
    if (error instanceof Unreadable || error instanceof TypeError) return undefined
    throw error
  }
}

const optional = <T>(value: unknown, read: (value: unknown) => T): T | undefined => (value === undefined ? undefined : read(value))

function object(value: unknown): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value }
  throw new Unreadable()
}

/** An object that has none but these fields. */
function only(value: unknown, names: readonly string[]): Fields {
  const fields = object(value)
  if (Object.keys(fields).every((name) => names.includes(name))) return fields
  throw new Unreadable()
}

const each = <T>(value: unknown, read: (value: unknown) => T): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(object(value)).map(([name, one]) => [name, read(one)]))

function text(value: unknown): string {
  if (typeof value === 'string' && value !== '') return value
  throw new Unreadable()
}

function number(value: unknown): number {
  if (typeof value === 'number' && Number.isFinite(value)) return value
  throw new Unreadable()
}

function fen(value: unknown): number {
  const amount = fenFromYuan(value)
  if (amount === undefined) throw new Unreadable()
  return amount
}

function productIn(value: unknown): Product {
  const { title, price, freight, stock, price_by } = only(value, ['title', 'price', 'freight', 'stock', 'price_by'])
  return { title: text(title), priceFen: fen(price), freightFen: optional(freight, fen), stock: optional(stock, number), priceBy: optional(price_by, priceByIn) }
}

function priceByIn(value: unknown): NonNullable<Product['priceBy']> {
  const { pro_id, rule } = only(value, ['pro_id', 'rule'])
  return { proId: text(pro_id), rule: text(rule) }
}

function rulesIn(value: unknown): readonly PriceRuleItem[] {
  if (!Array.isArray(value)) throw new Unreadable()
  return value.map((item: unknown) => {
    const { min, max, price } = only(item, ['min', 'max', 'price'])
    return { min: number(min), max: optional(max, number), priceFen: fen(price) }
  })
}

function couponIn(value: unknown): Coupon {
  const { minus, from } = only(value, ['minus', 'from'])
  return { minusFen: fen(minus), fromFen: optional(from, fen) }
}

function targetIn(value: unknown): Target {
  const { zfb_qrcode } = only(value, ['zfb_qrcode'])
  if (zfb_qrcode === undefined || zfb_qrcode === 'QRCODE' || zfb_qrcode === 'IFRAME') return { zfbQrcode: zfb_qrcode }
  throw new Unreadable()
}

function callbackIn(value: unknown): Callback {
  const { url, body } = only(value, ['url', 'body'])
  const address = text(url)
  if (!/^https?:\/\//.test(address) || !URL.canParse(address.replaceAll(/\$\{\w+\}/g, 'x'))) throw new Unreadable()
  return { url: address, body: optional(body, (texts) => each(texts, text)) }
}
