import type { Fields } from '../../wire/xml'
import { BusinessError } from './failure'
import { checkNumbers, isNotifyUrl, TOTAL_FEE } from './order-params'

const OUT_REFUND_NO = /^[0-9A-Za-z_\-|*@]{1,64}$/
const ACCOUNTS = ['', 'REFUND_SOURCE_UNSETTLED_FUNDS', 'REFUND_SOURCE_RECHARGE_FUNDS']
const MAX_DESCRIPTION = 80

/** Checks the form of a refund's fields. @throws {BusinessError} */
export function checkRefundParams(fields: Fields): void {
  checkNumbers(fields)
  const wrong = wrongField(fields)
  if (wrong) throw new BusinessError('PARAM_ERROR', `${wrong}参数错误`)
}

function wrongField(fields: Fields): string | undefined {
  if (!OUT_REFUND_NO.test(fields['out_refund_no'] ?? '')) return 'out_refund_no'
  const fee = ['total_fee', 'refund_fee'].find((name) => !TOTAL_FEE.test(fields[name] ?? ''))
  if (fee) return fee
  if ((fields['refund_fee_type'] || 'CNY') !== 'CNY') return 'refund_fee_type'
  if (!ACCOUNTS.includes(fields['refund_account'] ?? '')) return 'refund_account'
  if (Array.from(fields['refund_desc'] ?? '').length > MAX_DESCRIPTION) return 'refund_desc'
  return fields['notify_url'] && !isNotifyUrl(fields['notify_url']) ? 'notify_url' : undefined
}
