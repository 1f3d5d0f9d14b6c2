import { Hono } from 'hono'
import { readJsonObject } from '../http/body'
import type { Wallets } from '../wallets/wallets'
import { readCall, type BridgeAnswer, type JsapiCall, type PasswordAsked } from './jsapi-call'
import { payInPage } from './jsapi-payment'
import { preVerify } from './jsapi-verify'
import { PhoneError } from './phone-error'

/**
 * `POST /jsapi`: WeChat behind the simulated `WeixinJSBridge.invoke(name, payload, callback)` of a page. The body is
 * `{ invoke: name, payload, url: location.href, password?, cancel? }`; the answer, always 200, says what to do next:
 *
 * - `{ err_msg, err_desc? }`: the call is over. It goes to the page's callback as it is; `err_desc` is the sentence that WeChat
 *   shows the payer first.
 * - `{ ask: 'password', order: { merchant, subject, amount_fen }, message? }`: the wallet shows the order, and the `message`
 *   after a wrong password. The same call is posted again with `password`, or with `cancel: true` when the payer gives up.
 *
 * A call that is posted again charges nothing twice: it answers `:fail` once the order is paid. Any answer is a hint, never proof.
 * A body that is no such call is 400 `{ error: 'bad_request' }`.
 */
export function jsapiRoutes(wallets: Wallets): Hono {
  const app = new Hono()
  app.post('/jsapi', async (c) => {
    const call = readCall((await readJsonObject(c)) ?? {})
    if (call) return c.json(await jsapi(call, wallets))
    const { code, message, status } = new PhoneError('bad_request')
    return c.json({ error: code, message }, status)
  })
  return app
}

function jsapi(call: JsapiCall, wallets: Wallets): Promise<BridgeAnswer | PasswordAsked> {
  switch (call.invoke) {
    case 'getBrandWCPayRequest': return payInPage(call, wallets)
    case 'preVerifyJSAPI': return preVerify(call, wallets)
  }
}
