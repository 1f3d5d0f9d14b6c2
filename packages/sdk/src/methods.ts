/** What a page that lets its payer choose has to know: which ways of paying it can offer here, and by which one the intent was begun before. */
import type { PayClient } from './client'
import { detectEnvironment, suggestGateways, type Suggestion } from './core/environment'
import { gateways, type GatewayType, type Provider } from './core/gateways'
import { isOurs, type OrderRef } from './core/order'
import type { Goods } from './core/request'
import { listPending } from './pending'

/** A way of paying as a page names it: exactly one, or whose wallet, which stands for the best of that wallet's ways here. */
export type PayMethod = GatewayType | Provider

/** WeChat opens no cashier for an `mweb_url` that is older: 支付请求已失效，请重新发起支付. */
const LINK_LIFE_MS = 5 * 60_000

/**
 * The ways of paying for a page's methods: the ones that work in this browser first, best first, and each once. Left out is what the
 * backend does not offer, what needs a bridge that the client lacks, and what can't work here beside a way of the same wallet; of a wallet
 * none of whose ways works here the first stands for it.
 * @param userAgent the browser's name for itself. @default this browser's; on a server the empty text
 * @example
 * suggestMethods(client, ['wechat', 'alipay'])
 */
export function suggestMethods({ backend, ports }: PayClient, methods: readonly PayMethod[], userAgent: string = typeof navigator === 'undefined' ? '' : navigator.userAgent): readonly Suggestion[] {
  const offered = backend.gateways.filter((type) => gateways[type].flow !== 'jsapi' || ports.bridges[gateways[type].provider])
  const means = (method: PayMethod, type: GatewayType): boolean => method === type || method === gateways[type].provider
  const named = new Set(methods.flatMap((method) => offered.filter((type) => means(method, type))))
  const suggestions = suggestGateways(detectEnvironment(userAgent), Array.from(named))
  const firsts = methods.map((method) => suggestions.find(({ gatewayType }) => means(method, gatewayType)))
  const wanted = suggestions.filter((suggestion) => firsts.includes(suggestion))
  const firstOf = ({ gatewayType }: Suggestion) => wanted.find((one) => gateways[one.gatewayType].provider === gateways[gatewayType].provider)
  // A payer chooses a wallet: a way that can't work says nothing where another of its wallet's stands.
  return wanted.filter((suggestion) => !suggestion.obstacle || firstOf(suggestion) === suggestion)
}

/**
 * By which way an earlier page of this browser made the intent's order and left it unfinished; undefined where it made none, or one for
 * something else, which is closed before the next is made.
 */
export function begunBy(client: PayClient, { intentId, amountFen, description }: Pick<Goods, 'amountFen' | 'description'> & { readonly intentId?: string | undefined }): GatewayType | undefined {
  const left = listPending(client).find((pending) => pending.intentId === intentId)
  const isSame = left?.amountFen === amountFen && left.description === description
  return isSame && (left.order.tradeNo ?? left.order.transactionNo) ? left.gatewayType : undefined
}

/** Whether WeChat's page would refuse the address of this browser's order, so that only a new order can be paid there. */
export function isLinkOver(client: PayClient, ref: OrderRef): boolean {
  const made = listPending(client).find(({ order }) => isOurs(order, ref))
  return made?.gatewayType === 'weixin_tenpay_wap' && client.ports.clock.now() - made.createdAt >= LINK_LIFE_MS
}
