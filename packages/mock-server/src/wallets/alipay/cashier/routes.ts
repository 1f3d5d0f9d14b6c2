import { Hono, type Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { BODY_LIMIT, readJsonObject } from '../../../http/body'
import { pageGuard } from '../../../http/guards'
import { PAGE_HEADERS } from '../../../http/wallet-page'
import type { Wallets } from '../../wallets'
import { leave, logIn, look, openCashier, payAtCashier, type Standing } from './cashier'
import { EMBEDDED_PATH, showEmbedded } from './embedded'
import { cashierPage } from './page'
import { refusalOf } from './refusal'
import { CASHIER_PATH } from './visit'

type Body = Readonly<Record<string, unknown>>

const POSTS: Readonly<Record<string, (body: Body, wallets: Wallets) => Promise<Standing>>> = {
  '/alipay/login': (body, wallets) => logIn(holderIn(body), wallets),
  '/alipay/pay': (body, wallets) => payAtCashier(holderIn(body), textOf(body, 'password'), wallets),
  '/alipay/state': (body, wallets) => look(holderIn(body), wallets),
  '/alipay/leave': (body, wallets) => leave(holderIn(body), wallets),
}

/** The cashier that a `payment_url` leads to, and what its page calls, from the page itself alone. */
export function cashierRoutes(wallets: Wallets): Hono {
  const app = new Hono({ strict: false })
  app.use('/alipay/*', pageGuard([]), bodyLimit({ maxSize: BODY_LIMIT, onError: (c) => c.json({ error: 'too_large', message: '请求内容过大' }, 413) }))
  app.get(CASHIER_PATH, (c) => show(c, wallets))
  app.get(EMBEDDED_PATH, (c) => showEmbedded(c, wallets))
  cashierPage.serveFiles(app)
  for (const [path, act] of Object.entries(POSTS)) app.post(path, (c) => answer(c, (body) => act(body, wallets)))
  return app
}

async function show(c: Context, wallets: Wallets): Promise<Response> {
  try {
    return c.body(await cashierPage.html(await openCashier(c.req.query('order') ?? '', wallets)), 200, PAGE_HEADERS)
  } catch (error) {
    const { code, message, status } = refusalOf(error)
    return c.body(await cashierPage.html({ refusal: message, error: code }), status, PAGE_HEADERS)
  }
}

async function answer(c: Context, act: (body: Body) => Promise<Standing>): Promise<Response> {
  try {
    return c.json(await act((await readJsonObject(c)) ?? {}))
  } catch (error) {
    const { code, message, status } = refusalOf(error)
    return c.json({ error: code, message }, status)
  }
}

const holderIn = (body: Body): { readonly order: string, readonly account: string } => ({ order: textOf(body, 'order'), account: textOf(body, 'account') })

// What is no text names no order, no account and no password that there is.
function textOf(body: Body, name: string): string {
  const value = body[name]
  return typeof value === 'string' ? value : ''
}
