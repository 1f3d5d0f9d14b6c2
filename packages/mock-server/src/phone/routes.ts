import { Hono, type Context } from 'hono'
import { readJsonObject } from '../http/body'
import { isProvider } from '../wallets/kinds'
import type { Wallets } from '../wallets/wallets'
import { changeBalance, switchAccount } from './account'
import { PhoneError } from './phone-error'
import { walletPicture } from './picture'
import { confirm, decline, type RequestName } from './requests'
import { showPaymentCode } from './shown-code'
import { pay, refuse, scan } from './wallet'

type Body = Readonly<Record<string, unknown>>
type Act = (body: Body, wallets: Wallets) => Promise<object>

const POSTS: Readonly<Record<string, Act>> = {
  '/scan': (body, wallets) => scan(textOf(body, 'content'), wallets),
  '/pay': (body, wallets) => pay(textOf(body, 'content'), passwordOf(body), wallets),
  '/refuse': (body, wallets) => refuse(textOf(body, 'content'), wallets),
  '/confirm': (body, wallets) => confirm(nameIn(body), passwordOf(body), wallets),
  '/decline': (body, wallets) => decline(nameIn(body), wallets),
  '/payment-code': ({ provider }, wallets) => showPaymentCode(provider, wallets),
  '/account': async (body, wallets) => {
    await switchAccount(textOf(body, 'openid'), wallets)
    return walletPicture(wallets)
  },
  '/balance': async ({ amount_fen }, wallets) => {
    await changeBalance(amount_fen, wallets)
    return walletPicture(wallets)
  },
}

/** What the phone page calls: `GET /wallet` for the whole picture, and a `POST` for everything that the payer does. */
export function phoneRoutes(wallets: Wallets): Hono {
  const app = new Hono()
  app.get('/wallet', async (c) => c.json(await walletPicture(wallets)))
  for (const [path, act] of Object.entries(POSTS)) app.post(path, (c) => answer(c, (body) => act(body, wallets)))
  return app
}

async function answer(c: Context, act: (body: Body) => Promise<object>): Promise<Response> {
  try {
    return c.json(await act((await readJsonObject(c)) ?? {}))
  } catch (error) {
    if (error instanceof PhoneError) return c.json({ error: error.code, message: error.message }, error.status)
    throw error
  }
}

function textOf(body: Body, name: string): string {
  const value = body[name]
  if (typeof value !== 'string') throw new PhoneError('bad_request')
  return value
}

/** A request that names no provider is WeChat's. */
function nameIn(body: Body): RequestName {
  const { provider = 'wechat' } = body
  if (!isProvider(provider)) throw new PhoneError('unknown_provider')
  return { provider, outTradeNo: textOf(body, 'out_trade_no') }
}

const passwordOf = (body: Body): string => (body['password'] === undefined ? '' : textOf(body, 'password'))
