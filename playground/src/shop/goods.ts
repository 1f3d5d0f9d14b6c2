import { isWalnut } from '../backend'
import { productPrice, type ProductID } from '../catalogue'

/** What the shop sells. Prices are whole fen. */
export interface Goods {
  readonly id: ProductID
  readonly name: string
  readonly note: string
  readonly priceFen: number
  /** The colour of its tile, by name: the styles know the rest. */
  readonly tone: 'indigo' | 'clay' | 'moss' | 'sand' | 'plum' | 'slate'
  /** Its picture: strokes on a grid of 48. */
  readonly picture: string
}

const shelf: readonly Omit<Goods, 'priceFen'>[] = [
  { id: 'long-johns', name: '深蓝色秋裤', note: '薄绒，男女同款', tone: 'indigo', picture: 'M15 8h18l3 32h-8l-4-20-4 20h-8zM15 13h18' },
  { id: 'socks', name: '羊毛袜两双', note: '厚底，不勒脚踝', tone: 'clay', picture: 'M18 8h11v18l7 6c4 3 1 8-4 8-3 0-5-1-8-3l-8-6c-2-2-2-4 0-6l2-3zM18 14h11' },
  { id: 'cup', name: '保温杯 480 mL', note: '早上倒的水，晚上还是热的', tone: 'moss', picture: 'M17 14h14v24c0 1-1 2-2 2H19c-1 0-2-1-2-2zM19 8h10v6H19zM17 22h14' },
  { id: 'bag', name: '帆布袋', note: '装得下一周的菜', tone: 'sand', picture: 'M11 18h26l-2 22H13zM18 18v-4c0-8 12-8 12 0v4' },
  { id: 'coffee', name: '云南咖啡豆 250 g', note: '中烘，当周烘焙', tone: 'plum', picture: 'M15 12l3-4h12l3 4v28H15zM15 12h18M24 20c-5 3-5 9 0 12 5-3 5-9 0-12zM24 20v12' },
  { id: 'lamp', name: '阅读台灯', note: '不闪，三档色温', tone: 'slate', picture: 'M14 40h16M22 40V26l12-10M28 10l12 10-6 2-8-7z' },
]

/** What costs nothing is sold where the server prices it: a page may not ask for an order of ¥0. */
const free: typeof shelf = [
  { id: 'sample', name: '咖啡试饮装', note: '一杯的量，免费', tone: 'plum', picture: 'M16 12h16l-2 28H18zM17 18h14M24 24c-4 2-4 7 0 9 4-2 4-7 0-9z' },
]

export const goods: readonly Goods[] = [...shelf, ...(isWalnut ? free : [])].map((one) => ({ ...one, priceFen: productPrice(one.id) }))

export const goodsById: ReadonlyMap<string, Goods> = new Map(goods.map((one) => [one.id, one]))
