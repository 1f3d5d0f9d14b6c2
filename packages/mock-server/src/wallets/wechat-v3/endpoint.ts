import type { Context, Handler } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { HEX, randomText } from '../../ports/random-text'
import { stampOf } from '../../wire/v3-stamp'
import type { Wallets } from '../wallets'
import { BusinessError } from '../wechat-v2/failure'
import { inV3, V3_ERRORS, V3Error } from './failure'
import { readRequest, type V3Request } from './request'

/** One operation of the protocol: what it answers, or nothing for a 204. A thrown `V3Error` or `BusinessError` is its refusal. */
export type Operation = (request: V3Request, wallets: Wallets) => Promise<object | undefined>

/** An answer before it is signed; no body is 204's. */
interface Reply { readonly status: 204 | ContentfulStatusCode, readonly body: string }

/** The route of an operation. Whatever it answers to the merchant is signed, refusals too; nobody else is answered under the platform's name. */
export function endpoint(operation: Operation, wallets: Wallets): Handler {
  return async (c) => {
    const request = await readRequest(c, wallets).catch(refusalOf)
    if (request instanceof V3Error) return send(c, replyTo(request), { 'request-id': randomText(wallets.random, HEX, 32) })
    const reply = await operation(request, wallets).then(replyOf).catch((error: unknown) => replyTo(refusalOf(error)))
    return send(c, reply, await signatureOf(reply, wallets))
  }
}

function refusalOf(error: unknown): V3Error {
  if (error instanceof V3Error) return error
  if (error instanceof BusinessError) return inV3(error.code, error.message)
  throw error
}

const replyOf = (answer: object | undefined): Reply => (answer === undefined ? { status: 204, body: '' } : { status: 200, body: JSON.stringify(answer) })

const replyTo = ({ code, message, detail }: V3Error): Reply => ({ status: V3_ERRORS[code][0], body: JSON.stringify({ code, message, detail }) })

async function signatureOf({ body }: Reply, { credentials, random, clock }: Wallets): Promise<Readonly<Record<string, string>>> {
  const { platform_serial: serial, platform_private_key: privateKey } = await credentials.wechatKeys()
  return { 'request-id': randomText(random, HEX, 32), ...stampOf(body, { serial, privateKey, random, now: clock.now() }) }
}

function send(c: Context, { status, body }: Reply, headers: Readonly<Record<string, string>>): Response {
  return status === 204 ? c.body(null, 204, headers) : c.body(body, status, { 'content-type': 'application/json; charset=utf-8', ...headers })
}
