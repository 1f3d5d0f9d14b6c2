import { WalnutError } from './err-codes'
import { own, type Coupon, type Product, type WalnutSettings } from './settings'

/** A product and how many of it, as a page asks for them. */
export interface Wanted { readonly id: string, readonly amount: number }

/** A product as it is bought. Amounts are in fen. */
export interface Priced extends Wanted {
  readonly title: string
  readonly price_fen: number
  readonly subtotal_fen: number
}

/** What an order costs, in fen. `price` = total + freight; `fee` = price - discount is what is paid. */
export interface Price {
  readonly products: readonly Priced[]
  /** The coupons that were good for something. */
  readonly coupons: readonly string[]
  readonly total_fen: number
  readonly freight_fen: number
  readonly discount_fen: number
  readonly price_fen: number
  readonly fee_fen: number
}

/** The most that an order may cost: what a wallet can still be asked for. */
const MAX_FEN = 9_999_999_999

type Shop = Pick<WalnutSettings, 'products' | 'priceRules' | 'coupons'>

/**
 * What the wanted products cost, by the shop's own prices. A coupon counts once, and one that is unknown or not good for this
 * order is left aside, as Walnut does.
 * @throws {WalnutError} there is nothing, no such product, not as many, or no price
 */
export function priceOf(wanted: readonly Wanted[], coupons: readonly string[], shop: Shop): Price {
  if (wanted.length === 0) throw new WalnutError('e.www.order.nil.products')
  const counted = countedOf(wanted)
  if (counted.length === 0) throw new WalnutError('e.www.order.nil_check.products')
  const products = counted.map((one) => pricedOf(one, shop))
  const total_fen = sum(products.map(({ subtotal_fen }) => subtotal_fen))
  const freight_fen = sum(counted.map(({ id, amount }) => (productOf(id, shop).freightFen ?? 0) * amount))
  const { used, left } = afterCoupons(total_fen, coupons, shop)
  const price_fen = total_fen + freight_fen
  if (price_fen > MAX_FEN) throw new WalnutError('e.www.order.OutOfStore', '订单金额过大')
  const discount_fen = total_fen - left
  return { products, coupons: used, total_fen, freight_fen, discount_fen, price_fen, fee_fen: price_fen - discount_fen }
}

/** The product of an id. @throws {WalnutError} there is none */
export function productOf(id: string, { products }: Pick<Shop, 'products'>): Product {
  const product = own(products, id)
  if (!product) throw new WalnutError('e.io.obj.noexists')
  return product
}

const sum = (amounts: readonly number[]): number => amounts.reduce((all, one) => all + one, 0)

/** The same product twice is as many of it together, so that rules and stock see all. */
function countedOf(wanted: readonly Wanted[]): Wanted[] {
  const amounts = new Map<string, number>()
  for (const { id, amount } of wanted) if (amount > 0) amounts.set(id, (amounts.get(id) ?? 0) + amount)
  return [...amounts].map(([id, amount]) => ({ id, amount }))
}

function pricedOf({ id, amount }: Wanted, shop: Shop): Priced {
  const product = productOf(id, shop)
  if (product.stock !== undefined && amount > product.stock) throw new WalnutError('e.www.order.OutOfStore', `库存不足：${product.title}`)
  const price_fen = product.priceBy ? ruledPrice(product.priceBy, amount, shop) : product.priceFen
  return { id, title: product.title, amount, price_fen, subtotal_fen: price_fen * amount }
}

function ruledPrice({ proId, rule }: NonNullable<Product['priceBy']>, amount: number, { priceRules }: Shop): number {
  const set = own(priceRules, proId)
  if (!set) throw new WalnutError('e.www.order.price.LostProId')
  const items = own(set, rule)
  if (!items) throw new WalnutError('e.www.order.price.LostRule')
  const item = items.find(({ min, max = Infinity }) => amount >= min && amount <= max)
  if (!item) throw new WalnutError('e.www.order.price.NoMatchedItem')
  return item.priceFen
}

function afterCoupons(totalFen: number, coupons: readonly string[], shop: Shop): { readonly used: readonly string[], readonly left: number } {
  let left = totalFen
  const used: string[] = []
  for (const id of new Set(coupons)) {
    const coupon: Coupon | undefined = own(shop.coupons, id)
    if (!coupon || left === 0 || left < (coupon.fromFen ?? 0)) continue
    left = Math.max(0, left - coupon.minusFen)
    used.push(id)
  }
  return { used, left }
}
