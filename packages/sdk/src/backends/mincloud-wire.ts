/** MinCloud's wire names: request bodies and headers out, orders in. Types vary between its documents, so reading is lenient. */
import { asNumber, isJsonObject, isNumber } from '../core/json'
import { yuanToFen, type Fen } from '../core/money'
import type { ClientToken, OrderAnswer, OrderRef, TradeNo, TransactionNo } from '../core/order'
import { HError } from '../errors'
import type { TransportAnswer } from '../runtime/transport'
import { isRetryable, retryAfterMs } from './http'

/** What a create sends, in MinCloud's own order of fields: bodies are byte-equal to the original SDK's. */
export interface CreateBody {
  gateway_type: string
  total_cost: number
  merchandise_description: string
  merchandise_schema_id?: number | string | undefined
  merchandise_record_id?: string | undefined
  merchandise_snapshot?: unknown
  profit_sharing?: boolean | undefined
  /** Extension: sent only to a backend that is told to speak it. */
  client_token?: string | undefined
  /** Extension: where the wallet's page sends the payer back to. */
  return_url?: string | undefined
  /** Extension: the payer's payment code, which goes into this body and nowhere else. */
  auth_code?: string | undefined
}

/** The version that this dialect answers to. */
const CLIENT_VERSION = 'v3.23.6'

/** The headers of every call. */
export function headersOf(clientID: string, env: string | undefined, token: string | undefined): Record<string, string> {
  return {
    'X-Hydrogen-Client-ID': clientID,
    'X-Hydrogen-Client-Version': CLIENT_VERSION,
    'X-Hydrogen-Client-Platform': 'WEB',
    'X-Hydrogen-Client-SDK-Type': 'file',
    ...(env ? { 'X-Hydrogen-Env-ID': env } : {}),
    ...(token ? { Authorization: `Hydrogen-r1 ${token}` } : {}),
  }
}

type Json = Readonly<Record<string, unknown>>

/** A JSON object, or undefined for anything else. */
export const asJson = (value: unknown): Json | undefined => (isJsonObject(value) ? value : undefined)

/** A text with something in it, or undefined for anything else. */
export const asText = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined

const seconds = (value: unknown): number | undefined => (isNumber(value) ? value * 1_000 : undefined)

function fen(value: unknown): Fen | undefined {
  if (typeof value !== 'number' && typeof value !== 'string') return undefined
  try {
    return yuanToFen(value)
  } catch {
    return undefined
  }
}

/** The order in an answer, whichever of the documented types its fields have. */
export function readOrder(json: Json): OrderAnswer {
  return {
    tradeNo: asText(json['trade_no']) as TradeNo | undefined,
    transactionNo: asText(json['transaction_no']) as TransactionNo | undefined,
    clientToken: asText(json['client_token']) as ClientToken | undefined,
    status: asText(json['status']) ?? '',
    tradeState: asText(json['trade_state']),
    refundStatus: asText(json['refund_status']),
    amountFen: fen(json['total_cost']),
    expiresInMs: seconds(json['expires_in']),
    nextPollMs: asNumber(json['next_poll_ms']),
    paidAt: typeof json['paid_at'] === 'number' ? json['paid_at'] : asText(json['paid_at']),
  }
}

/** How the original's axios writes a query: a few marks stay as they are, and what is not there is left out. */
const encoded = (value: string): string =>
  encodeURIComponent(value).replace(/%(3A|24|2C|5B|5D)/g, decodeURIComponent).replace(/%20/g, '+')

/** A query, byte-equal to the original's. */
export const queryOf = (params: Readonly<Record<string, string | number | undefined>>): string =>
  Object.keys(params).filter((name) => params[name] !== undefined && params[name] !== null).map((name) => `${encoded(name)}=${encoded(String(params[name]))}`).join('&')

/** The query that finds an order: by one number, or by the token while there is none. `where={}` is always sent, as in the original. */
export function queryFor({ tradeNo, transactionNo, clientToken }: OrderRef): string {
  const by = tradeNo ? { trade_no: tradeNo } : transactionNo ? { transaction_no: transactionNo } : { client_token: clientToken }
  return queryOf({ limit: 20, offset: 0, where: '{}', ...by })
}

/** The HError of an answer that is not 2xx; its text is the server's own. */
export function refusal(answer: TransportAnswer): HError {
  const body = asJson(answer.data)
  const said = asText(body?.['error_msg']) ?? asText(body?.['message'])
  const errCode = asText(body?.['error'])
  return new HError(answer.status, said, { ...(errCode && { errCode }), retryable: isRetryable(answer.status), retryAfterMs: retryAfterMs(answer) })
}
