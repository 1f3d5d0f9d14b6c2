import { Hono, type Context } from 'hono'
import { readJsonObject } from '../http/body'
import type { Merchant } from '../merchant/merchant'
import { MerchantError } from '../merchant/merchant-error'
import { orderView } from '../merchant/order-view'
import { refundOrder, type RefundRequest } from '../merchant/refund-order'

const OUT_REFUND_NO = /^[0-9A-Za-z_\-|*@]{1,64}$/

/**
 * `POST /orders/:transaction_no/refund { amount_fen?, out_refund_no? }`: has the merchant refund an order, all that is left of it
 * or `amount_fen`. The same `out_refund_no` again is the same refund.
 */
export function refundRoutes(merchant: Merchant): Hono {
  const app = new Hono({ strict: false })
  app.post('/orders/:transaction_no/refund', (c) => refund(c, merchant))
  return app
}

async function refund(c: Context, merchant: Merchant): Promise<Response> {
  try {
    const request = readRefundRequest(await readJsonObject(c))
    const order = await refundOrder(c.req.param('transaction_no') ?? '', request, merchant)
    return c.json(orderView(order, merchant.clock.now()))
  } catch (error) {
    if (error instanceof MerchantError) return c.json({ error: 'bad_refund', message: error.message, ...error.details }, error.status)
    throw error
  }
}

/** @throws {MerchantError} 400 */
function readRefundRequest(body: Readonly<Record<string, unknown>> | undefined): RefundRequest {
  // A body that can't be read does not ask for everything to go back.
  if (!body) throw new MerchantError(400, 'the body is a JSON object, without a name twice or __proto__')
  const { amount_fen: amountFen, out_refund_no: outRefundNo } = body
  if (amountFen !== undefined && (typeof amountFen !== 'number' || !Number.isSafeInteger(amountFen) || amountFen < 1)) {
    throw new MerchantError(400, 'amount_fen is a whole number of fen, 1 or more')
  }
  if (outRefundNo !== undefined && (typeof outRefundNo !== 'string' || !OUT_REFUND_NO.test(outRefundNo))) {
    throw new MerchantError(400, 'out_refund_no is 1 to 64 letters, digits, or one of _-|*@')
  }
  return { amountFen, outRefundNo }
}
