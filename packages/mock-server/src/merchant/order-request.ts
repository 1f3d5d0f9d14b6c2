import { pageUrl } from '../http/page-url'
import { fenFromYuan } from '../wire/yuan'
import { gateways, isWalnutOnly, type Gateway } from './gateways'
import type { Merchant } from './merchant'
import { MerchantError } from './merchant-error'
import type { Order, OrderRequest } from './order'
import type { Provider } from './provider'

const MAX_DESCRIPTION = 127
const CLIENT_TOKEN = /^[0-9A-Za-z_-]{16,128}$/

/** A create request that can be carried out. */
export interface CreateRequest {
  readonly order: OrderRequest
  /** Makes repeating the request safe. */
  readonly client_token: string | null
  /** The payer's payment code, where the shop scans. It is handed to the provider, and kept nowhere. */
  readonly auth_code: string | null
  /** What the merchant's own routes have settled of the order before it is made. */
  readonly preset?: Partial<Pick<Order, 'id' | 'trade_no' | 'expires_at' | 'notify_url'>>
}

type Body = Readonly<Record<string, unknown>>
type Shop = Pick<Merchant, 'providers' | 'allowedOrigins' | 'catalogue'>

/** Checks the body of a create request. @throws {MerchantError} 400 that says which field is wrong, before any order exists */
export function readCreateRequest(body: Body, shop: Shop): CreateRequest {
  const { merchandise_snapshot = null, profit_sharing = false } = body
  if (typeof profit_sharing !== 'boolean') throw new MerchantError(400, 'profit_sharing is true or false')
  const gateway_type = gatewayTypeOf(body['gateway_type'], shop)
  const order = {
    gateway_type,
    amount_fen: amountOf(body['total_cost']),
    merchandise_description: descriptionOf(body['merchandise_description']),
    merchandise_schema_id: keyOf('merchandise_schema_id', body),
    merchandise_record_id: keyOf('merchandise_record_id', body),
    merchandise_snapshot,
    profit_sharing,
    return_url: returnUrlOf(body['return_url'], shop),
  }
  checkPrice(order, shop)
  return { order, client_token: tokenOf(body['client_token']), auth_code: authCodeOf(body['auth_code'], gateway_type, shop) }
}

/** Equal for two create requests that ask for the same thing. */
export function fingerprintOf(order: OrderRequest): string {
  const { gateway_type, amount_fen, merchandise_description, merchandise_schema_id, merchandise_record_id, merchandise_snapshot, profit_sharing, return_url } = order
  return JSON.stringify([gateway_type, amount_fen, merchandise_description, merchandise_schema_id, merchandise_record_id, merchandise_snapshot, profit_sharing, return_url])
}

function gatewayTypeOf(value: unknown, { providers }: Shop): string {
  const gateway = typeof value === 'string' && !isWalnutOnly(value) ? gateways.get(value) : undefined
  const offered = [...gateways].filter(([type, { provider }]) => providers[provider] && !isWalnutOnly(type)).map(([type]) => type).join(', ')
  if (typeof value !== 'string' || !gateway) throw new MerchantError(400, `gateway_type is none that is known; offered: ${offered}`)
  if (!providers[gateway.provider]) throw new MerchantError(400, `gateway_type ${value} needs an account at ${gateway.provider}, which this server has not; offered: ${offered}`)
  return value
}

function amountOf(value: unknown): number {
  const fen = fenFromYuan(value)
  if (fen === undefined || fen === 0) throw new MerchantError(400, 'total_cost is an amount in yuan, more than 0, with at most two decimals')
  return fen
}

/** What the shop sells has its own price, whatever the page says. */
function checkPrice({ merchandise_record_id, amount_fen }: OrderRequest, { catalogue }: Shop): void {
  const product = String(merchandise_record_id)
  if (merchandise_record_id === null || !Object.hasOwn(catalogue, product) || catalogue[product] === amount_fen) return
  throw new MerchantError(400, 'total_cost is not what this merchandise_record_id costs')
}

function descriptionOf(value: unknown): string {
  // WeChat Pay shows the payer what it was given, so that a text too long is refused here, and never cut.
  const length = typeof value === 'string' ? Array.from(value).length : 0
  if (typeof value !== 'string' || value.trim() === '' || length > MAX_DESCRIPTION) {
    throw new MerchantError(400, `merchandise_description is a text of 1 to ${MAX_DESCRIPTION} characters`)
  }
  if (/\p{Cc}|\p{Cs}|\p{Cn}/u.test(value)) throw new MerchantError(400, 'merchandise_description has a character that can not be shown')
  return value
}

function keyOf(name: string, body: Body): string | number | null {
  const value = body[name] ?? null
  if (value === null || typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value))) return value
  throw new MerchantError(400, `${name} is a text or a number`)
}

/** The `client_token` of a body. @throws {MerchantError} 400 it is none */
export function tokenOf(value: unknown): string | null {
  if (value === undefined || value === null) return null
  if (typeof value === 'string' && CLIENT_TOKEN.test(value)) return value
  throw new MerchantError(400, 'client_token is 16 to 128 letters, digits, - or _')
}

/** The `return_url` of a body. @throws {MerchantError} 400 it is none, or not on one of the shop's origins */
export function returnUrlOf(value: unknown, { allowedOrigins }: Pick<Shop, 'allowedOrigins'>): string | null {
  if (value === undefined || value === null) return null
  const url = typeof value === 'string' && /^https?:\/\//i.test(value) ? pageUrl(value, allowedOrigins) : undefined
  if (url) return url.href
  throw new MerchantError(400, 'return_url is an http(s) address of a page on one of the shop\'s own origins')
}

function authCodeOf(value: unknown, gatewayType: string, { providers }: Shop): string | null {
  const { provider, flow }: Partial<Gateway> = gateways.get(gatewayType) ?? {}
  const charges: Provider | undefined = provider && providers[provider]
  if (flow !== 'scan') {
    if (value === undefined || value === null) return null
    throw new MerchantError(400, `auth_code does not go with ${gatewayType}`)
  }
  // What was sent is not repeated: it may be somebody's payment code.
  if (typeof value === 'string' && charges?.authCode.form.test(value)) return value
  throw new MerchantError(400, charges?.authCode.says ?? 'auth_code is missing')
}
