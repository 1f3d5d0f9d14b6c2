import { formatBeijingText } from '../../wire/beijing-time'
import { yuanFromFen } from '../../wire/yuan'
import type { Payment, Refund, Trade } from '../trade'

/** What a bill tells of: everything, what was paid, or what was given back. */
export type BillType = 'ALL' | 'SUCCESS' | 'REFUND'

/** A day, or another span of time, from its first instant to the one that is over. */
export interface Span { readonly from: number, readonly until: number }

/** One line of a bill: a payment, or money given back by a refund or a reverse. Amounts are in fen. */
interface Entry {
  readonly at: number
  readonly state: 'SUCCESS' | 'REFUND' | 'REVOKED'
  readonly trade: Trade
  readonly payment: Payment
  readonly paid: number
  readonly returned: number
  readonly refund?: Refund
}

/** WeChat Pay keeps six per mille, rounded to the fen. */
const FEE_PER_MILLE = 6
const RATE = '0.60%'

/** The title of each column, its value, and the bills that have it, by their first letters. */
const COLUMNS: readonly (readonly [title: string, bills: string, value: (entry: Entry, type: BillType) => string])[] = [
  ['交易时间', 'ASR', ({ at, payment }, type) => formatBeijingText(type === 'REFUND' ? payment.paid_at : at)],
  ['公众账号ID', 'ASR', ({ trade }) => trade.appid],
  ['商户号', 'ASR', ({ trade }) => trade.mch_id],
  ['特约商户号', 'ASR', () => '0'],
  ['设备号', 'ASR', ({ trade }) => trade.device_info],
  ['微信订单号', 'ASR', ({ payment }) => payment.transaction_id],
  ['商户订单号', 'ASR', ({ trade }) => trade.out_trade_no],
  ['用户标识', 'ASR', ({ payment }) => payment.openid],
  ['交易类型', 'ASR', ({ trade }) => trade.trade_type],
  ['交易状态', 'ASR', ({ state }) => state],
  ['付款银行', 'ASR', () => 'OTHERS'],
  ['货币种类', 'ASR', () => 'CNY'],
  ['应结订单金额', 'ASR', ({ paid }) => yuanFromFen(paid)],
  ['代金券金额', 'ASR', () => '0.00'],
  ['退款申请时间', 'R', ({ at, refund }) => formatBeijingText(refund?.created_at ?? at)],
  ['退款成功时间', 'R', ({ at }) => formatBeijingText(at)],
  ['微信退款单号', 'AR', ({ refund }) => refund?.refund_id ?? '0'],
  ['商户退款单号', 'AR', ({ refund }) => refund?.out_refund_no ?? '0'],
  ['退款金额', 'AR', ({ returned }) => yuanFromFen(returned)],
  ['充值券退款金额', 'AR', () => '0.00'],
  ['退款类型', 'AR', ({ returned }) => (returned > 0 ? 'ORIGINAL' : '')],
  ['退款状态', 'AR', ({ returned }) => (returned > 0 ? 'SUCCESS' : '')],
  ['商品名称', 'ASR', ({ trade }) => trade.body],
  ['商户数据包', 'ASR', ({ trade }) => trade.attach],
  ['手续费', 'ASR', (entry) => feeText(feeOf(entry))],
  ['费率', 'ASR', () => RATE],
  ['订单金额', 'ASR', ({ paid }) => yuanFromFen(paid)],
  ['申请退款金额', 'AR', ({ returned }) => yuanFromFen(returned)],
  ['费率备注', 'ASR', () => ''],
]

/** The text of a bill as WeChat Pay writes it: titles, a line for each movement of money, the titles of the sums, the sums. Nothing where no money moved. */
export function billText(trades: readonly Trade[], span: Span, type: BillType): string | undefined {
  const entries = trades.flatMap(entriesOf).filter((entry) => isIn(span, entry.at) && isOf(type, entry)).toSorted((a, b) => a.at - b.at)
  if (entries.length === 0) return undefined
  const columns = COLUMNS.filter(([, bills]) => bills.includes(type.charAt(0)))
  const lines = [
    columns.map(([title]) => title).join(','),
    ...entries.map((entry) => valuesLine(columns.map(([, , value]) => value(entry, type)))),
    '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额',
    valuesLine(sumsOf(entries)),
  ]
  // It begins with a byte order mark, so that a spreadsheet takes it for UTF-8.
  return `\ufeff${lines.join('\r\n')}\r\n`
}

function entriesOf(trade: Trade): readonly Entry[] {
  const { payment, reversed_at } = trade
  if (!payment) return []
  const given = trade.refunds.map((refund): Entry => ({ at: refund.success_at, state: 'REFUND', trade, payment, paid: 0, returned: refund.refund_fee, refund }))
  const reversed: Entry[] = reversed_at === undefined ? [] : [{ at: reversed_at, state: 'REVOKED', trade, payment, paid: 0, returned: trade.total_fee }]
  return [{ at: payment.paid_at, state: 'SUCCESS', trade, payment, paid: trade.total_fee, returned: 0 }, ...given, ...reversed]
}

const isIn = ({ from, until }: Span, at: number): boolean => at >= from && at < until

const isOf = (type: BillType, { state }: Entry): boolean => type === 'ALL' || (state === 'SUCCESS') === (type === 'SUCCESS')

// A backtick keeps spreadsheets from reading long numbers as floats.
const valuesLine = (values: readonly string[]): string => values.map((value) => `\`${value.replaceAll(/[\r\n`]/g, ' ')}`).join(',')

const feeOf = ({ paid, returned }: Entry): number => Math.round((paid * FEE_PER_MILLE) / 1000) - Math.round((returned * FEE_PER_MILLE) / 1000)

const feeText = (fen: number): string => `${fen < 0 ? '-' : ''}${yuanFromFen(Math.abs(fen))}000`

function sumsOf(entries: readonly Entry[]): readonly string[] {
  const sum = (amountOf: (entry: Entry) => number): number => entries.reduce((total, entry) => total + amountOf(entry), 0)
  const [paid, returned] = [yuanFromFen(sum((entry) => entry.paid)), yuanFromFen(sum((entry) => entry.returned))]
  return [String(entries.length), paid, returned, '0.00', feeText(sum(feeOf)), paid, returned]
}
