import type { AlipayMerchant, QqMerchant, WechatMerchant } from './merchant-server'
import type { WechatV3Account } from './merchant/wechat-v3/account'
import { certificateOf, type ClientCertificate } from './ports/client-certificate'
import { privateKeyOf, publicKeyOf } from './ports/key-text'
import { ALIPAY, QQ, WECHAT, type Setting } from './settings'

/** What a provider's settings are read with. */
export interface Reading {
  /** The value of a setting; what is wrong with it becomes a problem. */
  readonly take: <T>(setting: Setting<T>) => T | undefined
  readonly readText: (path: string) => string | undefined
  readonly problems: string[]
}

/** What API v3 can't do without, where v2 needs its key. */
export const REQUIRED_BY_API: Readonly<Record<'v2' | 'v3', readonly Setting<unknown>[]>> = {
  v2: [WECHAT.key],
  v3: [WECHAT.apiV3Key, WECHAT.merchantSerial, WECHAT.privateKeyFile, WECHAT.platformSerial, WECHAT.platformKeyFile],
}

/** What each provider can't do without, by the name of the object that holds its settings. */
export const REQUIRED: Readonly<Record<'wechat' | 'alipay' | 'qq', readonly Setting<unknown>[]>> = {
  wechat: [WECHAT.appid, WECHAT.mchId, WECHAT.secret],
  alipay: [ALIPAY.appId, ALIPAY.sellerId, ALIPAY.privateKeyFile, ALIPAY.publicKeyFile],
  qq: [QQ.appid, QQ.mchId, QQ.key],
}

// Where something is missing or wrong, that is among the problems, so that no empty text of these gets any further.

/** WeChat's account. */
export function wechatIn(reading: Reading, api: 'v2' | 'v3'): WechatMerchant {
  const { take } = reading
  return {
    appid: take(WECHAT.appid) ?? '',
    mch_id: take(WECHAT.mchId) ?? '',
    key: take(WECHAT.key) ?? '',
    secret: take(WECHAT.secret) ?? '',
    payUrl: take(WECHAT.payUrl) ?? 'https://api.mch.weixin.qq.com',
    apiUrl: take(WECHAT.apiUrl) ?? 'https://api.weixin.qq.com',
    openUrl: take(WECHAT.openUrl) ?? 'https://open.weixin.qq.com',
    certificate: certificateIn(WECHAT, reading),
    ...(api === 'v3' && { v3: wechatV3In(reading) }),
  }
}

function wechatV3In(reading: Reading): WechatV3Account {
  const { take } = reading
  return {
    api_v3_key: take(WECHAT.apiV3Key) ?? '',
    merchant_serial: take(WECHAT.merchantSerial) ?? '',
    private_key: keyIn(WECHAT.privateKeyFile, privateKeyOf, reading),
    platform_serial: take(WECHAT.platformSerial) ?? '',
    platform_public_key: keyIn(WECHAT.platformKeyFile, publicKeyOf, reading),
  }
}

/** Alipay's. */
export function alipayIn(reading: Reading): AlipayMerchant {
  const { take } = reading
  return {
    app_id: take(ALIPAY.appId) ?? '',
    seller_id: take(ALIPAY.sellerId) ?? '',
    private_key: keyIn(ALIPAY.privateKeyFile, privateKeyOf, reading),
    alipay_public_key: keyIn(ALIPAY.publicKeyFile, publicKeyOf, reading),
    gatewayUrl: take(ALIPAY.gatewayUrl) ?? 'https://openapi.alipay.com/gateway.do',
  }
}

/** The QQ wallet's. */
export function qqIn({ take, ...files }: Reading): QqMerchant {
  const mch_id = take(QQ.mchId) ?? ''
  return {
    appid: take(QQ.appid) ?? '',
    mch_id,
    key: take(QQ.key) ?? '',
    op_user_id: take(QQ.opUserId) ?? mch_id,
    op_user_passwd: take(QQ.opUserPasswd) ?? '',
    payUrl: take(QQ.payUrl) ?? 'https://qpay.qq.com',
    apiUrl: take(QQ.apiUrl) ?? 'https://api.qpay.qq.com',
    certificate: certificateIn(QQ, { take, ...files }),
  }
}

function keyIn(setting: Setting<string>, read: (text: string | undefined) => string | undefined, { take, readText, problems }: Reading): string {
  const path = take(setting)
  if (path === undefined) return ''
  const key = read(readText(path))
  if (key === undefined) problems.push(`${setting.name} is not a key that can be read, in PEM or base64`)
  return key ?? ''
}

type CertificateSettings = { readonly certFile: Setting<string>, readonly certKeyFile: Setting<string> }

function certificateIn({ certFile, certKeyFile }: CertificateSettings, { take, readText, problems }: Reading): ClientCertificate | undefined {
  const [cert, key] = [take(certFile), take(certKeyFile)]
  if (cert === undefined && key === undefined) return undefined
  if (cert === undefined || key === undefined) {
    problems.push(`${certFile.name} and ${certKeyFile.name} go together`)
    return undefined
  }
  const certificate = certificateOf({ cert: readText(cert), key: readText(key) })
  if (!certificate) problems.push(`${certFile.name} and ${certKeyFile.name} are not a certificate and its key that can be read, in PEM`)
  return certificate
}
