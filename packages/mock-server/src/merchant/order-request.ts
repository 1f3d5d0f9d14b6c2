import { fenFromYuan } from '../wire/yuan'
import { gateways } from './gateways'
import { MerchantError } from './merchant-error'
import type { OrderRequest } from './order'

const MAX_DESCRIPTION = 127
const CLIENT_TOKEN = /^[0-9A-Za-z_-]{16,128}$/

/** A create request that can be carried out, and the token that makes repeating it safe. */
export interface CreateRequest { readonly order: OrderRequest, readonly client_token: string | null }

/** Checks the body of a create request. @throws {MerchantError} 400 that says which field is wrong, before any order exists */
export function readCreateRequest(body: Readonly<Record<string, unknown>>): CreateRequest {
  const { merchandise_snapshot = null, profit_sharing = false } = body
  if (typeof profit_sharing !== 'boolean') throw new MerchantError(400, 'profit_sharing is true or false')
  const order = {
    gateway_type: gatewayTypeOf(body['gateway_type']),
    amount_fen: amountOf(body['total_cost']),
    merchandise_description: descriptionOf(body['merchandise_description']),
    merchandise_schema_id: keyOf('merchandise_schema_id', body),
    merchandise_record_id: keyOf('merchandise_record_id', body),
    merchandise_snapshot,
    profit_sharing,
  }
  return { order, client_token: tokenOf(body['client_token']) }
}

/** Equal for two create requests that ask for the same thing. */
export function fingerprintOf(order: OrderRequest): string {
  const { gateway_type, amount_fen, merchandise_description, merchandise_schema_id, merchandise_record_id, merchandise_snapshot, profit_sharing } = order
  return JSON.stringify([gateway_type, amount_fen, merchandise_description, merchandise_schema_id, merchandise_record_id, merchandise_snapshot, profit_sharing])
}

function gatewayTypeOf(value: unknown): string {
  if (typeof value === 'string' && gateways.has(value)) return value
  throw new MerchantError(400, `gateway_type is not offered here; offered: ${[...gateways.keys()].join(', ')}`)
}

function amountOf(value: unknown): number {
  const fen = fenFromYuan(value)
  if (fen === undefined || fen === 0) throw new MerchantError(400, 'total_cost is an amount in yuan, more than 0, with at most two decimals')
  return fen
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

function keyOf(name: string, body: Readonly<Record<string, unknown>>): string | number | null {
  const value = body[name] ?? null
  if (value === null || typeof value === 'string' || typeof value === 'number') return value
  throw new MerchantError(400, `${name} is a text or a number`)
}

function tokenOf(value: unknown): string | null {
  if (value === undefined || value === null) return null
  if (typeof value === 'string' && CLIENT_TOKEN.test(value)) return value
  throw new MerchantError(400, 'client_token is 16 to 128 letters, digits, - or _')
}
