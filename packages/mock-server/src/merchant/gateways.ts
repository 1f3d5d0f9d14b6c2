/** One way of paying, as a row: a gateway type and the provider that carries it out. */
export interface Gateway { readonly provider: 'wechat' }

/** The ways of paying that this server offers, by `gateway_type`. */
export const gateways: ReadonlyMap<string, Gateway> = new Map([
  ['weixin_tenpay_native', { provider: 'wechat' }],
])
