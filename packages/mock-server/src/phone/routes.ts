import { Hono, type Context } from 'hono'
import { readJsonObject } from '../http/body'
import type { Wallets } from '../wallets/wallets'
import { PhoneError } from './phone-error'
import { pay, refuse, scan, type Scanned } from './wallet'

type Act = (content: string, password: string) => Promise<Scanned>

/** What the phone page calls: `POST /scan`, `/pay` and `/refuse`. */
export function phoneRoutes(wallets: Wallets): Hono {
  const app = new Hono()
  app.post('/scan', (c) => answer(c, (content) => scan(content, wallets)))
  app.post('/pay', (c) => answer(c, (content, password) => pay(content, password, wallets)))
  app.post('/refuse', (c) => answer(c, (content) => refuse(content, wallets)))
  return app
}

async function answer(c: Context, act: Act): Promise<Response> {
  try {
    const { content, password = '' } = (await readJsonObject(c)) ?? {}
    if (typeof content !== 'string' || typeof password !== 'string') throw new PhoneError('bad_request')
    return c.json(await act(content, password))
  } catch (error) {
    if (error instanceof PhoneError) return c.json({ error: error.code, message: error.message }, error.status)
    throw error
  }
}
