import { isIP } from 'node:net'
import { isLoopback } from './http/guards'
import type { WalnutOptions } from './merchant/walnut/settings'
import { walnutIn } from './merchant/walnut/settings-in-file'
import { fenFromYuan } from './wire/yuan'

/** One thing that can be configured. */
export interface Setting<T> {
  /** Its name in the file; what stands before the dot is the object that holds it. */
  readonly name: string
  /** What a value must be, for whoever gave another. */
  readonly expected: string
  /** The value that can be used, or nothing. */
  readonly read: (value: unknown) => T | undefined
  /** How its environment variable is written: plain text, a list with commas, or not at all. */
  readonly variable: 'text' | 'list' | 'none'
}

const setting = <T>(name: string, expected: string, read: Setting<T>['read'], variable: Setting<T>['variable'] = 'text'): Setting<T> => ({ name, expected, read, variable })
const text = (pattern: RegExp) => (value: unknown): string | undefined => (typeof value === 'string' && pattern.test(value) ? value : undefined)
const baseUrl = (name: string): Setting<string> => setting(name, 'an https address (http on this machine alone) without a slash at its end', baseUrlOf)

export const PUBLIC_ORIGIN = setting('public_origin', 'an https origin such as https://pay.example.com, where the world reaches this server', publicOriginOf)
export const CLIENT_IDS = setting('client_ids', 'a list of client ids, one at least', (value) => (Array.isArray(value) && value.length > 0 ? listOf(value, text(/^[\x21-\x7E]+$/)) : undefined), 'list')
export const ALLOWED_ORIGINS = setting('allowed_origins', 'a list of page origins such as https://shop.example.com', (value) => listOf(value, originOf), 'list')
export const TRUSTED_PROXIES = setting('trusted_proxies', 'a list of IP addresses', (value) => listOf(value, (item) => (typeof item === 'string' && isIP(item) > 0 ? item : undefined)), 'list')
export const CATALOGUE = setting('catalogue', 'the price in yuan of each record id, more than 0 and with two decimals at most', catalogueOf, 'none')
export const WALNUT: Setting<WalnutOptions> = setting('walnut', 'an object of products, price_rules, coupons, targets, sellers, callbacks, callback, pay_time_expire and openid_key, as the guide describes them', walnutIn, 'none')
const certificateOf = (provider: string): { readonly certFile: Setting<string>, readonly certKeyFile: Setting<string> } => ({
  certFile: setting(`${provider}.cert_file`, 'the path of the client certificate, apiclient_cert.pem', text(/./)),
  certKeyFile: setting(`${provider}.cert_key_file`, 'the path of the certificate\'s key, apiclient_key.pem', text(/./)),
})

/** WeChat Pay's. */
export const WECHAT = {
  api: setting('wechat.api', 'v2 or v3', apiOf),
  appid: setting('wechat.appid', 'the app id, wx and 16 letters or digits', text(/^wx[0-9a-z]{16}$/i)),
  mchId: setting('wechat.mch_id', 'the merchant number, 8 to 10 digits', text(/^\d{8,10}$/)),
  apiV3Key: setting('wechat.api_v3_key', 'the API v3 key, 32 letters or digits', text(/^[0-9a-z]{32}$/i)),
  merchantSerial: setting('wechat.merchant_serial', 'the serial of the merchant\'s API certificate, hex', text(/^[0-9A-F]{16,64}$/)),
  privateKeyFile: setting('wechat.private_key_file', 'the path of the merchant\'s private key, apiclient_key.pem', text(/./)),
  platformSerial: setting('wechat.platform_serial', 'the id of WeChat Pay\'s public key, PUB_KEY_ID_…, or the serial of its certificate', text(/^[0-9A-Z_]{16,64}$/)),
  platformKeyFile: setting('wechat.platform_public_key_file', 'the path of WeChat Pay\'s public key, pub_key.pem, or of its certificate', text(/./)),
  key: setting('wechat.key', 'the API v2 key, 32 letters or digits', text(/^[0-9a-z]{32}$/i)),
  secret: setting('wechat.secret', 'the app\'s secret, 32 letters or digits', text(/^[0-9a-z]{32}$/i)),
  ...certificateOf('wechat'),
  payUrl: baseUrl('wechat.pay_url'),
  apiUrl: baseUrl('wechat.api_url'),
  openUrl: baseUrl('wechat.open_url'),
}

