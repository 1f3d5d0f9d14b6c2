/** What a shop asks to be paid, and the check of it before anything is sent. */
import { HError } from '../errors'
import { gateways, gatewayTypes, isGatewayType, type GatewayType, type Provider } from './gateways'
import { asPayableFen, type Fen } from './money'

/** Something of the shop's, and how many of it. */
export interface Product {
  /** The shop's own number of it. */
  readonly id: string
  /** A whole number above zero. @default 1 */
  readonly amount?: number
}

/** The fields that name what is bought. */
export interface Goods {
  /** What is paid, in whole fen (1/100 yuan), above zero. Zero is taken where the server prices the goods: its amount is the one that counts. */
  amountFen: number
  /** What the payer reads in the wallet. */
  description: string
  /** What is bought, where the server prices it. */
  products?: readonly Product[]
  /** Table and row of the goods at the backend, and anything of the shop's own to keep with the order. */
  merchandiseSchemaID?: number | string
  merchandiseRecordID?: string
  merchandiseSnapshot?: Record<string, unknown> | string
  /** Whether the order is split among receivers (WeChat only). */
  profitSharing?: boolean
  /** Where the wallet's page sends the payer back to, in the redirect flow: http(s). Needs a backend that takes it. @default the backend's own */
  returnUrl?: string
}

/**
 * What a page passes to {@link createCheckout}: a way of paying, and goods that the page prices.
 * `intentId` is the shop's own name for what is paid once (its cart number): with it a reload or another tab comes back to the same order,
 * and asking to pay it again finds the payment. What is bought next needs a name of its own.
 */
export type PayRequest = { gateway: GatewayType; intentId?: string } & Goods

/** Goods that passed the check. */
export interface CheckedGoods extends Omit<Goods, 'amountFen'> {
  amountFen: Fen
}

/** The goods that the server prices, as a text that tells one basket from another. */
export const productsText = ({ products }: Pick<Goods, 'products'>): string | undefined => products && JSON.stringify(products)

const FREE = 0 as Fen

const wrong = (what: string, hint: string): never => {
  throw new HError(605, `incorrect parameter type: ${what}`, { hint })
}

/** The offered gateway by that name. Throws HError 608, as MinCloud's own SDK does, for an unknown one or one that the backend lacks. */
export function checkGateway(gateway: unknown, offered: readonly GatewayType[]): GatewayType {
  if (!isGatewayType(gateway)) {
    throw new HError(608, 'incorrect gateway type', { hint: `Use one of: ${gatewayTypes.join(', ')}.` })
  }
  if (!offered.includes(gateway)) {
    throw new HError(608, `incorrect gateway type: this backend does not offer ${gateway}`, { hint: `It offers: ${offered.join(', ')}.` })
  }
  return gateway
}

/** Checks the goods of a request. Throws HError 605 with what to do. `prices`: whether the backend prices them itself. */
export function checkGoods(goods: Goods & Pick<PayRequest, 'intentId'>, { prices }: { readonly prices?: boolean | undefined } = {}): CheckedGoods {
  const amountFen = prices && goods.amountFen === 0 ? FREE : asPayableFen(goods.amountFen)
  if (typeof goods.description !== 'string' || goods.description.trim() === '') {
    wrong('description is empty', 'Say in a few words what is paid; the payer reads it in the wallet.')
  }
  // A page without types: null would be one name for every cart.
  const { intentId = '' }: { intentId?: unknown } = goods
  if (typeof intentId !== 'string') wrong('intentId is no text', 'Leave it out, or give a text.')
  return { ...goods, amountFen }
}

/** The gateway, if its wallet's bridge is there where it needs one; else throws HError 611. */
export function checkBridge(gateway: GatewayType, bridges: Readonly<Partial<Record<Provider, unknown>>>): GatewayType {
  const { flow, provider } = gateways[gateway]
  if (flow !== 'jsapi' || bridges[provider]) return gateway
  throw new HError(611, `unsupported function: the client has no bridge for ${gateway}`, {
    hint: `Use createPayClient({ bridges: { ${provider}: ${provider === 'wechat' ? 'weixin' : provider}Bridge() } }).`,
  })
}
