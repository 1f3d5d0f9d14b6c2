import { DECIMAL, randomText } from '../../ports/random-text'
import { formatBeijing } from '../../wire/beijing-time'
import type { Fields } from '../../wire/xml'
import { REFUND_TAKES_MS, type Refund, type Trade } from '../trade'
import type { Wallets } from '../wallets'
import type { Operation } from '../wechat-v2/envelope'
import { BusinessError } from '../wechat-v2/failure'
import { findTrade } from '../wechat-v2/find-trade'
import { TOTAL_FEE } from '../wechat-v2/order-params'
import { giveBack } from '../wechat-v2/refund'
import { checkOperator } from './operator'
import { checkNumbers } from './order-params'

const OUT_REFUND_NO = /^[0-9A-Za-z_\-|*@]{1,32}$/
const ACCOUNTS = ['', 'REFUND_SOURCE_UNSETTLED_FUNDS', 'REFUND_SOURCE_RECHARGE_FUNDS']

/** `qpay_refund.cgi`: gives all or a part of a paid trade back. The same number again is the same refund; no notify tells of it. */
export const refund: Operation = {
  required: ['out_refund_no', 'refund_fee', 'op_user_id', 'op_user_passwd'],
  async run({ fields }, wallets) {
    checkParams(fields)
    await checkOperator(fields, wallets)
    const trade = await wallets.refunds(() => refunded(fields, wallets))
    const made = trade.refunds.find(({ out_refund_no }) => out_refund_no === fields['out_refund_no'])
    if (!made || !trade.payment) throw new Error('a refund was not kept')
    return {
      transaction_id: trade.payment.transaction_id,
      out_trade_no: trade.out_trade_no,
      out_refund_no: made.out_refund_no,
      refund_id: made.refund_id,
      refund_channel: 'ORIGINAL',
      total_fee: String(trade.total_fee),
      refund_fee: String(made.refund_fee),
    }
  },
}

function checkParams(fields: Fields): void {
  checkNumbers(fields)
  const wrong = !OUT_REFUND_NO.test(fields['out_refund_no'] ?? '') ? 'out_refund_no' : !TOTAL_FEE.test(fields['refund_fee'] ?? '') ? 'refund_fee' : !ACCOUNTS.includes(fields['refund_account'] ?? '') ? 'refund_account' : undefined
  if (wrong) throw new BusinessError('PARAM_ERROR', `${wrong}参数错误`)
}

async function refunded(fields: Fields, wallets: Wallets): Promise<Trade> {
  const found = await findTrade(fields, wallets, 'qq')
  if (!found) throw new BusinessError('ORDERNOTEXIST')
  return giveBack(found, newRefund(fields, wallets), found.total_fee, wallets)
}

function newRefund(fields: Fields, { clock, random }: Wallets): Refund {
  const now = clock.now()
  return {
    out_refund_no: fields['out_refund_no'] ?? '',
    refund_id: `${fields['mch_id'] ?? ''}${formatBeijing(now).slice(0, 8)}${randomText(random, DECIMAL, 10)}`,
    refund_fee: Number(fields['refund_fee']),
    account: fields['refund_account'] || 'REFUND_SOURCE_UNSETTLED_FUNDS',
    notify_url: '',
    created_at: now,
    success_at: now + REFUND_TAKES_MS,
  }
}
