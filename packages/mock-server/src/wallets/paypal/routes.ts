import { Hono, type Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { BODY_LIMIT, isJson, readJsonObject } from '../../http/body'
import { pageGuard } from '../../http/guards'
import { PAGE_HEADERS } from '../../http/wallet-page'
import { HEX, randomText } from '../../ports/random-text'
import { refusalOf } from '../alipay/cashier/refusal'
import type { Wallets } from '../wallets'
import { approve, cancel, openApproval, type Leaving } from './approval'
import { failureView, PaypalFailure } from './failure'
import { captureOrder, createOrder, showOrder } from './orders'
import { approvePage } from './page'
import { grantToken, isGranted } from './token'

const ORDERS = '/v2/checkout/orders'
const TOO_LARGE = { name: 'REQUEST_ENTITY_TOO_LARGE', message: 'The request is too large.' }

type Operation = (c: Context, wallets: Wallets) => Promise<Response>

/** PayPal: the REST API that merchants' servers call, and the page on which the payer approves. */
export function paypalRoutes(wallets: Wallets): Hono {
  const app = new Hono({ strict: false })
  for (const path of ['/v1/oauth2/token', `${ORDERS}/*`, ORDERS]) app.use(path, bodyLimit({ maxSize: BODY_LIMIT, onError: (c) => c.json(TOO_LARGE, 413) }))
  app.post('/v1/oauth2/token', (c) => grantToken(c, wallets))
  app.post(ORDERS, (c) => (isJson(c) ? answer(c, createOrder, wallets) : c.json({ name: 'UNSUPPORTED_MEDIA_TYPE', message: 'The server does not support the request payload\'s media type.' }, 415)))
  app.get(`${ORDERS}/:id`, (c) => answer(c, showOrder, wallets))
  app.post(`${ORDERS}/:id/capture`, (c) => answer(c, captureOrder, wallets))

  app.use('/paypal/*', pageGuard([]), bodyLimit({ maxSize: BODY_LIMIT, onError: (c) => c.json({ error: 'too_large', message: '请求内容过大' }, 413) }))
  app.get('/checkoutnow', (c) => page(c, wallets))
  approvePage.serveFiles(app)
  app.post('/paypal/approve', (c) => act(c, (fields) => approve({ token: textOf(fields, 'token'), account: textOf(fields, 'account'), password: textOf(fields, 'password') }, wallets)))
  app.post('/paypal/cancel', (c) => act(c, (fields) => cancel({ token: textOf(fields, 'token') }, wallets)))
  return app
}

async function answer(c: Context, operation: Operation, wallets: Wallets): Promise<Response> {
  if (!(await isGranted(c, wallets))) return c.json({ error: 'invalid_token', error_description: 'Token signature verification failed' }, 401)
  try {
    return await operation(c, wallets)
  } catch (error) {
    if (!(error instanceof PaypalFailure)) throw error
    const { status, body } = failureView(error, randomText(wallets.random, HEX, 13))
    return c.json(body, status)
  }
}

async function page(c: Context, wallets: Wallets): Promise<Response> {
  try {
    return c.body(await approvePage.html(await openApproval(c.req.query('token') ?? '', wallets)), 200, PAGE_HEADERS)
  } catch (error) {
    const { code, message, status } = refusalOf(error)
    return c.body(await approvePage.html({ error: code, refusal: message }), status, PAGE_HEADERS)
  }
}

async function act(c: Context, deed: (fields: Readonly<Record<string, unknown>>) => Promise<Leaving>): Promise<Response> {
  const fields = await readJsonObject(c)
  if (!fields) return c.json({ error: 'not_json', message: '请求格式错误' }, 400)
  try {
    return c.json(await deed(fields))
  } catch (error) {
    const { code, message, status } = refusalOf(error)
    return c.json({ error: code, message }, status)
  }
}

// What is no text names no order, no account and no password that there is.
function textOf(fields: Readonly<Record<string, unknown>>, name: string): string {
  const value = fields[name]
  return typeof value === 'string' ? value : ''
}
