import { decodeUtf8 } from '../../http/body'
import type { Clock } from '../../ports/clock'
import { post, type Http } from '../../ports/http'
import { writeAlipayForm } from '../../wire/alipay-form'
import { openResponse, responseKeyOf, type AlipayNode } from '../../wire/alipay-response'
import { requestText, signAlipay } from '../../wire/alipay-sign'
import { formatAlipayTime } from '../../wire/alipay-time'
import { ProviderError } from '../provider'
import type { AlipayGateway } from './gateway'

/** What an Alipay client needs. */
export interface AlipayClientOptions {
  readonly gateway: AlipayGateway
  readonly http: Http
  readonly clock: Clock
  readonly signal: AbortSignal
}

/** The fields of `biz_content`. */
export type Biz = Readonly<Record<string, string | undefined>>

/** Common parameters that not every request has. */
export interface Addresses { readonly notify_url?: string, readonly return_url?: string | undefined }

/** How one request is made. */
export interface Asking { readonly timeoutMs: number, readonly addresses?: Addresses }

/** The merchant's side of Alipay's gateway. */
export interface AlipayClient {
  /** Calls a method, and gives the fields of its answer: code 10000, or 10003 of a payment that waits for its payer. */
  readonly call: (method: string, biz: Biz, asking: Asking) => Promise<AlipayNode>
  /** The signed address to which a payer's browser goes. Nothing is sent. */
  readonly pageUrl: (method: string, biz: Biz, addresses: Addresses) => Promise<string>
}

/** Creates a client that trusts no answer that is not signed with Alipay's key. */
export function createAlipayClient(options: AlipayClientOptions): AlipayClient {
  const { gateway, clock } = options
  return {
    call: async (method, biz, { timeoutMs, addresses = {} }) => {
      const { alipay_public_key } = await gateway.account()
      // All goes into the body: an address is kept in many places, and a payment code may be in it.
      const raw = await send(await signedForm(method, biz, addresses, gateway, clock), { ...options, timeoutMs })
      const node = openResponse(raw, responseKeyOf(method), alipay_public_key)
      if (!node) throw new ProviderError('Alipay\'s answer has no good signature')
      return checkCode(node)
    },
    pageUrl: async (method, biz, addresses) => `${gateway.gatewayUrl}?${await signedForm(method, biz, addresses, gateway, clock)}`,
  }
}

async function signedForm(method: string, biz: Biz, addresses: Addresses, { account }: AlipayGateway, clock: Clock): Promise<string> {
  const { app_id, private_key } = await account()
  const params = {
    app_id,
    method,
    format: 'JSON',
    charset: 'utf-8',
    sign_type: 'RSA2',
    timestamp: formatAlipayTime(clock.now()),
    version: '1.0',
    ...addresses,
    biz_content: JSON.stringify(biz),
  }
  return writeAlipayForm({ ...params, sign: signAlipay(requestText(params), private_key) })
}

async function send(form: string, options: AlipayClientOptions & { readonly timeoutMs: number }): Promise<string> {
  try {
    const { status, body } = await post(options.gateway.gatewayUrl, { body: form, headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' } }, options)
    if (status !== 200) throw new ProviderError(`Alipay answered with status ${status}`)
    return decodeUtf8(body) ?? ''
  } catch (cause) {
    throw cause instanceof ProviderError ? cause : new ProviderError('Alipay gave no answer', { cause })
  }
}

// After these nobody knows what was done.
const UNKNOWN = /^(isp\.|aop\.unknow|(aop\.)?ACQ\.SYSTEM_ERROR$)/

function checkCode(node: AlipayNode): AlipayNode {
  const { code, msg, sub_code: subCode, sub_msg: subMsg } = node
  if (code === '10000' || code === '10003') return node
  const description = typeof subMsg === 'string' ? subMsg : undefined
  const message = `Alipay refused: ${description ?? String(msg)}`
  if (code === '20000' || typeof subCode !== 'string' || UNKNOWN.test(subCode)) throw new ProviderError(message, { description })
  throw new ProviderError(message, { code: subCode, isAbsent: subCode === 'ACQ.TRADE_NOT_EXIST', description })
}
