/** `weixin_tenpay_js`: an order that is paid by WeChat's bridge, in this page. Loaded when it is used. */
import { credentialsPath, ORDER_PATH } from '../backends/mincloud'
import { readCredentials } from '../backends/mincloud-credentials'
import { asJson, type CreateBody } from '../backends/mincloud-wire'
import { payByWeixin, type BridgeAnswer } from '../bridges/weixin'
import { browserWeixin } from '../bridges/weixin-host'
import { isWeixinReady } from '../bridges/weixin-ready'
import { HError, isHError } from '../errors'
import { TransportError } from '../runtime/transport'
import type { App, Call } from './app'
import type { JsapiOptions, JsapiResult, OrderNumbers } from './options'
import { withFacts } from './with-facts'

/** What a bridge's end rejects with; the payer may have paid after any but `unready`. */
function bridgeError({ end, message, cause }: BridgeAnswer): HError {
  if (isHError(cause)) return cause
  if (end === 'cancel') return new HError(607)
  if (end === 'silent') return new HError(601, `request timeout: ${message}`, { cause: new TransportError('timeout') })
  return new HError(608, message || undefined)
}

/** Pays inside WeChat. The order is made once the bridge is there, and the bridge is given the whole answer, as in the original. */
export async function payInWeixin(app: App, json: CreateBody, { way, wx, jssdkUrl, bridgeTimeoutMs }: JsapiOptions, { send, signal, facts }: Call): Promise<JsapiResult> {
  const { clock, weixin: host = browserWeixin } = app.ports
  if (!(await isWeixinReady({ host, clock, signal, way, wx }))) {
    throw new HError(615, undefined, { hint: 'Open the page in WeChat, or use weixin_tenpay_wap.' })
  }
  const payload = asJson((await send(ORDER_PATH, json)).data)
  if (!payload) throw new HError(608, 'payment failed: the answer is no order', { retryable: true })
  const { trade_no, transaction_no } = payload as Partial<OrderNumbers>
  Object.assign(facts, { tradeNo: trade_no, transactionNo: transaction_no })
  const answer = await payByWeixin(payload, {
    host, clock, signal, way, wx, url: jssdkUrl, timeoutMs: bridgeTimeoutMs,
    credentials: async (url) => readCredentials((await send(credentialsPath(url))).data),
    onAsk: () => { facts.mayHavePaid = true },
  })
  if (answer.end !== 'ok') throw withFacts(bridgeError(answer), facts)
  return { ...answer.said, err_msg: answer.message, transaction_no, trade_no } as JsapiResult
}
