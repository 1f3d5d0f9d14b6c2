import { Hono } from 'hono'
import type { Merchant } from '../merchant'
import { answerNotify } from '../notify-routes'

/** Where providers tell of payments, of every domain: seed 001's places and seed 002's. */
const PLACES = [['/api/:domain/pay/re_wx', 'wechat'], ['/api/:domain/payresult', 'wechat'], ['/api/:domain/pay/re_zfb', 'alipay']] as const

/** The notify routes of the merchant's domains. */
export function walnutNotifyRoutes(merchant: Merchant): Hono {
  const app = new Hono({ strict: false })
  for (const [path, provider] of PLACES) {
    app.post(path, (c) => (merchant.clientIDs.includes(c.req.param('domain')) ? answerNotify(c, provider, merchant) : c.notFound()))
  }
  return app
}
