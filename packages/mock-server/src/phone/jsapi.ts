import { Hono } from 'hono'
import { readJsonObject } from '../http/body'
import type { Wallets } from '../wallets/wallets'
import { readCall, type JsapiCall } from './jsapi-call'
import { payInPage } from './jsapi-payment'
import { preVerify } from './jsapi-verify'
import { PhoneError } from './phone-error'
import { qqPay } from './qq-pay'
import { tradePay } from './trade-pay'

/** What a bridge does, by the name that a page calls it by: a row for each call of each app. */
const BRIDGES: ReadonlyMap<string, (call: JsapiCall, wallets: Wallets) => Promise<object>> = new Map<string, (call: JsapiCall, wallets: Wallets) => Promise<object>>([
  ['getBrandWCPayRequest', payInPage],
  ['preVerifyJSAPI', preVerify],
  // `weixin-js-sdk` asks on a phone, to report it; the phone is on the machine's own network.
  ['getNetworkType', async () => ({ err_msg: 'network_type:wifi' })],
  ['tradePay', tradePay],
  ['mqq.tenpay.pay', qqPay],
])

/**
 * `POST /jsapi`: the app behind the simulated bridge of a page, such as `WeixinJSBridge.invoke(name, payload, callback)`. The body
 * is `{ invoke: name, payload, url: location.href, password?, cancel? }`; the answer, always 200, says what to do next:
 *
 * - `{ ask: 'password', order: { merchant, subject, amount_fen }, message? }`: the wallet shows the order, and the `message`
 *   after a wrong password. The same call is posted again with `password`, or with `cancel: true` when the payer gives up.
 * - anything else: the call is over. It goes to the page's callback as it is. WeChat's is `{ err_msg, err_desc? }`; `err_desc` is
 *   the sentence that WeChat shows the payer first.
 *
 * A call that is posted again charges nothing twice: it fails once the order is paid. Any answer is a hint, never proof.
 * A body that is no such call is 400 `{ error: 'bad_request' }`.
 */
export function jsapiRoutes(wallets: Wallets): Hono {
  const app = new Hono()
  app.post('/jsapi', async (c) => {
    const call = readCall((await readJsonObject(c)) ?? {})
    const bridge = call && BRIDGES.get(call.invoke)
    if (call && bridge) return c.json(await bridge(call, wallets))
    const { code, message, status } = new PhoneError('bad_request')
    return c.json({ error: code, message }, status)
  })
  return app
}
