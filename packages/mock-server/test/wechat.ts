import { randomUUID } from 'node:crypto'
import type { Wing } from '../src/index'
import { signV2, verifyV2, type SignType } from '../src/wire/v2-sign'
import { buildXml, parseXml } from '../src/wire/xml'
import { WALLETS } from './mock'

type Fields = Readonly<Record<string, string | undefined>>

/** The account that the wallets wing made for its merchant. */
export interface Account { readonly appid: string, readonly mch_id: string, readonly key: string }

export async function accountOf(wallets: Wing): Promise<Account> {
  const answer = await wallets.fetch(`${WALLETS}/sandbox/credentials`)
  const { wechat }: { wechat: Account } = JSON.parse(await answer.text())
  return wechat
}

export interface Signing { readonly signType?: SignType, readonly key?: string }

/** A signed message with the common fields; what `fields` names wins over them. */
export function signed(fields: Fields, account: Account, { signType = 'MD5', key = account.key }: Signing = {}): string {
  const message = { appid: account.appid, mch_id: account.mch_id, nonce_str: randomUUID().replaceAll('-', ''), ...(signType === 'MD5' ? {} : { sign_type: signType }), ...fields }
  return buildXml({ sign: signV2(message, key, signType), ...message })
}

export async function postRaw(wallets: Wing, path: string, body: string | Uint8Array, init: RequestInit = {}): Promise<Record<string, string>> {
  const answer = await wallets.fetch(`${WALLETS}${path}`, { method: 'POST', body, ...init })
  return { ...parseXml(await answer.text()) }
}

/** A whole call: signs it, sends it, and insists that the answer is signed the same way. */
export async function call(wallets: Wing, path: string, fields: Fields, signing: Signing = {}): Promise<Record<string, string>> {
  const account = await accountOf(wallets)
  const answer = await postRaw(wallets, path, signed(fields, account, signing))
  if (answer['return_code'] === 'SUCCESS' && !verifyV2(answer, account.key, signing.signType ?? 'MD5')) throw new Error('the answer is not signed as the request was')
  return answer
}

let lastNumber = 0

/** Fields of an order that WeChat Pay takes. */
export function order(fields: Fields = {}): Record<string, string | undefined> {
  return {
    body: '体验商户-秋裤',
    out_trade_no: `order${String(++lastNumber).padStart(6, '0')}`,
    total_fee: '10',
    spbill_create_ip: '127.0.0.1',
    notify_url: 'http://127.0.0.1:8787/notify',
    trade_type: 'NATIVE',
    product_id: 'p1',
    ...fields,
  }
}
