/**
 * The pending record: what a page must remember to come back to its order after a reload, a crash or a redirect.
 * It never holds a payment code or a login token. Pure: text in, text out.
 */
import { isGatewayType, type GatewayType } from './gateways'
import type { IntentId } from './identity'
import { asNumber, isJsonObject } from './json'
import type { Fen } from './money'
import type { ClientToken, OrderRef, Presentation, TradeNo, TransactionNo } from './order'

/** One attempt as remembered. Without numbers, its create has not been answered: repeating it needs the token. */
export interface StoredAttempt extends OrderRef {
  readonly no: number
  readonly gatewayType: GatewayType
  /** What the page asked for, and what the server charges where it told. */
  readonly amountFen: Fen
  readonly chargedFen?: Fen | undefined
  readonly description: string
  /** The goods that the server was asked to price, by `productsText`. */
  readonly products?: string | undefined
  /** What was shown, to be shown again. */
  readonly show?: Presentation | undefined
  readonly expiresAt?: number | undefined
  readonly eventsUrl?: string | undefined
  readonly createdAt: number
  /** The intent was paid by it: asked for again, it is looked up before anything is ordered. */
  readonly isPaid?: boolean | undefined
}

/** All that is remembered of one intent: the shown attempt last, before it those that may still be paid. */
export interface PendingRecord {
  readonly v: 1
  readonly intentId: IntentId
  readonly attempts: readonly StoredAttempt[]
}

/**
 * How long an attempt is remembered past its order's expiry, and in all where that is unknown: as long as a backend keeps its token.
 * Long past the watch, because a payer who paid and left must not be shown a second code on coming back.
 */
const LIFE_AFTER_EXPIRY_MS = 24 * 60 * 60_000
const LIFE_UNKNOWN_MS = 26 * 60 * 60_000

/** Where a record is kept: one per backend, user and intent. */
export const recordKey = (scope: string, user: string, intentId: IntentId): string => recordKeys(scope, user) + encodeURIComponent(intentId)

/** How the keys of all records of one backend and user begin. */
export const recordKeys = (scope: string, user: string): string =>
  ['baas-pay', 'pending', 'v1', scope, user, ''].map(encodeURIComponent).join(':')

/** The record as text. */
export const writeRecord = (record: PendingRecord): string => JSON.stringify(record)

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

function readShow(value: unknown): StoredAttempt['show'] {
  if (!isJsonObject(value)) return undefined
  const { flow, payload, isFramed } = value
  const [codeUrl, url] = [text(value['codeUrl']), text(value['url'])]
  if (flow === 'qrcode' && codeUrl) return { flow, codeUrl }
  if (flow === 'redirect' && url) return isFramed === true ? { flow, url, isFramed } : { flow, url }
  if (flow === 'jsapi' && isJsonObject(payload)) return { flow, payload }
  return flow === 'scan' || flow === 'none' ? { flow } : undefined
}

function readAttempt(value: unknown): StoredAttempt | undefined {
  if (!isJsonObject(value) || !isGatewayType(value['gatewayType'])) return undefined
  const [createdAt, amountFen, no] = [asNumber(value['createdAt']), asNumber(value['amountFen']), asNumber(value['no'])]
  if (createdAt === undefined || amountFen === undefined || no === undefined) return undefined
  return {
    no,
    gatewayType: value['gatewayType'],
    amountFen: amountFen as Fen,
    chargedFen: asNumber(value['chargedFen']) as Fen | undefined,
    description: text(value['description']) ?? '',
    products: text(value['products']),
    tradeNo: text(value['tradeNo']) as TradeNo | undefined,
    transactionNo: text(value['transactionNo']) as TransactionNo | undefined,
    clientToken: text(value['clientToken']) as ClientToken | undefined,
    show: readShow(value['show']),
    expiresAt: asNumber(value['expiresAt']),
    eventsUrl: text(value['eventsUrl']),
    createdAt,
    isPaid: value['isPaid'] === true ? true : undefined,
  }
}

/** When an attempt is forgotten. */
export const attemptEndsAt = ({ expiresAt, createdAt }: StoredAttempt): number =>
  expiresAt === undefined ? createdAt + LIFE_UNKNOWN_MS : expiresAt + LIFE_AFTER_EXPIRY_MS

const canBeFound = ({ tradeNo, transactionNo, clientToken }: StoredAttempt): boolean => Boolean(tradeNo ?? transactionNo ?? clientToken)

/**
 * Reads a record back. Storage is anybody's on this origin, so every field is checked; attempts that are broken, can't be found or
 * are past their life are dropped, and a record without attempts is none.
 */
export function readRecord(stored: string | null, intentId: IntentId, now: number): PendingRecord | undefined {
  let value: unknown
  try {
    value = JSON.parse(stored ?? 'null')
  } catch {
    return undefined
  }
  if (!isJsonObject(value) || value['v'] !== 1 || value['intentId'] !== intentId || !Array.isArray(value['attempts'])) return undefined
  const attempts = value['attempts']
    .map(readAttempt)
    .filter((attempt): attempt is StoredAttempt => attempt !== undefined && canBeFound(attempt) && attemptEndsAt(attempt) > now)
  return attempts.length > 0 ? { v: 1, intentId, attempts } : undefined
}