/** Alipay's. */
export const ALIPAY = {
  appId: setting('alipay.app_id', 'the app\'s id, 16 digits', text(/^\d{16}$/)),
  sellerId: setting('alipay.seller_id', 'the merchant\'s own number, 2088 and 12 digits', text(/^2088\d{12}$/)),
  privateKeyFile: setting('alipay.private_key_file', 'the path of the app\'s private key', text(/./)),
  publicKeyFile: setting('alipay.public_key_file', 'the path of Alipay\'s public key', text(/./)),
  gatewayUrl: baseUrl('alipay.gateway_url'),
}

/** The QQ wallet's. */
export const QQ = {
  appid: setting('qq.appid', 'the app id, digits', text(/^\d{5,12}$/)),
  mchId: setting('qq.mch_id', 'the merchant number, 8 to 10 digits', text(/^\d{8,10}$/)),
  key: setting('qq.key', 'the merchant key, 32 letters or digits', text(/^[0-9a-z]{32}$/i)),
  opUserId: setting('qq.op_user_id', 'the operator who may reverse and refund', text(/^[0-9A-Za-z]{1,32}$/)),
  opUserPasswd: setting('qq.op_user_passwd', 'the operator\'s password', text(/./)),
  ...certificateOf('qq'),
  payUrl: baseUrl('qq.pay_url'),
  apiUrl: baseUrl('qq.api_url'),
}

/** Every setting there is. */
export const SETTINGS: readonly Setting<unknown>[] = [PUBLIC_ORIGIN, CLIENT_IDS, ALLOWED_ORIGINS, TRUSTED_PROXIES, CATALOGUE, WALNUT, ...Object.values(WECHAT), ...Object.values(ALIPAY), ...Object.values(QQ)]

/** The environment variable of a setting: `BAAS_PAY_WECHAT_APPID` for `wechat.appid`. */
export const variableOf = ({ name }: Setting<unknown>): string => `BAAS_PAY_${name.replace('.', '_').toUpperCase()}`

function apiOf(value: unknown): 'v2' | 'v3' | undefined {
  return value === 'v2' || value === 'v3' ? value : undefined
}

function urlOf(value: unknown): URL | undefined {
  return typeof value === 'string' && URL.canParse(value) ? new URL(value) : undefined
}

const isSafe = ({ protocol, hostname }: URL): boolean => protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname))

function originOf(value: unknown): string | undefined {
  const url = urlOf(value)
  return url && url.origin === value ? url.origin : undefined
}

function publicOriginOf(value: unknown): string | undefined {
  const url = urlOf(value)
  return url && url.origin === value && isSafe(url) ? url.origin : undefined
}

function baseUrlOf(value: unknown): string | undefined {
  const url = urlOf(value)
  const isPlain = url && value === `${url.origin}${url.pathname.replace(/\/$/, '')}`
  return isPlain && !url.pathname.endsWith('//') && isSafe(url) ? value : undefined
}

function listOf(value: unknown, read: (item: unknown) => string | undefined): readonly string[] | undefined {
  if (!Array.isArray(value)) return undefined
  const items = value.map(read).filter((item) => item !== undefined)
  return items.length === value.length ? items : undefined
}

function catalogueOf(value: unknown): Readonly<Record<string, number>> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const prices = Object.entries(value).map(([id, yuan]) => [id, fenFromYuan(yuan) ?? 0] as const)
  return prices.every(([id, fen]) => id !== '' && fen > 0) ? Object.fromEntries(prices) : undefined
}
