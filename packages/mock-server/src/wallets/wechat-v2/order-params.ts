import { parseBeijing } from '../../wire/beijing-time'
import type { Fields } from '../../wire/xml'
import { DEFAULT_TRADE_LIFE_MS } from '../trade'
import { BusinessError } from './failure'

const MAX_CHARACTERS = { body: 128, attach: 127, device_info: 32, notify_url: 256, product_id: 32, detail: 6000, goods_tag: 32, spbill_create_ip: 64, nonce_str: 32, openid: 128, scene_info: 256, limit_pay: 32 } as const
const MIN_LIFE_MS = 60_000
const OUT_TRADE_NO = /^[0-9A-Za-z_\-|*]{6,32}$/
const TOTAL_FEE = /^[1-9]\d{0,9}$/

/** Checks the form of an order's fields. @throws {BusinessError} */
export function checkOrderParams(fields: Fields): void {
  const wrong = wrongField(fields)
  if (wrong) throw new BusinessError('INVALID_REQUEST', `${wrong}参数错误`)
}

function wrongField(fields: Fields): string | undefined {
  if (!OUT_TRADE_NO.test(fields['out_trade_no'] ?? '')) return 'out_trade_no'
  if (!TOTAL_FEE.test(fields['total_fee'] ?? '')) return 'total_fee'
  if (!isNotifyUrl(fields['notify_url'] ?? '')) return 'notify_url'
  if ((fields['fee_type'] || 'CNY') !== 'CNY') return 'fee_type'
  if (!['', 'Y', 'N'].includes(fields['profit_sharing'] ?? '')) return 'profit_sharing'
  return Object.entries(MAX_CHARACTERS).find(([name, limit]) => Array.from(fields[name] ?? '').length > limit)?.[0]
}

/** WeChat Pay takes an absolute address that carries no parameters. */
function isNotifyUrl(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text) && !/[?#]/.test(text)
}

/** The instant from which an order made `now` can't be paid. @throws {BusinessError} */
export function expiryOf(fields: Fields, now: number): number {
  const start = fields['time_start'] ? instantOf('time_start', fields['time_start']) : now
  if (!fields['time_expire']) return now + DEFAULT_TRADE_LIFE_MS
  const expiry = instantOf('time_expire', fields['time_expire'])
  // The wire has whole seconds, so the one that has begun counts in full.
  if (expiry - Math.floor(Math.max(start, now) / 1000) * 1000 < MIN_LIFE_MS) {
    throw new BusinessError('INVALID_REQUEST', 'time_expire时间过短，须晚于下单时间1分钟以上')
  }
  return expiry
}

function instantOf(name: string, text: string): number {
  const instant = parseBeijing(text)
  if (instant === undefined) throw new BusinessError('INVALID_REQUEST', `${name}参数错误`)
  return instant
}

/** What makes two orders with one number the same order: every field but the ones that sign. */
export function fingerprintOf(fields: Fields): string {
  return JSON.stringify(Object.entries(fields).filter(([name, value]) => value !== '' && !['nonce_str', 'sign', 'sign_type'].includes(name)).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
