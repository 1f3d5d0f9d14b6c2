import { createHash, createHmac } from 'node:crypto'
import { XMLParser } from 'fast-xml-parser'
import { WALLETS, type Mock } from './mock'

export type Fields = Readonly<Record<string, string | undefined>>

/** The account that the wallets wing made for its merchant at the QQ wallet. */
export interface QqAccount { readonly appid: string, readonly mch_id: string, readonly key: string, readonly op_user_id: string, readonly op_user_passwd: string }

const accounts = new WeakMap<Mock, QqAccount>()

export async function qqAccountOf(mock: Mock): Promise<QqAccount> {
  const known = accounts.get(mock)
  if (known) return known
  const { qq }: { qq: QqAccount } = JSON.parse(await (await mock.server.wallets.fetch(`${WALLETS}/sandbox/credentials`)).text())
  accounts.set(mock, qq)
  return qq
}

/** The signature, made from QQ's document alone: nothing here is the server's own code. */
export function qqSign(fields: Fields, key: string, kind: 'MD5' | 'HMAC-SHA256' = 'MD5'): string {
  const pairs = Object.entries(fields).filter(([name, value]) => name !== 'sign' && value !== undefined && value !== '')
  const text = [...pairs.map(([name, value]) => `${name}=${value}`).toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))), `key=${key}`].join('&')
  return (kind === 'MD5' ? createHash('md5') : createHmac('sha256', key)).update(text).digest('hex').toUpperCase()
}

const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => `&#${character.codePointAt(0)};`)

/** The document of fields, without CDATA. */
export const qqXml = (fields: Fields): string => `<xml>${Object.entries(fields).filter(([, value]) => value !== undefined).map(([name, value]) => `<${name}>${escaped(value ?? '')}</${name}>`).join('')}</xml>`

const parser = new XMLParser({ parseTagValue: false, trimValues: false })

/** The fields of a document. */
export function qqFields(text: string): Record<string, string> {
  const { xml }: { xml: Record<string, string> } = parser.parse(text)
  return xml
}

/** A signed message with the common fields; what `fields` names wins over them. */
export function qqMessage(fields: Fields, account: QqAccount, kind: 'MD5' | 'HMAC-SHA256' = 'MD5'): string {
  const message = { appid: account.appid, mch_id: account.mch_id, nonce_str: 'e61463f8efa94090b1f366cccfbbb444', ...(kind === 'MD5' ? {} : { sign_type: kind }), ...fields }
  return qqXml({ sign: qqSign(message, account.key, kind), ...message })
}

const PATHS = {
  unifiedOrder: 'unified_order', microPay: 'micro_pay', orderQuery: 'order_query', closeOrder: 'close_order', reverse: 'reverse', refund: 'refund', refundQuery: 'refund_query',
} as const

export type QqOperation = keyof typeof PATHS
export const QQ_OPERATIONS: readonly QqOperation[] = ['unifiedOrder', 'microPay', 'orderQuery', 'closeOrder', 'reverse', 'refund', 'refundQuery']
export const qqPath = (operation: QqOperation): string => `/cgi-bin/pay/qpay_${PATHS[operation]}.cgi`

export async function qqPost({ server: { wallets } }: Mock, operation: QqOperation, body: string | Uint8Array): Promise<Record<string, string>> {
  return qqFields(await (await wallets.fetch(`${WALLETS}${qqPath(operation)}`, { method: 'POST', body })).text())
}

/** A whole call: signs it, sends it, and insists that the answer is signed the same way, in the account's name. */
export async function qqCall(mock: Mock, operation: QqOperation, fields: Fields, kind: 'MD5' | 'HMAC-SHA256' = 'MD5'): Promise<Record<string, string>> {
  const account = await qqAccountOf(mock)
  const answer = await qqPost(mock, operation, qqMessage(fields, account, kind))
  if (answer['return_code'] === 'SUCCESS' && (answer['sign'] !== qqSign(answer, account.key, kind) || answer['mch_id'] !== account.mch_id)) throw new Error('the answer is not signed as the request was')
  return answer
}

let lastNumber = 0

/** Fields of an order that the QQ wallet takes. */
export function qqOrder(fields: Fields = {}): Record<string, string | undefined> {
  return {
    body: '体验商户-秋裤', out_trade_no: `qq${String(++lastNumber).padStart(6, '0')}`, fee_type: 'CNY', total_fee: '10', spbill_create_ip: '127.0.0.1', notify_url: 'http://127.0.0.1:8787/notify', trade_type: 'NATIVE', ...fields,
  }
}

/** Fields of a charge by payment code, with a fresh code of the phone's account. */
export async function qqCharge(mock: Mock, fields: Fields = {}): Promise<Record<string, string | undefined>> {
  return { ...qqOrder({ notify_url: undefined, trade_type: 'MICROPAY', device_info: 'till1' }), auth_code: await qqCode(mock), ...fields }
}

export async function qqCode(mock: Mock): Promise<string> {
  return String((await mock.phone('payment-code', { provider: 'qq' })).body['auth_code'])
}

/** The fields that name the merchant's operator. */
export async function qqOperator(mock: Mock): Promise<Record<string, string>> {
  const { op_user_id, op_user_passwd } = await qqAccountOf(mock)
  return { op_user_id, op_user_passwd: createHash('md5').update(op_user_passwd).digest('hex') }
}

/** An order that was paid by its QR, with its number. */
export async function qqPaid(mock: Mock, fields: Fields = {}): Promise<string> {
  const order = qqOrder(fields)
  const { code_url: content } = await qqCall(mock, 'unifiedOrder', order)
  const { status } = await mock.phone('pay', { content, password: '123456' })
  if (status !== 200) throw new Error('the phone did not pay')
  return order['out_trade_no'] ?? ''
}
