import { yuanToFen, type Fen } from '@baas-pay/sdk'
import { catalogue } from '../mock-server.json'

/** What the merchant's server asks for a record, from the very file that it is configured with; it refuses any other amount. */
export const priceOf = (recordID: keyof typeof catalogue): Fen => yuanToFen(catalogue[recordID])
