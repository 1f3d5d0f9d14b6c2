import { jsonObjectOf } from '../../http/body'
import type { Clock } from '../../ports/clock'
import { get, post, type Http, type Received } from '../../ports/http'
import { ProviderError } from '../provider'
import { createGrant } from '../wechat/grant'
import type { PaypalGateway } from './gateway'

const TIMEOUT_MS = 10_000

/** What a PayPal client needs. */
export interface PaypalClientOptions {
  readonly gateway: PaypalGateway
  readonly http: Http
  readonly clock: Clock
  readonly signal: AbortSignal
}

/** The fields of an answer. */
export type PaypalAnswer = Readonly<Record<string, unknown>>

/** The merchant's side of PayPal's REST API. Each call may reject with a `ProviderError`; its code is PayPal's `issue`. */
export interface PaypalClient {
  readonly read: (path: string) => Promise<PaypalAnswer>
  /** The same `requestId` again is the same deed. */
  readonly tell: (path: string, body: object, requestId: string) => Promise<PaypalAnswer>
}

/** Creates a client that logs in by itself, once for an access token's life. */
export function createPaypalClient(options: PaypalClientOptions): PaypalClient {
  const { gateway, http, clock, signal } = options
  const exchange = { http, clock, signal, timeoutMs: TIMEOUT_MS }
  const token = createGrant(clock, async () => {
    const { client_id, secret } = await gateway.account()
    const headers = { 'authorization': `Basic ${Buffer.from(`${client_id}:${secret}`).toString('base64')}`, 'content-type': 'application/x-www-form-urlencoded' }
    const answer = await received(post(`${gateway.apiUrl}/v1/oauth2/token`, { body: 'grant_type=client_credentials', headers }, exchange))
    const { access_token, expires_in } = answer
    if (typeof access_token !== 'string' || typeof expires_in !== 'number') throw new ProviderError('PayPal gave no access token')
    return { text: access_token, lifeMs: expires_in * 1000 }
  })

  async function authorized(ask: (headers: Readonly<Record<string, string>>) => Promise<Received>): Promise<PaypalAnswer> {
    const first = await token.get()
    try {
      return await received(ask({ authorization: `Bearer ${first}` }))
    } catch (error) {
      if (!(error instanceof ProviderError && error.code === 'invalid_token')) throw error
      token.forget(first)
      return received(ask({ authorization: `Bearer ${await token.get()}` }))
    }
  }

  return {
    read: (path) => authorized((headers) => get(`${gateway.apiUrl}${path}`, headers, exchange)),
    tell: (path, body, requestId) => authorized((headers) => post(`${gateway.apiUrl}${path}`, {
      body: JSON.stringify(body),
      headers: { ...headers, 'content-type': 'application/json', 'prefer': 'return=representation', 'paypal-request-id': requestId },
    }, exchange)),
  }
}

/** An answer's fields. A status of 5xx and what can't be read leave open what was done. */
async function received(asking: Promise<Received>): Promise<PaypalAnswer> {
  const { status, body } = await asking.catch((cause: unknown) => {
    throw new ProviderError('PayPal gave no answer', { cause })
  })
  const answer = jsonObjectOf(body)
  if (!answer || status >= 500) throw new ProviderError(`PayPal answered with status ${status}`)
  if (status < 300) return answer
  const code = issueOf(answer)
  throw new ProviderError(`PayPal refused: ${code}`, { code, isAbsent: status === 404, description: textOf(answer, 'message') })
}

function issueOf(answer: PaypalAnswer): string {
  const details: unknown = answer['details']
  const first: unknown = Array.isArray(details) ? details[0] : undefined
  const issue: unknown = typeof first === 'object' && first !== null ? Reflect.get(first, 'issue') : undefined
  return typeof issue === 'string' ? issue : textOf(answer, 'error') ?? textOf(answer, 'name') ?? 'FAIL'
}

const textOf = (answer: PaypalAnswer, name: string): string | undefined => (typeof answer[name] === 'string' ? answer[name] : undefined)
