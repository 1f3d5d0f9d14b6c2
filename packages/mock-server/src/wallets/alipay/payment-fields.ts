import { yuanFromFen } from '../../wire/yuan'
import type { Trade } from '../trade'

type Fields = Readonly<Record<string, unknown>>

/** The numbers of a trade. */
export const namesOf = ({ extras, out_trade_no }: Trade): { readonly trade_no: string, readonly out_trade_no: string } => ({ trade_no: extras['trade_no'] ?? '', out_trade_no })

/** Whoever pays a trade or has paid it, where that is known; the account's name is masked. */
export function buyerFields({ payment, openid }: Trade): { readonly buyer_logon_id?: string, readonly buyer_user_id?: string } {
  const id = payment?.openid ?? openid
  return id === null ? {} : { buyer_logon_id: `1${id.slice(4, 6)}****${id.slice(-4)}`, buyer_user_id: id }
}

/** The amounts of a trade that was paid. */
export function paidAmounts({ total_fee }: Trade): { readonly [Name in 'receipt_amount' | 'buyer_pay_amount' | 'point_amount' | 'invoice_amount']: string } {
  const amount = yuanFromFen(total_fee)
  return { receipt_amount: amount, buyer_pay_amount: amount, point_amount: '0.00', invoice_amount: amount }
}

/** What a trade is, and what was paid of it and how. */
export function paymentFields(trade: Trade): Fields {
  const amount = yuanFromFen(trade.total_fee)
  const paid = trade.payment ? { ...paidAmounts(trade), fund_bill_list: [{ fund_channel: 'ALIPAYACCOUNT', amount }] } : {}
  return { ...namesOf(trade), ...buyerFields(trade), total_amount: amount, ...paid }
}
