import type { SignType } from '../../wire/v2-sign'
import type { WechatV3Account } from '../wechat-v3/account'

/** The merchant's account at WeChat Pay, and the app that its payers log in to. */
export interface WechatAccount {
  readonly appid: string
  readonly mch_id: string
  /** The API key of v2 that signs both ways. Empty where the merchant speaks v3 alone. */
  readonly key: string
  /** The app's secret, for WeChat login and the JS-SDK. */
  readonly secret: string
}

/** Where WeChat is, and as whom the merchant talks to it. Addresses are without a trailing slash. */
export interface WechatGateway {
  /** The Pay API, `https://api.mch.weixin.qq.com` in production. */
  readonly payUrl: string
  /** The API of official accounts, `https://api.weixin.qq.com` in production. */
  readonly apiUrl: string
  /** Where the payer's browser goes to log in, `https://open.weixin.qq.com` in production. */
  readonly openUrl: string
  readonly account: () => Promise<WechatAccount>
  /** What API v3 is spoken with; without it the merchant speaks v2. */
  readonly v3?: (() => Promise<WechatV3Account>) | undefined
  /** How v2's messages to the Pay API are signed. @default 'MD5' */
  readonly signType?: SignType
}
