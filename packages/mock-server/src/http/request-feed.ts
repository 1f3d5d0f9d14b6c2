import type { Context, MiddlewareHandler } from 'hono'
import type { Clock } from '../ports/clock'
import { decodeParams, readAlipayForm } from '../wire/alipay-form'
import { parseXml } from '../wire/xml'
import { BODY_LIMIT, decodeUtf8, jsonObjectOf } from './body'

/** One request to a wing and its answer, without a secret or a query string in it. */
export interface Exchanged {
  readonly at: number
  readonly wing: 'merchant' | 'wallets'
  readonly method: string
  readonly path: string
  readonly status: number
  readonly took_ms: number
  /** The body's fields, where it was JSON, WeChat's XML, or Alipay's form with the content in it. */
  readonly request: unknown
  readonly answer: unknown
}

/** What passes through the wings, for whoever looks on. */
export interface RequestFeed {
  /** Hands every exchange from now on to `listener`; gives what ends that. */
  subscribe(listener: (exchange: Exchanged) => void): () => void
  /** The middleware that tells of a wing's requests; it reads bodies only while somebody looks on. */
  of(wing: Exchanged['wing']): MiddlewareHandler
}

const SECRETS = new Set(['auth_code', 'pay_code', 'password', 'secret', 'key', 'token', 'access_token', 'refresh_token', 'auth_token', 'code', 'ticket', 'sign', 'paySign', 'signature', 'verifySignature', 'req_info', 'ciphertext', 'client_token', 'events_url', 'redirect_url', 'state'])
const REDACTED = '•••'
const ADDRESS = /(https?:\/\/[^\s?#"]*)[?#][^\s"]*/gi
// Watching the feed, loading the page and asking whether it lives are no payments.
const UNTOLD = /^\/(sandbox|healthz|phone($|\/($|wallet$|[^/]+\.(css|js)$|vendor\/)))/

/** Creates a feed that nobody looks at yet. */
export function createRequestFeed(clock: Clock): RequestFeed {
  const listeners = new Set<(exchange: Exchanged) => void>()
  return {
    subscribe(listener) {
      listeners.add(listener)
      return () => { listeners.delete(listener) }
    },
    of: (wing) => async (c, next) => {
      if (listeners.size === 0 || UNTOLD.test(c.req.path)) return next()
      const at = clock.now()
      const request = await fieldsOf(c.req.raw.clone(), BODY_LIMIT)
      await next()
      const { status } = c.res
      const exchange = { at, wing, method: c.req.method, path: new URL(c.req.url).pathname, status, took_ms: clock.now() - at, request, answer: await answerOf(c) }
      for (const listener of listeners) listener(exchange)
    },
  }
}

function answerOf(c: Context): Promise<unknown> {
  return /json|xml/.test(c.res.headers.get('content-type') ?? '') ? fieldsOf(c.res.clone()) : Promise.resolve(null)
}

async function fieldsOf(message: Request | Response, most = Infinity): Promise<unknown> {
  return redact(fieldsIn(await bytesOf(message, most)))
}

/** The bytes of a message, or of its beginning where it has more than `most`: what a wing does not read is not read for a listener. */
async function bytesOf({ body }: Request | Response, most: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  const reader = body?.getReader()
  let size = 0
  for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
    parts.push(part.value)
    size += part.value.length
    if (size > most) break
  }
  // Not waited for: it ends once the wing lets go of the same body too.
  void reader?.cancel()
  return Buffer.concat(parts)
}

function fieldsIn(bytes: Uint8Array): unknown {
  const object = jsonObjectOf(bytes)
  if (object) return object
  const text = decodeUtf8(bytes) ?? ''
  try {
    return text.startsWith('<') ? parseXml(text) : formIn(text)
  } catch {
    return null
  }
}

/** A form of Alipay's, and nothing of any other: its names say which of it is secret. */
function formIn(text: string): unknown {
  const { biz_content = '', ...fields } = decodeParams(readAlipayForm(text), 'utf-8')
  if (!fields['app_id'] || !fields['sign']) return null
  return biz_content === '' ? fields : { ...fields, biz_content: jsonObjectOf(Buffer.from(biz_content)) ?? null }
}

/** The same value with every secret's text replaced, and what an address asks for: there a page carries its login. */
function redact(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll(ADDRESS, `$1?${REDACTED}`)
  if (Array.isArray(value)) return value.map(redact)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, SECRETS.has(name) ? REDACTED : redact(field)]))
}
