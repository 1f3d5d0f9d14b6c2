import { jsonObjectOf } from '../../http/body'
import { get, post, type Received } from '../../ports/http'
import { nonce } from '../../ports/random-text'
import { writeAuthorization } from '../../wire/v3-authorization'
import { requestText, signV3 } from '../../wire/v3-sign'
import { isStamped } from '../../wire/v3-stamp'
import { ProviderError } from '../provider'
import type { WechatClientOptions } from '../wechat/client'
import type { WechatV3Account } from './account'
import { codeIn } from './codes'

/** What a WeChat Pay v3 client needs. */
export interface WechatV3ClientOptions extends WechatClientOptions { readonly v3: () => Promise<WechatV3Account> }

/** The fields of an answer or a notify. */
export type Json = Readonly<Record<string, unknown>>

/** The merchant's side of API v3. Each call gives the answer's fields, none for a 204, and rejects with a `ProviderError`. */
export interface WechatV3Client {
  readonly post: (path: string, body: object, timeoutMs: number) => Promise<Json>
  readonly get: (path: string, timeoutMs: number) => Promise<Json>
}

/** Creates a client that trusts no answer, and no refusal either, that the platform has not signed. */
export function createWechatV3Client(options: WechatV3ClientOptions): WechatV3Client {
  const { payUrl } = options.gateway
  return {
    async post(path, fields, timeoutMs) {
      const body = JSON.stringify(fields)
      const headers = { ...(await headersOf({ method: 'POST', path, body }, options)), 'content-type': 'application/json' }
      return read(post(`${payUrl}${path}`, { body, headers }, { ...options, timeoutMs }), options)
    },
    async get(path, timeoutMs) {
      return read(get(`${payUrl}${path}`, await headersOf({ method: 'GET', path, body: '' }, options), { ...options, timeoutMs }), options)
    },
  }
}

type Asking = { readonly method: 'GET' | 'POST', readonly path: string, readonly body: string }

async function headersOf({ method, path, body }: Asking, { gateway, v3, clock, random }: WechatV3ClientOptions): Promise<Readonly<Record<string, string>>> {
  const [{ mch_id: mchid }, { merchant_serial: serial_no, private_key }] = await Promise.all([gateway.account(), v3()])
  const [timestamp, nonce_str] = [String(Math.floor(clock.now() / 1000)), nonce(random)]
  // A base address may have a path of its own, which is signed too.
  const target = `${new URL(gateway.payUrl).pathname.replace(/\/$/, '')}${path}`
  const signature = signV3(requestText({ method, target, timestamp, nonce: nonce_str, body }), private_key)
  return { accept: 'application/json', 'user-agent': 'baas-pay', authorization: writeAuthorization({ mchid, serial_no, timestamp, nonce_str, signature }) }
}

async function read(asked: Promise<Received>, { v3, clock }: WechatV3ClientOptions): Promise<Json> {
  const answer = await asked.catch((cause: unknown) => { throw new ProviderError('WeChat Pay gave no answer', { cause }) })
  const { platform_serial: serial, platform_public_key: publicKey } = await v3()
  if (!isStamped(answer.headers, answer.body, { serial, publicKey }, clock.now())) throw new ProviderError(`the signature of WeChat Pay's answer is wrong or missing, with status ${answer.status}`)
  const fields = answer.status === 204 ? {} : jsonObjectOf(answer.body)
  if (!fields) throw new ProviderError('WeChat Pay gave no answer that can be read')
  if (answer.status === 200 || answer.status === 204) return fields
  throw refusalOf(answer.status, fields)
}

function refusalOf(status: number, fields: Json): ProviderError {
  const description = typeof fields['message'] === 'string' ? fields['message'] : undefined
  const code = codeIn(status, fields['code'])
  return new ProviderError(`WeChat Pay refused with status ${status}: ${description ?? ''}`, { ...(code !== undefined && { code }), isAbsent: code === 'ORDERNOTEXIST', description })
}
