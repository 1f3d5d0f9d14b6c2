import { suggestMethods, type GatewayType, type PayClient, type PayMethod, type Suggestion } from '@baas-pay/sdk'

/** The ways of paying for a page's methods, in this browser. */
export const methodsFor = (client: PayClient, methods: readonly PayMethod[]): readonly Suggestion[] =>
  suggestMethods(client, methods, typeof navigator === 'undefined' ? '' : navigator.userAgent)

/** The one that is chosen while the payer has not chosen. */
export const firstUsable = (options: readonly Suggestion[]): GatewayType | undefined => options.find(({ obstacle }) => !obstacle)?.gatewayType
