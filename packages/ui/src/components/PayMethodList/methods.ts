import type { GatewayType, Suggestion } from '@baas-pay/sdk'

/** The way that is chosen while the payer has not chosen. */
export const firstUsable = (options: readonly Suggestion[]): GatewayType | undefined => options.find(({ obstacle }) => !obstacle)?.gatewayType
