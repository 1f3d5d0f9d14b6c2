/** What a reload needs to ask for the last results again: numbers, amounts and times. What became of them only the backend says. Pure. */
import { isGatewayType, type ClientToken, type Fen, type TradeNo, type TransactionNo } from '@baas-pay/sdk'
import type { ScanRow } from './rows'

/** Where it is kept: one list per backend and user. */
export const resultsKey = (scope: string, user: string): string => ['baas-pay', 'scan-results', 'v1', scope, user].map(encodeURIComponent).join(':')

/** After so long a result is of another day. */
const LIFE_MS = 26 * 60 * 60_000
const MOST_STORED = 50

/** The rows as text; those without a number or a token can't be asked for. */
export const writeRows = (rows: readonly ScanRow[]): string =>
  JSON.stringify(rows.slice(0, MOST_STORED).map(({ at, intentId, gatewayType, amountFen, tradeNo, transactionNo, clientToken }) => ({ at, intentId, gatewayType, amountFen, tradeNo, transactionNo, clientToken })))

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null

function readRow(value: unknown, now: number): Omit<ScanRow, 'key'> | undefined {
  if (!isObject(value)) return undefined
  const { at, amountFen, gatewayType } = value
  const [tradeNo, transactionNo, clientToken] = [text(value['tradeNo']), text(value['transactionNo']), text(value['clientToken'])]
  if (typeof at !== 'number' || !(now - at < LIFE_MS) || (tradeNo ?? transactionNo ?? clientToken) === undefined) return undefined
  return {
    outcome: 'checking', isAsking: false, at, intentId: text(value['intentId']),
    gatewayType: typeof gatewayType === 'string' && isGatewayType(gatewayType) ? gatewayType : undefined,
    amountFen: Number.isSafeInteger(amountFen) ? (amountFen as Fen) : undefined,
    tradeNo: tradeNo as TradeNo | undefined, transactionNo: transactionNo as TransactionNo | undefined, clientToken: clientToken as ClientToken | undefined,
  }
}

/** Reads the rows back, each to be asked for: storage is anybody's on this origin, and nothing in it is taken for a payment. */
export function readRows(stored: string | null, now: number): readonly Omit<ScanRow, 'key'>[] {
  try {
    const value: unknown = JSON.parse(stored ?? '[]')
    return Array.isArray(value) ? value.slice(0, MOST_STORED).flatMap((one) => readRow(one, now) ?? []) : []
  } catch {
    return []
  }
}
