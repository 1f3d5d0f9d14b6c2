import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { BODY_LIMIT } from '../../http/body'
import type { Wallets } from '../wallets'
import { close } from './close'
import { codepay } from './codepay'
import { endpoint, type Operation } from './endpoint'
import { prepay } from './prepay'
import { queryById, queryByNumber } from './query'
import { refund, refundQuery } from './refund'
import { reverse } from './reverse'

const PAY = '/v3/pay/transactions'
const REFUNDS = '/v3/refund/domestic/refunds'

/** Every operation, by its method and path. */
export const V3_ROUTES: readonly (readonly ['GET' | 'POST', string, Operation])[] = [
  ['POST', `${PAY}/codepay`, codepay],
  ['POST', `${PAY}/:kind`, prepay],
  ['GET', `${PAY}/id/:transaction_id`, queryById],
  ['GET', `${PAY}/out-trade-no/:out_trade_no`, queryByNumber],
  ['POST', `${PAY}/out-trade-no/:out_trade_no/close`, close],
  ['POST', `${PAY}/out-trade-no/:out_trade_no/reverse`, reverse],
  ['POST', REFUNDS, refund],
  ['GET', `${REFUNDS}/:out_refund_no`, refundQuery],
]

const messageLimit = bodyLimit({ maxSize: BODY_LIMIT, onError: (c) => c.json({ code: 'PARAM_ERROR', message: '请求的报文过大' }, 413) })

/** WeChat Pay v3, in the mode of the platform's public key: there are no certificates to fetch. */
export function wechatV3Routes(wallets: Wallets): Hono {
  const routes = new Hono({ strict: false })
  for (const [method, path, operation] of V3_ROUTES) routes.on(method, path, messageLimit, endpoint(operation, wallets))
  return routes
}
