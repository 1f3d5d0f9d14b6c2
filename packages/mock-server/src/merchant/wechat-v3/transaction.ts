import { formatBeijing } from '../../wire/beijing-time'
import { parseRfc3339 } from '../../wire/v3-time'
import type { Fields } from '../../wire/xml'
import type { WechatAccount } from '../wechat/gateway'
import type { Json } from './client'

/** A Transaction in v2's names, in which both protocols are judged; nothing for another account's. */
export function transactionFields(transaction: Json, { appid, mch_id }: Pick<WechatAccount, 'appid' | 'mch_id'>): Fields | undefined {
  if (transaction['appid'] !== appid || transaction['mchid'] !== mch_id) return undefined
  const { total, currency } = { ...amountIn(transaction) }
  const paidAt = parseRfc3339(textOf(transaction['success_time']))
  return {
    out_trade_no: textOf(transaction['out_trade_no']),
    transaction_id: textOf(transaction['transaction_id']),
    trade_state: textOf(transaction['trade_state']),
    trade_state_desc: textOf(transaction['trade_state_desc']),
    total_fee: fenText(total),
    fee_type: textOf(currency) || 'CNY',
    time_end: paidAt === undefined ? '' : formatBeijing(paidAt),
  }
}

/** The object `amount` of an answer or a notify; no fields where there is none. */
export function amountIn({ amount }: Json): Json {
  return typeof amount === 'object' && amount !== null ? { ...amount } : {}
}

/** A text of the wire; empty where it is none. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** A number of fen as v2 writes it; empty for anything else. */
export const fenText = (value: unknown): string => (typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : '')
