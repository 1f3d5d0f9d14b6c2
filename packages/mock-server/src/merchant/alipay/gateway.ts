/** The merchant's app at Alipay. Keys are PEM. */
export interface AlipayAccount {
  readonly app_id: string
  /** The merchant's own number, 2088 and 12 digits, to which payments must go. */
  readonly seller_id: string
  /** Signs the merchant's requests. */
  readonly private_key: string
  /** Alipay's key, by which its answers and notifies are believed. */
  readonly alipay_public_key: string
}

/** Where Alipay is, and as whom the merchant talks to it. */
export interface AlipayGateway {
  /** `https://openapi.alipay.com/gateway.do` in production. */
  readonly gatewayUrl: string
  readonly account: () => Promise<AlipayAccount>
}
