import type { KeyPairs } from '../ports/key-pairs'
import { BASE62, DECIMAL, HEX, randomText } from '../ports/random-text'
import type { Random } from '../ports/random'
import type { Collection, Store, Stored } from '../store/store'

/** The name of the merchant that every payer sees. */
export const MERCHANT_NAME = '体验商户'

/** A WeChat Pay merchant account, and the official account that belongs to it. */
export interface WechatCredentials {
  readonly id: 'wechat'
  readonly appid: string
  readonly mch_id: string
  /** The API key that signs both ways. */
  readonly key: string
  /** The secret of the official account, for login and the JS-SDK. */
  readonly secret: string
  /** Encrypts what API v3 notifies: 32 characters. */
  readonly api_v3_key: string
}

/** The keys of the same account for API v3, in PEM. */
export interface WechatKeys {
  readonly id: 'wechat-keys'
  /** The serial of the merchant's certificate, in upper-case hex. */
  readonly merchant_serial: string
  /** Signs the merchant's requests. */
  readonly merchant_private_key: string
  readonly merchant_public_key: string
  /** Names the platform's key in every answer: `PUB_KEY_ID_…`, as where no certificate is used. */
  readonly platform_serial: string
  /** Signs the platform's answers and notifies. */
  readonly platform_private_key: string
  readonly platform_public_key: string
}

/** An app at Alipay's open platform. Keys are PEM. */
export interface AlipayCredentials {
  readonly id: 'alipay'
  readonly app_id: string
  /** The merchant's own number, 2088 and 12 digits. */
  readonly seller_id: string
  readonly merchant_private_key: string
  readonly merchant_public_key: string
  /** Signs Alipay's answers and notifies. */
  readonly alipay_private_key: string
  readonly alipay_public_key: string
}

/** A merchant account of the QQ wallet. */
export interface QqCredentials {
  readonly id: 'qq'
  readonly appid: string
  readonly mch_id: string
  /** The merchant key that signs both ways. */
  readonly key: string
  /** Who may reverse and refund. */
  readonly op_user_id: string
  /** That operator's password; the wire has its lower-case MD5. */
  readonly op_user_passwd: string
}

/** A REST app at PayPal. */
export interface PaypalCredentials {
  readonly id: 'paypal'
  readonly client_id: string
  readonly secret: string
}

/** The merchant's accounts, each made when it is first asked for and kept from then on. */
export interface Credentials {
  readonly wechat: () => Promise<WechatCredentials>
  readonly wechatKeys: () => Promise<WechatKeys>
  readonly alipay: () => Promise<AlipayCredentials>
  readonly qq: () => Promise<QqCredentials>
  readonly paypal: () => Promise<PaypalCredentials>
}

type Sources = { readonly random: Random, readonly keyPairs: KeyPairs }

/** Gives the accounts of a store. */
export function credentialsOf(store: Store, { random, keyPairs }: Sources): Credentials {
  const account = <T extends Stored>(id: T['id'], make: () => Promise<T> | T): (() => Promise<T>) => {
    const records: Collection<T> = store.collection('wallets.credentials')
    let loaded: Promise<T> | undefined
    return () => (loaded ??= loadOrMake(records, id, make))
  }
  return {
    wechat: account<WechatCredentials>('wechat', () => newWechat(random)),
    wechatKeys: account<WechatKeys>('wechat-keys', () => newWechatKeys({ random, keyPairs })),
    alipay: account<AlipayCredentials>('alipay', () => newAlipay({ random, keyPairs })),
    qq: account<QqCredentials>('qq', () => newQq(random)),
    paypal: account<PaypalCredentials>('paypal', () => newPaypal(random)),
  }
}

async function loadOrMake<T extends Stored>(records: Collection<T>, id: T['id'], make: () => Promise<T> | T): Promise<T> {
  const kept = await records.get(id)
  if (kept) return kept
  const made = await make()
  await records.insert(made)
  return made
}

const newWechat = (random: Random): WechatCredentials => ({
  id: 'wechat',
  appid: `wx${randomText(random, HEX, 16)}`,
  mch_id: `1${randomText(random, DECIMAL, 9)}`,
  key: randomText(random, BASE62, 32),
  secret: randomText(random, HEX, 32),
  api_v3_key: randomText(random, BASE62, 32),
})

async function newWechatKeys({ random, keyPairs }: Sources): Promise<WechatKeys> {
  const [merchant, platform] = await Promise.all([keyPairs('wechat-merchant'), keyPairs('wechat-platform')])
  return {
    id: 'wechat-keys',
    merchant_serial: randomText(random, HEX, 40).toUpperCase(),
    merchant_private_key: merchant.privateKey,
    merchant_public_key: merchant.publicKey,
    platform_serial: `PUB_KEY_ID_${randomText(random, DECIMAL, 33)}`,
    platform_private_key: platform.privateKey,
    platform_public_key: platform.publicKey,
  }
}

async function newAlipay({ random, keyPairs }: Sources): Promise<AlipayCredentials> {
  const [merchant, platform] = await Promise.all([keyPairs('alipay-merchant'), keyPairs('alipay-platform')])
  return {
    id: 'alipay',
    app_id: `2021${randomText(random, DECIMAL, 12)}`,
    seller_id: `2088${randomText(random, DECIMAL, 12)}`,
    merchant_private_key: merchant.privateKey,
    merchant_public_key: merchant.publicKey,
    alipay_private_key: platform.privateKey,
    alipay_public_key: platform.publicKey,
  }
}

function newQq(random: Random): QqCredentials {
  const mch_id = `1${randomText(random, DECIMAL, 9)}`
  return {
    id: 'qq',
    appid: `10${randomText(random, DECIMAL, 7)}`,
    mch_id,
    key: randomText(random, BASE62, 32),
    op_user_id: mch_id,
    op_user_passwd: randomText(random, BASE62, 16),
  }
}

const newPaypal = (random: Random): PaypalCredentials => ({
  id: 'paypal',
  client_id: `A${randomText(random, BASE62, 79)}`,
  secret: `E${randomText(random, BASE62, 79)}`,
})
