import { Hono, type Context } from 'hono'
import { PROVIDERS, type ProviderName } from './gateways'
import type { Merchant } from './merchant'
import { PROVIDER_TABLE } from './provider-table'

/** Answers a provider's notify; 404 where the merchant has no account there. */
export async function answerNotify(c: Context, provider: ProviderName, merchant: Merchant): Promise<Response> {
  const take = merchant.providers[provider] && PROVIDER_TABLE[provider].takeNotify
  if (!take) return c.notFound()
  const { status, body, contentType } = await take({ raw: new Uint8Array(await c.req.arrayBuffer()), headers: c.req.raw.headers }, merchant)
  return new Response(status === 204 ? null : body, { status, headers: { 'content-type': contentType } })
}

/** Where the providers tell the merchant of payments. */
export function notifyRoutes(merchant: Merchant): Hono {
  const app = new Hono({ strict: false })
  for (const provider of PROVIDERS) {
    const { notifyPath, takeNotify } = PROVIDER_TABLE[provider]
    if (takeNotify) app.post(notifyPath, (c) => answerNotify(c, provider, merchant))
  }
  return app
}
