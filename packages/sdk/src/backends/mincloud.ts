/** The MinCloud (知晓云) backend, as seed 004 documents it, and the extensions that the bundled mock server offers. */
import { documentedGateways, gateways, gatewayTypes, type GatewayType } from '../core/gateways'
import { isOurs, type OrderAnswer, type OrderRef, type Presentation } from '../core/order'
import { HError } from '../errors'
import { isOnOrigin } from '../core/target'
import type { Backend, BackendContext, CloseResult, CreatedOrder, CreateRequest } from './port'
import { readCredentials } from './mincloud-credentials'
import { asJson, asText, headersOf, queryFor, queryOf, readOrder, refusal, type CreateBody } from './mincloud-wire'

/** Options of {@link minCloud}. */
export interface MinCloudOptions {
  /** The client id of the MinCloud dashboard. */
  clientID: string
  /** Where the backend is. @default `https://<clientID>.myminapp.com` */
  host?: string
  /** MinCloud's environment id, for apps with several. */
  env?: string
  /** The login token, or a function that gives the one in force. Without it the payer is a guest. */
  token?: string | (() => string | undefined)
  /**
   * Whether the backend speaks our extensions (`client_token`, `expires_in`, close, ...), as the mock server does. They are what makes
   * a lost answer safe to repeat and an order closable; a plain MinCloud has none. @default false
   */
  extensions?: boolean
  /** The ways of paying that it offers. @default the six that MinCloud documents; with extensions all but PayPal */
  gateways?: readonly GatewayType[]
}

/** Where orders are made and listed; also the facade's. */
export const ORDER_PATH = '/hserve/v2.2/idp/pay/order/'

/** One order by its `transaction_no`. */
export const ONE_ORDER_PATH = '/hserve/v2.0/idp/pay/order/'

/** What `wx.config` takes for a page's address. */
export const credentialsPath = (url: string): string => `/hserve/v2.4/idp/wechat/jssdk-credentials/?${queryOf({ url })}`

/** The host of a client id, without a trailing slash. */
export const hostOf = ({ clientID, host }: { clientID: string; host?: string | undefined }): string =>
  (host || `https://${clientID}.myminapp.com`).replace(/\/$/, '')

/** Whether an order of that gateway can be split among receivers: WeChat's alone. */
export const splitsAt = (gateway: GatewayType): boolean => gateway.startsWith('weixin_')

/** The body of a create: the documented fields, and the token where the backend honours it. */
function createBody(request: CreateRequest, clientToken: string | undefined): CreateBody {
  return {
    gateway_type: request.gateway,
    // Exact: the quotient of whole fen is the very number that the decimal text would be read as.
    total_cost: request.amountFen / 100,
    merchandise_description: request.description,
    merchandise_schema_id: request.merchandiseSchemaID,
    merchandise_record_id: request.merchandiseRecordID,
    merchandise_snapshot: request.merchandiseSnapshot,
    profit_sharing: splitsAt(request.gateway) ? request.profitSharing : undefined,
    client_token: clientToken,
    return_url: clientToken === undefined ? undefined : request.returnUrl,
    auth_code: request.authCode,
  }
}

function presentation(gateway: GatewayType, json: Readonly<Record<string, unknown>>): Presentation | undefined {
  const { flow, carries } = gateways[gateway]
  if (flow === 'scan') return { flow }
  if (flow === 'jsapi') return { flow, payload: json }
  const carried = json[carries]
  if (typeof carried !== 'string' || carried === '') return undefined
  return flow === 'qrcode' ? { flow, codeUrl: carried } : { flow, url: carried }
}

/**
 * A backend that speaks MinCloud.
 * @example
 * const client = createPayClient({ backend: minCloud({ clientID: 'demo', host: 'http://127.0.0.1:8787', extensions: true }) })
 */
export function minCloud(options: MinCloudOptions): Backend {
  const { clientID, env, extensions = false } = options
  const base = hostOf(options)
  const token = () => (typeof options.token === 'function' ? options.token() : options.token)

  /** A POST where there is something to say. Rejects for any status but 2xx and those that are `welcome`. */
  const call = async ({ send }: BackendContext, path: string, json?: unknown, welcome: readonly number[] = []) => {
    const answer = await send({ method: json ? 'POST' : 'GET', url: `${base}${path}`, headers: headersOf(clientID, env, token()), json })
    if ((answer.status >= 200 && answer.status < 300) || welcome.includes(answer.status)) return answer
    throw refusal(answer)
  }

  async function end(how: 'close' | 'reverse', ref: OrderRef, context: BackendContext): Promise<CloseResult> {
    if (!ref.transactionNo) throw new HError(605, 'incorrect parameter type: an order is ended by its transaction_no')
    const { status, data } = await call(context, `${ORDER_PATH}${encodeURIComponent(ref.transactionNo)}/${how}/`, {}, [409, 425])
    if (status === 425) return { result: 'not-yet', retryInMs: readOrder(asJson(data) ?? {}).nextPollMs }
    return { result: status === 409 ? 'paid' : status === 202 ? 'under-way' : 'closed' }
  }

  return {
    scope: `mincloud:${clientID}@${base}`,
    origin: base,
    gateways: options.gateways ?? (extensions ? gatewayTypes.filter((type) => type !== 'paypal') : documentedGateways),
    supports: { token: extensions, close: extensions, reverse: extensions, expiry: extensions, push: extensions },

    async create(request, attempt, context): Promise<CreatedOrder> {
      const answer = await call(context, ORDER_PATH, createBody(request, extensions ? attempt.clientToken : undefined))
      const json = asJson(answer.data)
      if (!json) throw new HError(answer.status, 'the answer is no order', { retryable: true })
      const { status, ...order } = readOrder(json)
      return { ...order, status: status || undefined, show: presentation(request.gateway, json), eventsUrl: asText(json['events_url']) }
    },

    async find(ref, context): Promise<OrderAnswer | undefined> {
      const objects = asJson((await call(context, `${ORDER_PATH}?${queryFor(ref)}`)).data)?.['objects']
      const orders = Array.isArray(objects) ? objects.map(asJson) : []
      return orders.map((json) => json && readOrder(json)).find((order) => order && isOurs(order, ref))
    },

    close: (ref, context) => end('close', ref, context),
    reverse: (ref, context) => end('reverse', ref, context),

    push(_ref, onNudge, { eventsUrl, listen, onLive }) {
      // The nonce in it is for the backend alone.
      return eventsUrl && isOnOrigin(eventsUrl, base) ? listen(eventsUrl, onNudge, onLive) : () => {}
    },

    jssdkCredentials: async (url, context) => readCredentials((await call(context, credentialsPath(url))).data),
  }
}
