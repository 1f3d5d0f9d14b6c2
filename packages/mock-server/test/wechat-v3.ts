import { createDecipheriv, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import { MERCHANT, WALLETS, type Mock } from './mock'
import { codeOf } from './cashier'

// A signer of its own: it shares no code with either wing.

/** The account at WeChat Pay as a merchant of v3 has it. */
export interface V3Account {
  readonly appid: string
  readonly mch_id: string
  readonly openid: string
  readonly api_v3_key: string
  readonly merchant_serial: string
  readonly merchant_private_key: string
  readonly platform_serial: string
  readonly platform_public_key: string
}

/** What a request is signed with, where it is not as it should be. */
export interface V3Signing { readonly mchid?: string, readonly serial?: string, readonly timestamp?: string, readonly nonce?: string, readonly signature?: string, readonly over?: string }

/** An answer, read; `isSigned` by the platform's key, over its body. */
export interface V3Answer { readonly status: number, readonly body: Readonly<Record<string, unknown>>, readonly headers: Headers, readonly text: string, readonly isSigned: boolean }

export const PAY = '/v3/pay/transactions'
export const REFUNDS = '/v3/refund/domestic/refunds'

export async function v3AccountOf({ server }: Pick<Mock, 'server'>): Promise<V3Account> {
  const { wechat }: { wechat: V3Account } = JSON.parse(await (await server.wallets.fetch(`${WALLETS}/sandbox/credentials`)).text())
  return wechat
}

const signed = (text: string, key: string): string => sign('RSA-SHA256', Buffer.from(text), createPrivateKey(key)).toString('base64')

/** The headers of a signed request. */
export function v3Headers(account: V3Account, { method, path, body, seconds, ...signing }: V3Signing & { readonly method: string, readonly path: string, readonly body: string, readonly seconds: number }): Record<string, string> {
  const { mchid = account.mch_id, serial = account.merchant_serial, timestamp = String(seconds), nonce = 'n'.repeat(32) } = signing
  const signature = signing.signature ?? signed(`${method}\n${path}\n${timestamp}\n${nonce}\n${signing.over ?? body}\n`, account.merchant_private_key)
  return {
    'content-type': 'application/json',
    'accept': 'application/json',
    'authorization': `WECHATPAY2-SHA256-RSA2048 mchid="${mchid}",nonce_str="${nonce}",signature="${signature}",timestamp="${timestamp}",serial_no="${serial}"`,
  }
}

/** Whether the platform has signed a message. */
export function isByPlatform(headers: Headers, body: string, { platform_serial, platform_public_key }: V3Account): boolean {
  const text = `${headers.get('wechatpay-timestamp')}\n${headers.get('wechatpay-nonce')}\n${body}\n`
  const signature = Buffer.from(headers.get('wechatpay-signature') ?? '', 'base64')
  return headers.get('wechatpay-serial') === platform_serial && verify('RSA-SHA256', Buffer.from(text), createPublicKey(platform_public_key), signature)
}

/** A whole call: signs it, sends it, and reads the answer. A body that is text is sent as it is. */
export async function v3Call(mock: Pick<Mock, 'server' | 'clock'>, method: 'GET' | 'POST', path: string, fields?: object | string, signing: V3Signing = {}): Promise<V3Answer> {
  const account = await v3AccountOf(mock)
  const body = fields === undefined ? '' : typeof fields === 'string' ? fields : JSON.stringify(fields)
  const headers = v3Headers(account, { method, path, body, seconds: Math.floor(mock.clock.now() / 1000), ...signing })
  const answer = await mock.server.wallets.fetch(`${WALLETS}${path}`, { method, headers, ...(method === 'GET' ? {} : { body }) })
  const text = await answer.text()
  return { status: answer.status, headers: answer.headers, text, body: text === '' ? {} : JSON.parse(text), isSigned: isByPlatform(answer.headers, text, account) }
}

let lastNumber = 0
const numberOf = (): string => `v3order${String(++lastNumber).padStart(6, '0')}`

/** An order that WeChat Pay v3 takes. */
export async function v3Order(mock: Pick<Mock, 'server'>, fields: object = {}): Promise<Record<string, unknown> & { readonly out_trade_no: string, readonly mchid: string }> {
  const { appid, mch_id: mchid } = await v3AccountOf(mock)
  return { appid, mchid, description: '体验商户-秋裤', out_trade_no: numberOf(), notify_url: `${MERCHANT}/notify`, amount: { total: 10, currency: 'CNY' }, ...fields }
}

/** A charge of a fresh payment code. */
export async function v3Charge(mock: Mock, fields: object = {}): Promise<Record<string, unknown> & { readonly out_trade_no: string }> {
  const { notify_url: _, ...order } = await v3Order(mock)
  return { ...order, payer: { auth_code: await codeOf(mock) }, scene_info: { store_info: { out_id: 'till1' } }, ...fields }
}

/** The path of an order by its own number. */
export const byNumber = (out_trade_no: string, deed = ''): string => `${PAY}/out-trade-no/${out_trade_no}${deed}`

/** Asks about an order by its own number. */
export async function v3Query(mock: Pick<Mock, 'server' | 'clock'>, out_trade_no: string): Promise<V3Answer> {
  return v3Call(mock, 'GET', `${byNumber(out_trade_no)}?mchid=${(await v3AccountOf(mock)).mch_id}`)
}

/** An order that is paid by the phone. */
export async function v3Paid(mock: Mock, fields: object = {}): Promise<{ readonly out_trade_no: string, readonly transaction_id: string }> {
  const order = await v3Order(mock, fields)
  const { body: { code_url: content } } = await v3Call(mock, 'POST', `${PAY}/native`, order)
  await mock.phone('pay', { content, password: '123456' })
  const { body } = await v3Query(mock, order.out_trade_no)
  return { out_trade_no: order.out_trade_no, transaction_id: String(body['transaction_id']) }
}

/** The text that a notify has sealed. */
export function unsealed({ ciphertext, nonce, associated_data }: Readonly<Record<'ciphertext' | 'nonce' | 'associated_data', string>>, key: string): string {
  const bytes = Buffer.from(ciphertext, 'base64')
  const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(associated_data)).setAuthTag(bytes.subarray(-16))
  return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString()
}
