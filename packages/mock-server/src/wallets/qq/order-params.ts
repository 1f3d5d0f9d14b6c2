import { parseBeijing } from '../../wire/beijing-time'
import type { Fields } from '../../wire/xml'
import { DEFAULT_TRADE_LIFE_MS } from '../trade'
import { BusinessError } from '../wechat-v2/failure'
import { isNotifyUrl, TOTAL_FEE } from '../wechat-v2/order-params'

const MAX_CHARACTERS = { body: 128, attach: 128, device_info: 32, notify_url: 256, limit_pay: 32, promotion_tag: 128, contract_code: 64, spbill_create_ip: 64, nonce_str: 32, auth_code: 128 } as const
const OUT_TRADE_NO = /^[0-9A-Za-z_\-|*@]{1,32}$/

/** Checks the form of an order's fields. @throws {BusinessError} */
export function checkOrderParams(fields: Fields): void {
  const wrong = wrongField(fields)
  if (wrong) throw new BusinessError('PARAM_ERROR', `${wrong}参数错误`)
}

function wrongField(fields: Fields): string | undefined {
  if (!OUT_TRADE_NO.test(fields['out_trade_no'] ?? '')) return 'out_trade_no'
  if (!TOTAL_FEE.test(fields['total_fee'] ?? '')) return 'total_fee'
  if ((fields['fee_type'] || 'CNY') !== 'CNY') return 'fee_type'
  if (fields['notify_url'] && !isNotifyUrl(fields['notify_url'])) return 'notify_url'
  return Object.entries(MAX_CHARACTERS).find(([name, limit]) => Array.from(fields[name] ?? '').length > limit)?.[0]
}

/** Checks the form of the numbers that name a trade. @throws {BusinessError} */
export function checkNumbers({ transaction_id, out_trade_no }: Fields): void {
  if (transaction_id && !/^\d{1,32}$/.test(transaction_id)) throw new BusinessError('PARAM_ERROR', 'transaction_id参数错误')
  if (out_trade_no && !OUT_TRADE_NO.test(out_trade_no)) throw new BusinessError('PARAM_ERROR', 'out_trade_no参数错误')
}

/** The instant from which an order made `now` can't be paid. @throws {BusinessError} it is no instant, or over */
export function expiryOf(fields: Fields, now: number): number {
  if (fields['time_start']) instantOf('time_start', fields['time_start'])
  if (!fields['time_expire']) return now + DEFAULT_TRADE_LIFE_MS
  const expiry = instantOf('time_expire', fields['time_expire'])
  if (expiry <= now) throw new BusinessError('PARAM_ERROR', 'time_expire参数错误')
  return expiry
}

function instantOf(name: string, text: string): number {
  const instant = parseBeijing(text)
  if (instant === undefined) throw new BusinessError('PARAM_ERROR', `${name}参数错误`)
  return instant
}
