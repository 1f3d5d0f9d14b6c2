import { parseBeijing } from '../../wire/beijing-time'
import type { Fields } from '../../wire/xml'
import { DEFAULT_TRADE_LIFE_MS } from '../trade'
import { BusinessError } from './failure'

const MAX_CHARACTERS = { body: 128, attach: 127, device_info: 32, notify_url: 256, product_id: 32, detail: 6000, goods_tag: 32, auth_code: 128, spbill_create_ip: 64, nonce_str: 32, openid: 128, scene_info: 256, limit_pay: 32 } as const
const MIN_LIFE_MS = 60_000
const OUT_TRADE_NO = /^[0-9A-Za-z_\-|*]{6,32}$/
/** An amount in fen: a whole number from 1. */
export const TOTAL_FEE = /^[1-9]\d{0,9}$/

/** How an operation calls a field of the wrong form: `unifiedorder` the one, `micropay` the other. */
export type WrongParam = 'INVALID_REQUEST' | 'PARAM_ERROR'

/** Checks the form of an order's fields. @throws {BusinessError} */
export function checkOrderParams(fields: Fields, code: WrongParam): void {
  const wrong = wrongField(fields)
  if (wrong) throw new BusinessError(code, `${wrong}参数错误`)
}

function wrongField(fields: Fields): string | undefined {
  if (!OUT_TRADE_NO.test(fields['out_trade_no'] ?? '')) return 'out_trade_no'
  if (!TOTAL_FEE.test(fields['total_fee'] ?? '')) return 'total_fee'
  if (fields['notify_url'] && !isNotifyUrl(fields['notify_url'])) return 'notify_url'
  if ((fields['fee_type'] || 'CNY') !== 'CNY') return 'fee_type'
  if (!['', 'Y', 'N'].includes(fields['profit_sharing'] ?? '')) return 'profit_sharing'
  return Object.entries(MAX_CHARACTERS).find(([name, limit]) => Array.from(fields[name] ?? '').length > limit)?.[0]
}

/** Checks the form of the numbers that name a trade. @throws {BusinessError} */
export function checkNumbers({ transaction_id, out_trade_no }: Fields): void {
  if (transaction_id && !/^\d{1,32}$/.test(transaction_id)) throw new BusinessError('PARAM_ERROR', 'transaction_id参数错误')
  if (out_trade_no && !OUT_TRADE_NO.test(out_trade_no)) throw new BusinessError('PARAM_ERROR', 'out_trade_no参数错误')
}

/** WeChat Pay takes an absolute address that carries no parameters. */
export function isNotifyUrl(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text) && !/[?#]/.test(text)
}

/** The instant from which an order made `now` can't be paid. @throws {BusinessError} */
export function expiryOf(fields: Fields, now: number, code: WrongParam): number {
  const start = fields['time_start'] ? instantOf('time_start', fields['time_start'], code) : now
  if (!fields['time_expire']) return now + DEFAULT_TRADE_LIFE_MS
  const expiry = instantOf('time_expire', fields['time_expire'], code)
  // The wire has whole seconds, so the one that has begun counts in full.
  if (expiry - Math.floor(Math.max(start, now) / 1000) * 1000 < MIN_LIFE_MS) {
    throw new BusinessError(code, 'time_expire时间过短，须晚于下单时间1分钟以上')
  }
  return expiry
}

function instantOf(name: string, text: string, code: WrongParam): number {
  const instant = parseBeijing(text)
  if (instant === undefined) throw new BusinessError(code, `${name}参数错误`)
  return instant
}

const NO_PART_OF_THE_ORDER = ['nonce_str', 'sign', 'sign_type', 'auth_code']

/** What makes two orders with one number the same order: every field but the ones that sign, and the payment code, which is never kept. */
export function fingerprintOf(fields: Fields): string {
  return JSON.stringify(Object.entries(fields).filter(([name, value]) => value !== '' && !NO_PART_OF_THE_ORDER.includes(name)).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
