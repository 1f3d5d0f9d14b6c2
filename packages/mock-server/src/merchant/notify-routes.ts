import { Hono, type Context } from 'hono'
import { takeAlipayNotify } from './alipay/notify'
import type { ProviderName } from './gateways'
import type { Merchant } from './merchant'
import { NOTIFY_PATHS } from './provider-table'
import { takeQqNotify } from './qq/notify'
import { takeWechatNotify } from './wechat/notify'

/** A notify as it arrived. Its body is raw: a signature is over bytes. */
export interface NotifyRequest { readonly raw: Uint8Array, readonly headers: Headers }

/** What a notify is answered with. */
export interface NotifyAnswer { readonly status: 200 | 204 | 400 | 401 | 500, readonly body: string, readonly contentType: string }

/** Takes a notify and applies it. Whatever is wrong with it, nothing changes, and the answer asks for the next one. */
type TakeNotify = (request: NotifyRequest, merchant: Merchant) => Promise<NotifyAnswer>

/** A row for each provider that tells of payments. */
const TAKERS: Readonly<Partial<Record<ProviderName, TakeNotify>>> = {
  wechat: takeWechatNotify,
  alipay: takeAlipayNotify,
  qq: takeQqNotify,
}

/** Answers a provider's notify; 404 where the merchant has no account there. */
export async function answerNotify(c: Context, provider: ProviderName, merchant: Merchant): Promise<Response> {
  const take = merchant.providers[provider] && TAKERS[provider]
  if (!take) return c.notFound()
  const { status, body, contentType } = await take({ raw: new Uint8Array(await c.req.arrayBuffer()), headers: c.req.raw.headers }, merchant)
  return new Response(status === 204 ? null : body, { status, headers: { 'content-type': contentType } })
}

/** Where the providers tell the merchant of payments. */
export function notifyRoutes(merchant: Merchant): Hono {
  const app = new Hono({ strict: false })
  for (const provider of ['wechat', 'alipay', 'qq'] as const) app.post(NOTIFY_PATHS[provider], (c) => answerNotify(c, provider, merchant))
  return app
}
