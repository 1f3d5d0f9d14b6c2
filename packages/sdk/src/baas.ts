/**
 * The documented facade (seed 004): `BaaS.init`, `BaaS.payment.*`, `BaaS.Order`, `BaaS.HError`. Names, options, results and error codes are
 * MinCloud's, and so is the wire; a page that already uses its SDK changes only the import.
 */
import { app } from './baas/app'
import { createFacade } from './baas/facade'

/**
 * The facade, as documented. Its promises say that an order exists, never that it is paid: ask for the order, or use a checkout.
 * Identical calls in flight at once become one.
 * @example
 * BaaS.init('demo', { host: 'http://127.0.0.1:8787' })
 * const res = await BaaS.payment.payWithWechat({ gatewayType: 'weixin_tenpay_native', totalCost: 0.1, merchandiseDescription: '深蓝色秋裤' })
 * draw(res.data.code_url)
 */
export const BaaS = /* @__PURE__ */ createFacade(app)
