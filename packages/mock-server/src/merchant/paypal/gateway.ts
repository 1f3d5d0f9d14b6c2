/** The merchant's REST app at PayPal. */
export interface PaypalAccount {
  readonly client_id: string
  readonly secret: string
}

/** Where PayPal is, and as whom the merchant talks to it. */
export interface PaypalGateway {
  /** `https://api-m.paypal.com` in production, without a trailing slash. */
  readonly apiUrl: string
  readonly account: () => Promise<PaypalAccount>
}
