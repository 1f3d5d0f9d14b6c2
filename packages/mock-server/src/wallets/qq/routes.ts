import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { BODY_LIMIT } from '../../http/body'
import type { Wallets } from '../wallets'
import { closeOrder } from './close-order'
import { qqCommunicationFailure, qqEndpoint } from './envelope'
import { microPay } from './micro-pay'
import { orderQuery } from './order-query'
import { refund } from './refund'
import { refundQuery } from './refund-query'
import { reverse } from './reverse'
import { unifiedOrder } from './unified-order'

const OPERATIONS = {
  '/cgi-bin/pay/qpay_unified_order.cgi': unifiedOrder,
  '/cgi-bin/pay/qpay_micro_pay.cgi': microPay,
  '/cgi-bin/pay/qpay_order_query.cgi': orderQuery,
  '/cgi-bin/pay/qpay_close_order.cgi': closeOrder,
  '/cgi-bin/pay/qpay_reverse.cgi': reverse,
  '/cgi-bin/pay/qpay_refund.cgi': refund,
  '/cgi-bin/pay/qpay_refund_query.cgi': refundQuery,
}

const messageLimit = bodyLimit({ maxSize: BODY_LIMIT, onError: (c) => c.body(qqCommunicationFailure('post数据过大'), 413, { 'content-type': 'text/xml; charset=utf-8' }) })

/** The QQ wallet's gateway. */
export function qqRoutes(wallets: Wallets): Hono {
  const app = new Hono({ strict: false })
  for (const [path, operation] of Object.entries(OPERATIONS)) {
    app.use(path, messageLimit)
    app.all(path, qqEndpoint(operation, wallets))
  }
  return app
}
