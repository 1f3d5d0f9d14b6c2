import type { Context } from 'hono'
import { decodeUtf8, jsonObjectOf } from '../../http/body'
import { readAuthorization } from '../../wire/v3-authorization'
import { requestText, verifyV3, type SignedRequest } from '../../wire/v3-sign'
import { isTimely } from '../../wire/v3-stamp'
import type { Wallets } from '../wallets'
import { V3Error } from './failure'
import { paramsOf, type Params } from './params'

/** A request whose signature holds. */
export interface V3Request {
  /** The body as it was sent; empty for a GET. */
  readonly json: Readonly<Record<string, unknown>>
  readonly body: Params
  readonly query: Params
  readonly path: Params
}

/** Reads a request, once it is known to be the merchant's. @throws {V3Error} */
export async function readRequest(c: Context, wallets: Wallets): Promise<V3Request> {
  const bytes = new Uint8Array(await c.req.arrayBuffer())
  await verify(c, bytes, wallets)
  const json = c.req.method === 'GET' && bytes.length === 0 ? {} : jsonObjectOf(bytes)
  if (!json) throw new V3Error('PARAM_ERROR', '请求的报文不是有效的JSON', { location: 'body' })
  return { json, body: paramsOf(json, 'body'), query: paramsOf(queryOf(c), 'query'), path: paramsOf(c.req.param(), 'path') }
}

function queryOf(c: Context): Readonly<Record<string, string>> {
  const entries = [...new URL(c.req.url).searchParams]
  const isOnce = new Set(entries.map(([name]) => name)).size === entries.length
  if (!isOnce) throw new V3Error('PARAM_ERROR', '参数重复', { location: 'query' })
  return Object.fromEntries(entries)
}

async function verify(c: Context, body: Uint8Array, { credentials, clock }: Wallets): Promise<void> {
  const authorization = readAuthorization(c.req.header('authorization'))
  if (!authorization) throw new V3Error('SIGN_ERROR', 'Http头缺少Authorization，或其格式错误', { location: 'authorization' })
  const [{ mch_id }, { merchant_serial, merchant_public_key }] = await Promise.all([credentials.wechat(), credentials.wechatKeys()])
  const { mchid, serial_no, timestamp, nonce_str, signature } = authorization
  if (mchid !== mch_id) throw new V3Error('SIGN_ERROR', 'Authorization中的商户号不存在', { field: 'mchid', value: mchid, location: 'authorization' })
  if (serial_no !== merchant_serial) throw new V3Error('SIGN_ERROR', '商户证书序列号有误，请确认是否已配置该证书', { field: 'serial_no', value: serial_no, location: 'authorization' })
  if (!isTimely(timestamp, clock.now())) throw new V3Error('SIGN_ERROR', 'Http头Authorization中的timestamp与发起请求的时间不得超过5分钟', { field: 'timestamp', value: timestamp, location: 'authorization' })
  if (!/^[\x21-\x7e]{1,32}$/.test(nonce_str)) throw new V3Error('SIGN_ERROR', 'nonce_str须为1至32个字符', { field: 'nonce_str', location: 'authorization' })
  const { pathname, search } = new URL(c.req.url)
  const signed = { method: c.req.method, target: `${pathname}${search}`, timestamp, nonce: nonce_str, body }
  if (decodeUtf8(body) === undefined || !verifyV3(requestText(signed), signature, merchant_public_key)) throw wrongSignature(signed)
}

/** Tells what was verified but for the body, in which there may be a payment code. */
function wrongSignature(signed: SignedRequest): V3Error {
  const { method, target: url, timestamp, nonce } = signed
  const sign_information = { method, url, truncated_sign_message: `${method}\n${url}\n${timestamp}\n${nonce}\n`, sign_message_length: requestText(signed).length }
  return new V3Error('SIGN_ERROR', '签名错误，请检查后再试', { field: 'signature', location: 'authorization', sign_information })
}
