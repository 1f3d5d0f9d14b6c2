import { Hono, type Context } from 'hono'
import { readJsonObject } from '../http/body'
import { pageGuard } from '../http/guards'
import { remoteAddress } from '../http/remote-address'
import { PAGE_HEADERS } from '../http/wallet-page'
import { PhoneError } from '../phone/phone-error'
import { ChargeRefused } from '../wallets/charge'
import { MWEB_PATH } from '../wallets/mweb-url'
import type { Trade } from '../wallets/trade'
import type { Wallets } from '../wallets/wallets'
import { leaveCashier, openCashier, payAtCashier, type Holder } from './cashier'
import { middlePage } from './page'
import { H5Refusal } from './refusal'

/** The middle page that an `mweb_url` leads to, and what it calls: `POST /h5/pay` and `/h5/cancel`, from the page itself alone. */
export function h5Routes(wallets: Wallets): Hono {
  const app = new Hono({ strict: false })
  app.use('/h5/*', pageGuard([]))
  app.get(MWEB_PATH, (c) => show(c, wallets))
  middlePage.serveFiles(app)
  app.post('/h5/pay', (c) => answer(c, (holder, password) => payAtCashier(holder, password, wallets)))
  app.post('/h5/cancel', (c) => answer(c, (holder) => leaveCashier(holder, wallets)))
  return app
}

async function show(c: Context, wallets: Wallets): Promise<Response> {
  try {
    const cashier = await openCashier({
      prepayId: c.req.query('prepay_id') ?? '',
      mwebPackage: c.req.query('package') ?? '',
      redirects: c.req.queries('redirect_url') ?? [],
      referer: c.req.header('referer'),
      userAgent: c.req.header('user-agent') ?? '',
      address: remoteAddress(c),
    }, wallets)
    return c.body(await middlePage.html(cashier), 200, PAGE_HEADERS)
  } catch (error) {
    const { message, status, note } = refusalOf(error)
    return c.body(await middlePage.html({ refusal: message, note }), status, PAGE_HEADERS)
  }
}

async function answer(c: Context, act: (holder: Holder, password: string) => Promise<Trade>): Promise<Response> {
  try {
    const { prepay_id: prepayId, package: mwebPackage, password = '' } = (await readJsonObject(c)) ?? {}
    if (typeof prepayId !== 'string' || typeof mwebPackage !== 'string' || typeof password !== 'string') throw new PhoneError('bad_request')
    const { state } = await act({ prepayId, mwebPackage }, password)
    return c.json({ state })
  } catch (error) {
    const { code, message, status } = refusalOf(error)
    return c.json({ error: code, message }, status)
  }
}

/** Every expected no as the page tells it; anything else is thrown on. */
function refusalOf(error: unknown): Pick<H5Refusal | PhoneError, 'code' | 'message' | 'status'> & { readonly note: string } {
  const refusal = error instanceof ChargeRefused ? new PhoneError(error.reason) : error
  if (!(refusal instanceof H5Refusal || refusal instanceof PhoneError)) throw error
  const { code, message, status } = refusal
  return { code, message, status, note: refusal instanceof H5Refusal ? `给开发者：${refusal.hint}` : '' }
}
