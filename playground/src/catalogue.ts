import { yuanToFen, type Fen, type Product } from '@baas-pay/sdk'
import { isWalnut } from './backend'
import { catalogue, walnut } from '../mock-server.json'

/** Something that Walnut sells. */
export type ProductID = keyof typeof walnut.products

/** What the merchant's server asks for a record, from the very file that it is configured with; it refuses any other amount. */
export const priceOf = (recordID: keyof typeof catalogue): Fen => yuanToFen(catalogue[recordID])

/** What Walnut asks for a product. It is not told an amount: what the page shows is the price that it expects. */
export const productPrice = (id: ProductID): Fen => yuanToFen(walnut.products[id].price)

/** The fields of a request that name the goods where the server prices them, and none where the page does. */
export const pricedByServer = (products: readonly Product[]): { readonly products?: readonly Product[] } => (isWalnut ? { products } : {})
