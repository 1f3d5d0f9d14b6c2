import { Hono, type Context } from 'hono'
import type { Merchant } from '../merchant'
import { takeWechatNotify } from '../wechat/notify'

/** Where WeChat Pay tells of payments: seed 001's place and seed 002's, of every domain. */
export function walnutNotifyRoutes(merchant: Merchant): Hono {
  const app = new Hono({ strict: false })
  const { clientIDs } = merchant
  for (const path of ['/api/:domain/pay/re_wx', '/api/:domain/payresult']) {
    app.post(path, async (c) => (clientIDs.includes(c.req.param('domain') ?? '') ? take(c, merchant) : c.notFound()))
  }
  return app
}

async function take(c: Context, merchant: Merchant): Promise<Response> {
  const { status, body, contentType } = await takeWechatNotify({ raw: new Uint8Array(await c.req.arrayBuffer()), headers: c.req.raw.headers }, merchant)
  return new Response(body, { status, headers: { 'content-type': contentType } })
}
