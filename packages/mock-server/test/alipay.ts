import { responseKeyOf } from '../src/wire/alipay-response'
import { requestText, signAlipay, verifyAlipay } from '../src/wire/alipay-sign'
import { writeAlipayForm } from '../src/wire/alipay-form'
import type { Wing } from '../src/index'
import { WALLETS, type Mock } from './mock'

export { ownKeys } from './own-keys'

type Fields = Readonly<Record<string, unknown>>

/** The app that the wallets wing made for its merchant. */
export interface AlipayApp { readonly app_id: string, readonly seller_id: string, readonly merchant_private_key: string, readonly alipay_public_key: string }

/** Reads it where every client may. */
export async function appOf(wallets: Wing): Promise<AlipayApp> {
  const { alipay }: { alipay: AlipayApp } = JSON.parse(await (await wallets.fetch(`${WALLETS}/sandbox/credentials`)).text())
  return alipay
}

/** What a request changes of the usual one: parameters, where `undefined` leaves one out, and how it is signed. */
export interface Change { readonly params?: Readonly<Record<string, string | undefined>> | undefined, readonly key?: string, readonly sign?: string | undefined }

/** A signed request's parameters. */
export async function signedParams(method: string, biz: Fields, wallets: Wing, { params = {}, key, ...rest }: Change = {}): Promise<Record<string, string | undefined>> {
  const app = await appOf(wallets)
  const unsigned = { app_id: app.app_id, method, format: 'JSON', charset: 'utf-8', sign_type: 'RSA2', timestamp: '2026-01-01 08:00:00', version: '1.0', biz_content: JSON.stringify(biz), ...params }
  return { ...unsigned, sign: 'sign' in rest ? rest.sign : signAlipay(requestText(unsigned), key ?? app.merchant_private_key, { signType: unsigned.sign_type === 'RSA' ? 'RSA' : 'RSA2' }) }
}

/** Posts a form to the gateway as it is. */
export async function postForm(wallets: Wing, form: string): Promise<string> {
  const answer = await wallets.fetch(`${WALLETS}/gateway.do`, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded;charset=utf-8' }, body: form })
  if (answer.status !== 200) throw new Error(`the gateway answered with status ${answer.status}`)
  return answer.text()
}

/** An answer of the gateway's: the name of its node, and the node. */
export interface AlipayReply { readonly [name: string]: unknown, readonly key: string, readonly code: string, readonly sub_code?: string, readonly sub_msg?: string, readonly qr_code: string, readonly trade_no: string }

/** A whole call: signs it, sends it, and insists that a signature over the raw node holds. */
export async function callAlipay(wallets: Wing, method: string, biz: Fields, change: Change = {}): Promise<AlipayReply> {
  const raw = await postForm(wallets, writeAlipayForm(await signedParams(method, biz, wallets, change)))
  const [, key = '', text = '', sign] = /^\{"([a-z_]+)":(\{.*\})(?:,"sign":"([^"]+)")?\}$/s.exec(raw) ?? []
  const { alipay_public_key } = await appOf(wallets)
  if (sign && !verifyAlipay(text, sign.replaceAll(String.raw`\/`, '/'), alipay_public_key, { signType: change.params?.['sign_type'] === 'RSA' ? 'RSA' : 'RSA2' })) throw new Error('the answer is not signed by Alipay')
  if (key === responseKeyOf(method) && !sign && !Object.hasOwn(change.params ?? {}, 'app_id')) throw new Error('the answer is not signed')
  return { key, ...JSON.parse(text) }
}

let lastNumber = 0

/** The content of an order that Alipay takes. */
export const alipayOrder = (fields: Fields = {}): Record<string, unknown> => ({ out_trade_no: `alipay${++lastNumber}`, total_amount: '0.10', subject: '深蓝色秋裤', ...fields })

/** The digits of a fresh payment code of the one whom the phone is logged in as. */
export async function alipayCode(mock: Mock): Promise<string> {
  return String((await mock.phone('payment-code', { provider: 'alipay' })).body['auth_code'])
}

/** The calls of Alipay's gateway that a merchant's server makes. */
export function alipayOf({ server: { wallets } }: Mock) {
  const to = (method: string) => (biz: Fields, change: Change = {}): Promise<AlipayReply> => callAlipay(wallets, method, biz, change)
  return {
    precreate: to('alipay.trade.precreate'),
    create: to('alipay.trade.create'),
    pay: to('alipay.trade.pay'),
    query: to('alipay.trade.query'),
    cancel: to('alipay.trade.cancel'),
    close: to('alipay.trade.close'),
    refund: to('alipay.trade.refund'),
    refundQuery: to('alipay.trade.fastpay.refund.query'),
  }
}
