/** Making an order, as the documented API does it. */
import { ORDER_PATH, splitsAt } from '../backends/mincloud'
import type { CreateBody } from '../backends/mincloud-wire'
import type { GatewayType } from '../core/gateways'
import { payableFen } from '../core/money'
import { HError } from '../errors'
import { CREATE_TIMEOUT_MS } from '../runtime/call'
import { part } from '../runtime/part'
import type { App } from './app'
import type { JsapiOptions, PayOptions, PayWith, Purchase } from './options'

type Options = PayOptions<GatewayType> & JsapiOptions

/** What each `payWith…` takes. A test holds it against the table of gateways, which would be a tenth of the facade. */
export const payable = {
  wechat: ['weixin_tenpay_native', 'weixin_tenpay_wap', 'weixin_tenpay_js'],
  alipay: ['alipay_page', 'alipay_wap', 'alipay_qrcode'],
  qq: ['qpay_native'],
} as const

/** The ones that only a backend with our extensions offers. */
export const extended = 'alipay_qrcode'

/** MinCloud's own SDK checks the gateway before anything else, and so do we. */
function checked(app: App, provider: keyof typeof payable, options: Partial<Options> | undefined): Options {
  const types: readonly unknown[] = payable[provider]
  const { gatewayType } = options ?? {}
  if (types.includes(gatewayType) && (gatewayType !== extended || app.extensions)) return options as Options
  throw new HError(608, 'incorrect gateway type', { hint: `It is one of: ${types.join(', ')}.` })
}

/** The body of a create, in the original's order of fields. Throws HError 605 for a total that is no amount. */
export const bodyOf = (gatewayType: GatewayType, purchase: Purchase, more: Partial<CreateBody> = {}): CreateBody => ({
  gateway_type: gatewayType,
  total_cost: payableFen(purchase.totalCost) / 100,
  merchandise_description: purchase.merchandiseDescription,
  merchandise_schema_id: purchase.merchandiseSchemaID,
  merchandise_record_id: purchase.merchandiseRecordID,
  merchandise_snapshot: purchase.merchandiseSnapshot,
  profit_sharing: splitsAt(gatewayType) ? purchase.profitSharing : undefined,
  ...more,
})

/** Only pages that pay inside WeChat load the way to do it: a quarter of the facade. */
const loadJsapi = part(() => import('./jsapi'))

async function pay(app: App, provider: keyof typeof payable, given: Partial<Options> | undefined): Promise<unknown> {
  const options = checked(app, provider, given)
  const { gatewayType, way, signal, timeoutMs = CREATE_TIMEOUT_MS } = options
  const json = bodyOf(gatewayType, options, { return_url: app.extensions ? options.returnUrl : undefined })
  return app.call<unknown>([json, way], { signal, timeoutMs }, (call) =>
    gatewayType === 'weixin_tenpay_js' ? loadJsapi().then(({ payInWeixin }) => payInWeixin(app, json, options, call)) : call.send(ORDER_PATH, json))
}

/** One provider's `payWith…`. Rejects, never throws: a call without an argument is a rejected promise too. */
export const payWith = <P extends keyof typeof payable>(app: App, provider: P) => ((options?: Partial<Options>) => pay(app, provider, options)) as PayWith<P>
