import type { Context } from 'hono'
import type { Merchant } from '../merchant'
import { MerchantError } from '../merchant-error'
import { returnUrlOf, tokenOf } from '../order-request'
import { WalnutError } from './err-codes'
import { payCodeOf, wayOf, type Way } from './pay-request'
import { priceOf, type Price, type Wanted } from './price'
import type { Purchase } from './records'

const MAX_PRODUCTS = 100
const MAX_AMOUNT = 100_000
const MAX_WORDS = 40
const MAX_TITLE = 127
const MAX_TEXT = 500
const MAX_LIFE_MS = 7 * 24 * 3_600_000

type Body = Readonly<Record<string, unknown>>

/** An order that can be carried out. */
export interface BuyRequest extends Pick<Purchase, 'tp' | 'title' | 'words' | 'order_expi' | 'client_token' | 'fingerprint'> {
  readonly price: Price
  readonly way: Way
  /** The payer's payment code, where the shop scans. It is handed to the provider, and kept nowhere. */
  readonly payCode: string | null
  /** The shop's page to which a payer comes back from a wallet's. */
  readonly return_url: string | null
}

/** Checks the body of `pay/buy`. @throws {WalnutError | MerchantError} what is wrong with it, before any order exists */
export function readBuyRequest(c: Context, body: Body, merchant: Merchant): BuyRequest {
  const { settings } = merchant.walnut
  const wanted = wantedOf(body['products'])
  const coupons = couponsOf(body['coupons'])
  const price = priceOf(wanted, coupons, settings)
  const tp = typeOf(body['tp'])
  const way = wayOf(body['pay_tp'], merchant)
  const payCode = price.fee_fen === 0 ? null : payCodeOf(c, way.payTp, body, merchant)
  const title = titleOf(body['title']) ?? titleFor(price)
  const order_expi = expiryOf(body['order_expi'], merchant)
  const words = wordsOf(body)
  const return_url = returnUrlOf(body['return_url'], merchant)
  const fingerprint = JSON.stringify(['buy', wanted, coupons, tp, way.payTp, title, order_expi, words, return_url])
  return { tp, title, words, order_expi, client_token: tokenOf(body['client_token']), fingerprint, price, way, payCode, return_url }
}

/** The products that a body lists. An amount is 1 where it is not said. @throws {WalnutError} the list is none, or empty */
export function wantedOf(value: unknown): Wanted[] {
  if (!Array.isArray(value) || value.length === 0) throw new WalnutError('e.www.order.nil.products')
  if (value.length > MAX_PRODUCTS) throw new MerchantError(400, `products are ${MAX_PRODUCTS} at most`)
  return value.map(wantedIn)
}

/** The ids of the coupons that a body lists, each as text or as an object with one. */
export function couponsOf(value: unknown): string[] {
  if (value === undefined || value === null) return []
  if (!Array.isArray(value) || value.length > MAX_PRODUCTS) throw new MerchantError(400, `coupons are a list of ${MAX_PRODUCTS} at most`)
  return value.map((item: unknown) => (typeof item === 'string' ? item : textIn(item, 'id'))).filter((id) => id !== undefined)
}

function wantedIn(item: unknown): Wanted {
  const id = textIn(item, 'id')
  const amount: unknown = fieldIn(item, 'amount') ?? 1
  if (id === undefined) throw new WalnutError('e.www.order.nil.products')
  if (typeof amount !== 'number' || !Number.isSafeInteger(amount) || amount > MAX_AMOUNT) throw new MerchantError(400, `an amount is a whole number, ${MAX_AMOUNT} at most`)
  return { id, amount }
}

const fieldIn = (value: unknown, name: string): unknown => (typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined)

function textIn(value: unknown, name: string): string | undefined {
  const field = fieldIn(value, name)
  return typeof field === 'string' && field !== '' && field.length <= MAX_TEXT ? field : undefined
}

function typeOf(value: unknown): 'A' | 'Q' {
  if (value === undefined || value === null || value === '') return 'A'
  if (value === 'A' || value === 'Q') return value
  throw new WalnutError('e.www.order.invalid.tp')
}

function titleOf(value: unknown): string | undefined {
  if (value === undefined || value === null || value === '') return undefined
  if (typeof value === 'string' && value.trim() !== '' && Array.from(value).length <= MAX_TITLE && !/\p{Cc}|\p{Cs}|\p{Cn}/u.test(value)) return value
  throw new MerchantError(400, `title is a text of 1 to ${MAX_TITLE} characters that can be shown`)
}

function titleFor({ products }: Price): string {
  const [first, ...more] = products
  const rest = more.length === 0 ? '' : ` 等${products.length}件`
  return `${Array.from(first?.title ?? '').slice(0, MAX_TITLE - rest.length).join('')}${rest}`
}

function expiryOf(value: unknown, { clock }: Merchant): number | null {
  if (value === undefined || value === null) return null
  const lifeMs = typeof value === 'number' && Number.isSafeInteger(value) ? value - clock.now() : 0
  if (typeof value === 'number' && lifeMs > 60_000 && lifeMs <= MAX_LIFE_MS) return value
  throw new MerchantError(400, 'order_expi is an instant in milliseconds, more than a minute and at most seven days from now')
}

/** The buyer's own words, which the order keeps as they are. */
function wordsOf(body: Body): Readonly<Record<string, string>> {
  const words = Object.entries(body).filter(([name, value]) => (name === 'note' || /^(addr|user)_[a-z0-9_]{1,32}$/.test(name)) && value !== null && value !== '')
  const isGood = words.every(([, value]) => typeof value === 'string' && value.length <= MAX_TEXT)
  if (!isGood || words.length > MAX_WORDS) throw new MerchantError(400, `note, addr_* and user_* are texts of ${MAX_TEXT} characters at most, ${MAX_WORDS} of them`)
  return Object.fromEntries(words.map(([name, value]) => [name, String(value)]))
}
