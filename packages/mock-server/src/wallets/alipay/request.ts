import type { Context } from 'hono'
import { isStrictJson } from '../../http/strict-json'
import { AlipayFormError, decodeParams, encodingOf, readAlipayForm, type RawParams } from '../../wire/alipay-form'
import { alipaySignTypeOf, requestText, verifyAlipay, type AlipaySignType } from '../../wire/alipay-sign'
import { parseAlipayTime } from '../../wire/alipay-time'
import type { AlipayCredentials } from '../credentials'
import { AlipayFailure, type AlipaySubCode } from './failure'

/** A request whose signature holds. */
export interface AlipayRequest {
  readonly method: string
  /** The common parameters. */
  readonly params: RawParams
  /** The fields of `biz_content`. */
  readonly biz: Readonly<Record<string, unknown>>
}

/** How the answer to a request is written: in a charset other than UTF-8 it is ASCII. */
export interface Answering { readonly signType: AlipaySignType, readonly isAscii: boolean }

const FORM = /^application\/x-www-form-urlencoded\s*(;|$)/i
const REQUIRED: readonly (readonly [name: string, subCode: AlipaySubCode])[] = [
  ['app_id', 'isv.missing-app-id'], ['sign', 'isv.missing-signature'], ['sign_type', 'isv.missing-signature-type'], ['timestamp', 'isv.missing-timestamp'], ['version', 'isv.missing-version'],
]

/** All parameters of a request, of its query and of its form. @throws {AlipayFailure} */
export async function readParams(c: Context): Promise<RawParams> {
  const query = new URL(c.req.url).search.slice(1)
  const isForm = c.req.method === 'POST' && FORM.test(c.req.header('content-type') ?? '')
  try {
    return readAlipayForm(query, isForm ? await c.req.text() : '')
  } catch (error) {
    throw asFailure(error)
  }
}

/** How a request wants its answer; what can't be read of it wants the usual. */
export function answeringOf(params: RawParams): Answering {
  return { signType: alipaySignTypeOf(params['sign_type']) ?? 'RSA2', isAscii: encodingOf(params) !== 'utf-8' }
}

/** Checks the common parameters, the signature over the message's own bytes, and the form of `biz_content`. @throws {AlipayFailure} */
export function checkRequest(method: string, params: RawParams, account: AlipayCredentials): AlipayRequest {
  const missing = REQUIRED.find(([name]) => !params[name])
  if (missing) throw new AlipayFailure(missing[1])
  const encoding = encodingOf(params)
  if (encoding === undefined) throw new AlipayFailure('isv.invalid-charset')
  if (params['app_id'] !== account.app_id) throw new AlipayFailure('isv.invalid-app-id')
  checkSignature(params, account)
  const texts = decoded(params, encoding)
  checkCommon(texts)
  return { method, params: texts, biz: bizOf(texts['biz_content'] ?? '') }
}

function checkSignature(params: RawParams, { merchant_public_key }: AlipayCredentials): void {
  const signType = alipaySignTypeOf(params['sign_type'])
  if (!signType) throw new AlipayFailure('isv.invalid-signature-type')
  const text = requestText(params)
  if (!verifyAlipay(text, params['sign'], merchant_public_key, { signType, encoding: 'latin1' })) throw new AlipayFailure('isv.invalid-signature', `验签出错，建议检查签名字符串或签名私钥与应用公钥是否匹配，网关生成的验签字符串为：${shown(params)}`)
}

// The business content may hold a payment code, which no answer repeats.
function shown(params: RawParams): string {
  const text = requestText({ ...params, biz_content: params['biz_content'] && '***' })
  return Buffer.from(text, 'latin1').toString('utf8').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

function checkCommon(params: RawParams): void {
  if (parseAlipayTime(params['timestamp'] ?? '') === undefined) throw new AlipayFailure('isv.invalid-timestamp')
  if (params['version'] !== '1.0') throw new AlipayFailure('isv.invalid-version')
  if (!/^(json)?$/i.test(params['format'] ?? '')) throw new AlipayFailure('isv.invalid-format')
  if (params['encrypt_type']) throw new AlipayFailure('isv.invalid-encrypt-type')
  for (const name of ['notify_url', 'return_url']) if (params[name] && !isUrl(params[name])) throw new AlipayFailure('isv.invalid-parameter', `参数无效：${name}`)
}

function isUrl(text: string): boolean {
  if (text.length > 256 || !/^https?:\/\/[^\s\\\p{Cc}]+$/iu.test(text) || !URL.canParse(text)) return false
  const { username, password } = new URL(text)
  return username === '' && password === ''
}

function decoded(params: RawParams, encoding: string): RawParams {
  try {
    return decodeParams(params, encoding)
  } catch (error) {
    throw asFailure(error)
  }
}

function bizOf(text: string): AlipayRequest['biz'] {
  if (text === '') return {}
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value) && isStrictJson(text)) return Object.assign(Object.create(null), value)
  } catch {
    // Told below, with whatever else is no object.
  }
  throw new AlipayFailure('isv.invalid-parameter', '参数无效：biz_content')
}

function asFailure(error: unknown): unknown {
  return error instanceof AlipayFormError ? new AlipayFailure('isv.invalid-parameter', error.message) : error
}
