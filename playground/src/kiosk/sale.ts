import { yuanToFen } from '@baas-pay/sdk'
import { pricedByServer, type ProductID } from '../catalogue'
import { goodsById, type Goods } from '../shop/goods'

/** What is being rung up: some goods, or an amount that was typed. */
export interface Basket {
  readonly counts: Readonly<Partial<Record<ProductID, number>>>
  /** As it was typed: whole yuan, perhaps a point and up to two decimals. */
  readonly typed: string
}

export const emptyBasket: Basket = { counts: {}, typed: '' }

const MOST_TYPED = /^(?:0|[1-9]\d{0,5})?(?:\.\d{0,2})?$/
const MOST_EACH = 99

/** The basket after a key of the keypad: digits, the point and `Backspace`. A key that makes no amount changes nothing. */
export function typeKey({ typed }: Basket, key: string): Basket {
  if (key === 'Backspace') return { counts: {}, typed: typed.slice(0, -1) }
  const next = typed === '0' && key !== '.' ? key : typed === '' && key === '.' ? '0.' : typed + key
  return { counts: {}, typed: MOST_TYPED.test(next) ? next : typed }
}

/** The basket with one more of some goods. */
export const addGoods = ({ counts }: Basket, id: ProductID): Basket => ({ typed: '', counts: { ...counts, [id]: Math.min((counts[id] ?? 0) + 1, MOST_EACH) } })

const linesOf = ({ counts }: Basket): { readonly goods: Goods, readonly count: number }[] =>
  Object.entries(counts).flatMap(([id, count]) => {
    const goods = goodsById.get(id)
    return goods && count > 0 ? [{ goods, count }] : []
  })

/** What it costs, in whole fen. */
export function totalOf(basket: Basket): number {
  if (basket.typed !== '') return yuanToFen(basket.typed.replace(/\.$/, ''))
  return linesOf(basket).reduce((sum, { goods, count }) => sum + goods.priceFen * count, 0)
}

/** What is written on the order and the receipt. */
export const describe = (basket: Basket): string =>
  basket.typed === '' ? linesOf(basket).map(({ goods, count }) => (count > 1 ? `${goods.name} ×${count}` : goods.name)).join('、') : '柜台收款'

/** Where the server prices the goods, it is told which. */
export const productsOf = (basket: Basket): ReturnType<typeof pricedByServer> => pricedByServer(linesOf(basket).map(({ goods, count }) => ({ id: goods.id, amount: count })))
