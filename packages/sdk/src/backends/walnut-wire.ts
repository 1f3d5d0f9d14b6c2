/** Walnut's wire names: what is sent, and what an order or a pay object says. Types vary between its documents, so reading is lenient. */
import { gateways, type GatewayType } from '../core/gateways'
import { asNumber } from '../core/json'
import type { Fen } from '../core/money'
import type { ClientToken, OrderAnswer, OrderRef, Presentation, TradeNo, TransactionNo } from '../core/order'
import type { Product } from '../core/request'
import { HError } from '../errors'
import { asJson, asText } from './mincloud-wire'
import type { CreateRequest } from './port'

type Json = Readonly<Record<string, unknown>>

const isProduct = ({ id, amount = 1 }: Product): boolean => asText(id) !== undefined && Number.isSafeInteger(amount) && amount > 0

/** What is bought. Throws HError 605 where a request names no goods of the shop's. */
export function productsOf({ products, merchandiseRecordID: id }: CreateRequest): readonly Product[] {
  const wanted = products ?? (id === undefined ? [] : [{ id }])
  if (Array.isArray(wanted) && wanted.length > 0 && wanted.every(isProduct)) return wanted
  throw new HError(605, undefined, { hint: 'Name products: [{ id, amount }].' })
}

/** An order's amounts are yuan, read by their digits; a pay object's fee is fen. */
function amountOf(json: Json): Fen | undefined {
  const fee = asNumber(json['fee']) ?? -1
  const digits = fee.toFixed(2)
  const fen = 'pay_st' in json ? fee : Number(digits) === fee ? Number(digits.replace('.', '')) : -1
  return Number.isSafeInteger(fen) && fen >= 0 ? (fen as Fen) : undefined
}

/** The amount that an answer of `pay/price` tells. Throws HError 608 where it tells none. */
export function readPrice(data: unknown): { readonly amountFen: Fen } {
  const amountFen = amountOf(asJson(data) ?? {})
  if (amountFen === undefined) throw new HError(608, 'the answer has no fee', { retryable: true })
  return { amountFen }
}

/** Paid by the order's own word: paid, shipped or done. */
const PAID_ORDER = /^(OK|SP|DN)$/

/** What the payment ended with, where it has ended unpaid; without the provider's word a charge says nothing, and a code's time is up. */
function failure(tradeState: string | undefined, payTp: unknown): Pick<OrderAnswer, 'status' | 'expiresInMs'> {
  if (tradeState === 'CLOSED' || tradeState === 'REVOKED') return { status: 'pending' }
  return tradeState || String(payTp).endsWith('.scan') ? { status: 'failed' } : { status: 'pending', expiresInMs: 0 }
}

function standing(json: Json, result: Json, tradeState: string | undefined): Pick<OrderAnswer, 'status' | 'expiresInMs'> {
  const state = asText(result['status']) ?? asText(result['pay_st'])
  if (PAID_ORDER.test(String(json['or_st'])) || state === 'OK') return { status: json['or_status'] === 5 ? 'complete' : 'success' }
  if (state === 'FAIL') return failure(tradeState, json['pay_tp'])
  const left = asNumber(json['expires_in'])
  return { status: state === 'WAIT' || state === 'NEW' ? 'pending' : '', expiresInMs: left === undefined ? undefined : left * 1_000 }
}

/** An order (seed 001) or a pay object (seed 000) in neutral words; and the result of its payment, `{ payObjId, status, dataType, data, errMsg }`. */
export function readWalnut(data: unknown): { readonly answer: OrderAnswer; readonly result: Json } | undefined {
  const json = asJson(data)
  const result = asJson(json?.['pay_re']) ?? json
  const id = asText(json?.['or_st'] === undefined ? json?.['payObjId'] : json['id'])
  if (!json || !result || id === undefined) return undefined
  const tradeState = asText(json['trade_state'])
  const paidAt = asNumber(json['ok_at']) ?? asNumber(json['close_at'])
  const answer: OrderAnswer = {
    transactionNo: id as TransactionNo,
    tradeNo: asText(json['out_trade_no']) as TradeNo | undefined,
    clientToken: asText(json['client_token']) as ClientToken | undefined,
    tradeState,
    amountFen: amountOf(json),
    nextPollMs: asNumber(json['next_poll_ms']),
    paidAt: paidAt ? Math.floor(paidAt / 1_000) : undefined,
    ...standing(json, result, tradeState),
  }
  return { answer, result }
}

/** Whether an order is paid. */
export const isPaid = ({ status }: Pick<OrderAnswer, 'status'>): boolean => status === 'success' || status === 'complete'

/**
 * An order that was paid by an earlier try is paid, whichever try was asked about; anything else of another try, whose out_trade_no is
 * another, says nothing of ours.
 */
export const asAskedFor = (answer: OrderAnswer, { transactionNo }: OrderRef): OrderAnswer =>
  transactionNo !== undefined && isPaid(answer) ? { ...answer, tradeNo: undefined } : answer

/** What a payer who still has to pay is shown, by `dataType`, whatever the way of paying. Undefined where this page can't show it. */
export function walnutShow(gateway: GatewayType, { dataType, data }: Json): Presentation | undefined {
  const { flow } = gateways[gateway]
  if (flow === 'scan') return { flow }
  const [text, payload] = [asText(data), asJson(data)]
  switch (dataType) {
    case 'QRCODE':
      return text ? { flow: 'qrcode', codeUrl: text } : undefined
    case 'LINK':
    case 'IFRAME':
      return text ? { flow: 'redirect', url: text, ...(dataType === 'IFRAME' && { isFramed: true }) } : undefined
    case 'JSON':
      return payload && flow === 'jsapi' ? { flow, payload } : undefined
    default:
      return undefined
  }
}
