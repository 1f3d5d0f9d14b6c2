/** Which ways of paying a payer can choose from here. */
import { detectEnvironment, gateways, suggestGateways, type GatewayType, type PayClient, type Provider, type Suggestion } from '@baas-pay/sdk'

/** A way of paying as a page names it: exactly one, or whose wallet, which stands for the best of that wallet's ways here. */
export type PayMethod = GatewayType | Provider

/** What a client can be asked for: a wallet's bridge has to be there. */
const offeredBy = ({ backend, ports }: PayClient): readonly GatewayType[] =>
  backend.gateways.filter((type) => gateways[type].flow !== 'jsapi' || ports.bridges[gateways[type].provider])

/**
 * The ways of paying for a page's methods, in this browser: the ones that work first, best first, and each once. What the client does not
 * offer is left out; of a wallet none of whose ways works here, the first stands for it, with its reason.
 */
export function methodsFor(client: PayClient, methods: readonly PayMethod[]): readonly Suggestion[] {
  const offered = offeredBy(client)
  const means = (method: PayMethod, type: GatewayType) => method === type || method === gateways[type].provider
  const named = methods.flatMap((method) => offered.filter((type) => means(method, type)))
  const suggestions = suggestGateways(detectEnvironment(typeof navigator === 'undefined' ? '' : navigator.userAgent), [...new Set(named)])
  const firsts = methods.map((method) => suggestions.find(({ gatewayType }) => means(method, gatewayType)))
  return suggestions.filter((suggestion) => firsts.includes(suggestion))
}

/** The one that is chosen while the payer has not chosen. */
export const firstUsable = (options: readonly Suggestion[]): GatewayType | undefined => options.find(({ obstacle }) => !obstacle)?.gatewayType
