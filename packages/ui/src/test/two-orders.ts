/** An intent whose first order could not be closed, and was followed by another: the payer may pay both. */
import { memoryStorage, type Goods, type GatewayType } from '@baas-pay/sdk'
import { stillPage } from './scenes'
import { CODE_URL, openShop, tradeNoOf } from './shop'

/** What is paid, by a name. */
type Wanted = Pick<Goods, 'amountFen' | 'description'> & { readonly gateway: GatewayType; readonly intentId: string }

/** A shop of which an earlier page has left both orders; the second is shown. */
export function openShopOfTwo({ gateway, intentId, amountFen, description }: Wanted) {
  const storage = memoryStorage()
  const base = { gatewayType: gateway, amountFen, description, show: { flow: 'qrcode', codeUrl: CODE_URL }, createdAt: Date.now() }
  const attempts = [1, 2].map((no) => ({ ...base, no, tradeNo: tradeNoOf(no), clientToken: `${no}`.repeat(32) }))
  storage.set(`baas-pay:pending:v1:test%3Ashop:guest:${intentId}`, JSON.stringify({ v: 1, intentId, attempts }))
  const shop = openShop({ gateways: [gateway], ports: { page: stillPage, storage, navigate: { go: () => {}, open: () => undefined } } })
  const paid = new Set<string | undefined>()
  shop.find = ({ tradeNo }) => Promise.resolve({ status: paid.has(tradeNo) ? 'success' : 'pending' })
  return { shop, pay: (no: number) => void paid.add(tradeNoOf(no)) }
}
