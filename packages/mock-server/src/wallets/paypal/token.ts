import type { Context } from 'hono'
import { createHmac, timingSafeEqual } from 'node:crypto'
import { decodeUtf8 } from '../../http/body'
import type { Wallets } from '../wallets'

/** How long an access token lives, in seconds. */
const LIFE_S = 32_400

/** `POST /v1/oauth2/token`: an access token for who shows the client id and its secret. */
export async function grantToken(c: Context, { credentials, clock }: Wallets): Promise<Response> {
  const { client_id, secret } = await credentials.paypal()
  const shown = Buffer.from(/^Basic ([0-9A-Za-z+/=]+)$/.exec(c.req.header('authorization') ?? '')?.[1] ?? '', 'base64').toString('utf8')
  if (!isSame(shown, `${client_id}:${secret}`)) return c.json({ error: 'invalid_client', error_description: 'Client Authentication failed' }, 401)
  const form = new URLSearchParams(decodeUtf8(new Uint8Array(await c.req.arrayBuffer())) ?? '')
  if (form.get('grant_type') !== 'client_credentials') return c.json({ error: 'unsupported_grant_type', error_description: 'Grant Type is NULL or not supported' }, 400)
  const access_token = tokenUntil(clock.now() + LIFE_S * 1000, secret)
  return c.json({ scope: 'https://uri.paypal.com/services/payments/payment', access_token, token_type: 'Bearer', app_id: 'APP-80W284485P519543T', expires_in: LIFE_S, nonce: `${new Date(clock.now()).toISOString()}${access_token.slice(-16)}` })
}

/** Whether a request shows an access token in force. */
export async function isGranted(c: Context, { credentials, clock }: Wallets): Promise<boolean> {
  const token = /^Bearer ([\w.-]+)$/.exec(c.req.header('authorization') ?? '')?.[1] ?? ''
  const until = Number.parseInt(/^A21AA([0-9a-z]+)\./.exec(token)?.[1] ?? '', 36)
  return clock.now() < until && isSame(token, tokenUntil(until, (await credentials.paypal()).secret))
}

/** A token says itself until when it is good, under a seal of the secret's: it is kept nowhere. */
const tokenUntil = (until: number, secret: string): string => `A21AA${until.toString(36)}.${createHmac('sha256', secret).update(`token ${until}`).digest('base64url')}`

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
