import { Hono } from 'hono'
import type { Wallets } from '../wallets'
import { cashierRoutes } from './cashier/routes'
import { alipayGateway } from './gateway'

/** Alipay: the gateway that merchants' servers and payers' browsers call, and the cashier that it leads to. */
export function alipayRoutes(wallets: Wallets): Hono {
  const app = new Hono({ strict: false })
  app.route('/', alipayGateway(wallets))
  app.route('/', cashierRoutes(wallets))
  return app
}
