import { REFUND_TAKES_MS, type Refund, type Trade } from '../trade'
import type { Wallets } from '../wallets'
import { findTrade } from '../wechat-v2/find-trade'
import { isNotifyUrl } from '../wechat-v2/order-params'
import { giveBack, newRefundId } from '../wechat-v2/refund'
import type { Operation } from './endpoint'
import { V3Error } from './failure'
import type { Params } from './params'
import { refundView } from './refund-view'

const OUT_REFUND_NO = /^[0-9A-Za-z_\-|*@]{1,64}$/

/** `POST /v3/refund/domestic/refunds`: gives all or a part of a paid trade back. Asking again with the same number is the same refund. */
export const refund: Operation = ({ body }, wallets) => wallets.refunds(async () => {
  const amount = body.object('amount')
  const asked = newRefund(body, amount, wallets)
  const trade = await giveBack(await tradeIn(body, wallets), asked, amount.fen('total'), wallets)
  return viewOf(trade, asked.out_refund_no, wallets)
})

/** `GET /v3/refund/domestic/refunds/{out_refund_no}`. */
export const refundQuery: Operation = async ({ path }, wallets) => {
  const number = path.text('out_refund_no', 64)
  const trade = (await wallets.trades.list({ provider: 'wechat' })).find(({ refunds }) => refunds.some(({ out_refund_no }) => out_refund_no === number))
  return viewOf(trade, number, wallets)
}

function viewOf(trade: Trade | undefined, outRefundNo: string, { clock }: Wallets): object {
  const made = trade?.refunds.find(({ out_refund_no }) => out_refund_no === outRefundNo)
  if (!trade?.payment || !made) throw new V3Error('RESOURCE_NOT_EXISTS', '退款单不存在')
  return refundView(trade, trade.payment, made, clock.now())
}

/** The trade that is refunded, which must have been paid: an order that was not is nothing to refund. */
async function tradeIn(body: Params, wallets: Wallets): Promise<Trade> {
  const [transaction_id, out_trade_no] = [body.optional('transaction_id', 32), body.optional('out_trade_no', 32)]
  if (transaction_id === '' && out_trade_no === '') throw body.wrong('transaction_id', 'transaction_id与out_trade_no至少填写一项')
  const trade = await findTrade({ transaction_id, out_trade_no }, wallets)
  if (!trade?.payment) throw new V3Error('RESOURCE_NOT_EXISTS', '订单不存在')
  return trade
}

function newRefund(body: Params, amount: Params, { clock, random }: Wallets): Refund {
  const now = clock.now()
  if (!['', 'CNY'].includes(amount.optional('currency', 16))) throw amount.wrong('currency', '只支持CNY')
  body.optional('reason', 80)
  return {
    out_refund_no: body.text('out_refund_no', OUT_REFUND_NO),
    refund_id: newRefundId(random, now),
    refund_fee: amount.fen('refund'),
    account: accountIn(body),
    notify_url: notifyUrlIn(body),
    created_at: now,
    success_at: now + REFUND_TAKES_MS,
    wire: 'wechat-v3',
  }
}

function accountIn(body: Params): string {
  return body.optional('funds_account', /^AVAILABLE$/) === '' ? 'REFUND_SOURCE_UNSETTLED_FUNDS' : 'REFUND_SOURCE_RECHARGE_FUNDS'
}

function notifyUrlIn(body: Params): string {
  const url = body.optional('notify_url', 256)
  if (url !== '' && !isNotifyUrl(url)) throw body.wrong('notify_url', '须为不带参数的完整URL')
  return url
}
