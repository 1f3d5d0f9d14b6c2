/**
 * The documented facade (seed 004): `BaaS.init`, `BaaS.payment.*`, `BaaS.Order`, `BaaS.HError`. Names, options, results and error codes are
 * MinCloud's, and so is the wire; a page that already uses its SDK changes only the import.
 */
import { app } from './baas/app'
import { createFacade } from './baas/facade'
import { createPayWithPaymentCode } from './baas/payment-code'

/**
 * The facade, as documented. Its promises say that an order exists, never that it is paid: ask for the order, or use a checkout.
 * Identical calls in flight at once become one.
 * @example
 * BaaS.init('demo', { host: 'http://127.0.0.1:8787' })
 * const res = await BaaS.payment.payWithWechat({ gatewayType: 'weixin_tenpay_native', totalCost: 0.1, merchandiseDescription: '深蓝色秋裤' })
 * draw(res.data.code_url)
 */
export const BaaS = /* @__PURE__ */ createFacade(app)

/**
 * Charges the payment code (付款码) that a shop has scanned, over a backend with our extensions. It resolves when the charge was made, and
 * also while the payer types a password (`data.status` is `pending` then: ask for the order).
 *
 * The charge is sent **once**. Where its answer is lost it is looked up; where that finds nothing either, it rejects with an HError whose
 * `mayHavePaid` is true and whose `clientToken` finds the order: the page must then say "unknown", and must not charge again.
 *
 * Rejects with 605 for what is no payment code, 608 with the wallet's own state as `errCode` where it was refused, 611 without `extensions`.
 * @example
 * BaaS.init('demo', { host: 'http://127.0.0.1:8787', extensions: true })
 * const { data } = await payWithPaymentCode({ authCode: scanned, totalCost: 0.1, merchandiseDescription: '深蓝色秋裤' })
 */
export const payWithPaymentCode = /* @__PURE__ */ createPayWithPaymentCode(app)
