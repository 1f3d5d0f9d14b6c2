/** What a merchant signs and verifies API v3 with, besides its account. Keys are PEM. */
export interface WechatV3Account {
  /** Encrypts what notifies tell: 32 characters. */
  readonly api_v3_key: string
  /** The serial of the merchant's certificate. */
  readonly merchant_serial: string
  /** Signs the merchant's requests, and what a page pays with. */
  readonly private_key: string
  /** Names the platform's key: `PUB_KEY_ID_…`, or the serial of its certificate. */
  readonly platform_serial: string
  /** The platform's key, by which its answers and notifies are believed. */
  readonly platform_public_key: string
}
