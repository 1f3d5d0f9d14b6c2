import { BASE62, DECIMAL, HEX, randomText } from '../ports/random-text'
import type { Random } from '../ports/random'
import type { Collection, Store } from '../store/store'

/** A WeChat Pay merchant account, and the official account that belongs to it. */
export interface WechatCredentials {
  readonly id: 'wechat'
  readonly appid: string
  readonly mch_id: string
  /** The API key that signs both ways. */
  readonly key: string
  /** The secret of the official account, for login and the JS-SDK. */
  readonly secret: string
  /** The name that the payer sees. */
  readonly merchant: string
}

/** Gives the account, made at the first start and kept from then on. */
export function credentialsOf(store: Store, random: Random): () => Promise<WechatCredentials> {
  const records: Collection<WechatCredentials> = store.collection('wallets.credentials')
  let loaded: Promise<WechatCredentials> | undefined
  return () => (loaded ??= loadOrMake(records, random))
}

async function loadOrMake(records: Collection<WechatCredentials>, random: Random): Promise<WechatCredentials> {
  const kept = await records.get('wechat')
  if (kept) return kept
  const made: WechatCredentials = {
    id: 'wechat',
    appid: `wx${randomText(random, HEX, 16)}`,
    mch_id: `1${randomText(random, DECIMAL, 9)}`,
    key: randomText(random, BASE62, 32),
    secret: randomText(random, HEX, 32),
    merchant: '体验商户',
  }
  await records.insert(made)
  return made
}
