import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { BODY_LIMIT } from '../../http/body'
import type { Wallets } from '../wallets'
import { authcodetoopenid } from './authcodetoopenid'
import { closeorder } from './closeorder'
import { downloadbill } from './downloadbill'
import { communicationFailure, endpoint } from './envelope'
import { micropay } from './micropay'
import { orderquery } from './orderquery'
import { refund } from './refund'
import { refundquery } from './refundquery'
import { reverse } from './reverse'
import { unifiedorder } from './unifiedorder'

const OPERATIONS = {
  '/pay/unifiedorder': unifiedorder,
  '/pay/orderquery': orderquery,
  '/pay/closeorder': closeorder,
  '/pay/micropay': micropay,
  '/secapi/pay/reverse': reverse,
  '/secapi/pay/refund': refund,
  '/pay/refundquery': refundquery,
  '/tools/authcodetoopenid': authcodetoopenid,
}

const messageLimit = bodyLimit({ maxSize: BODY_LIMIT, onError: (c) => c.body(communicationFailure('post数据过大'), 413, { 'content-type': 'text/xml; charset=utf-8' }) })

/** WeChat Pay v2. */
export function wechatV2Routes(wallets: Wallets): Hono {
  const app = new Hono({ strict: false })
  for (const path of [...Object.keys(OPERATIONS), '/pay/downloadbill']) app.use(path, messageLimit)
  for (const [path, operation] of Object.entries(OPERATIONS)) app.all(path, endpoint(operation, wallets))
  app.all('/pay/downloadbill', downloadbill(wallets))
  return app
}
