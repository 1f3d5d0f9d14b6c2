import type { SignType } from '../../wire/v2-sign'

/** The merchant's account at the QQ wallet. */
export interface QqAccount {
  readonly appid: string
  readonly mch_id: string
  /** The merchant key that signs both ways. */
  readonly key: string
  /** The operator in whose name money goes back. */
  readonly op_user_id: string
  /** The operator's password; its MD5 goes over the wire. */
  readonly op_user_passwd: string
}

/** Where the QQ wallet is, and as whom the merchant talks to it. Addresses are without a trailing slash. */
export interface QqGateway {
  /** `https://qpay.qq.com` in production. */
  readonly payUrl: string
  /** Where charges are undone and money goes back, `https://api.qpay.qq.com` in production. */
  readonly apiUrl: string
  readonly account: () => Promise<QqAccount>
  /** How messages are signed. @default 'MD5' */
  readonly signType?: SignType
}
