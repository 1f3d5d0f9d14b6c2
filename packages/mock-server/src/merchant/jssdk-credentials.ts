import type { Context } from 'hono'
import { pageUrl } from '../http/page-url'
import { nonce } from '../ports/random-text'
import { signJsConfig } from '../wire/js-config-sign'
import { clientOf } from './caller'
import type { Merchant } from './merchant'
import { MerchantError } from './merchant-error'
import { ProviderError } from './provider'

/**
 * `GET /hserve/v2.4/idp/wechat/jssdk-credentials/?url=`: what a page gives to `wx.config`, under MinCloud's own lower-case
 * names (`appid`, `noncestr`; `wx.config` wants `appId`, `nonceStr`). Whoever asks need not be logged in.
 * @throws {MerchantError} 400 no `url`, or one that is not of a page of ours; 502 WeChat gave no ticket
 */
export async function jssdkCredentials(c: Context, merchant: Merchant): Promise<Response> {
  clientOf(c, merchant)
  const url = c.req.query('url')
  if (!url) throw new MerchantError(400, 'URL missing.')
  if (!pageUrl(url, merchant.allowedOrigins)) throw new MerchantError(400, 'url is the address of a page whose origin this server allows')
  const [{ appid }, jsapi_ticket] = await Promise.all([merchant.wechat.account(), ticketOf(merchant)])
  const noncestr = nonce(merchant.random)
  const timestamp = Math.floor(merchant.clock.now() / 1000)
  return c.json({ appid, timestamp, noncestr, signature: signJsConfig({ jsapi_ticket, noncestr, timestamp, url }) })
}

async function ticketOf({ officialAccount }: Merchant): Promise<string> {
  try {
    return await officialAccount.jsapiTicket()
  } catch (error) {
    if (error instanceof ProviderError) throw new MerchantError(502, `no jsapi_ticket: ${error.message}`)
    throw error
  }
}
