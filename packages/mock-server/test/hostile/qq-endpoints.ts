import { buildXml } from '../../src/wire/xml'
import { qqAccountOf, qqCall, qqCharge, qqFields, qqMessage, qqOperator, qqOrder, qqPaid, qqPath, type QqAccount, type QqOperation } from '../qq'
import type { Body, Mock } from '../mock'
import type { Endpoint } from './endpoints'
import type { World } from './world'

type Fields = Readonly<Record<string, string | undefined>>

/** What is under way at the QQ wallet. */
export interface QqWorld {
  readonly account: QqAccount
  readonly operator: Fields
  /** Numbers of orders there, by how far they are. */
  readonly open: string
  readonly paid: string
  /** The payment code's payer has not typed the password yet, for more than the five minutes after which it can be reversed. */
  readonly waiting: string
  /** A payment code that was not used. */
  readonly authCode: string
}

/** Makes it, but for the payment code, which lives for a minute. */
export async function makeQq(mock: Mock): Promise<Omit<QqWorld, 'authCode'>> {
  // Numbers of its own, so that two worlds are the same.
  const order = qqOrder({ out_trade_no: 'qqopen' })
  await qqCall(mock, 'unifiedOrder', order)
  const charge = await qqCharge(mock, { out_trade_no: 'qqwaiting', total_fee: '100001' })
  await qqCall(mock, 'microPay', charge)
  const [paid, operator] = [await qqPaid(mock, { out_trade_no: 'qqpaid' }), await qqOperator(mock)]
  await qqCall(mock, 'refund', { out_trade_no: paid, out_refund_no: 'r0', refund_fee: '1', ...operator })
  return { account: await qqAccountOf(mock), operator, open: order['out_trade_no'] ?? '', paid, waiting: charge['out_trade_no'] ?? '' }
}

/** The same message in the form that the attacks of the others are made on. */
const inCdata = (text: string): string => buildXml(qqFields(text))

function message(operation: QqOperation, changes: boolean, fields: (qq: QqWorld) => Fields): Endpoint {
  const path = qqPath(operation)
  return { wing: 'wallets', method: 'ALL', route: path, reads: 'signed', asks: 'nobody', changes, request: ({ qq }) => ({ path, body: inCdata(qqMessage(fields(qq), qq.account)) }) }
}

/** What the QQ wallet tells of a payment of an order. */
function qqNotify({ qq: { account } }: Pick<World, 'qq'>, { trade_no }: Body, changes: Fields = {}): string {
  return inCdata(qqMessage({
    trade_type: 'NATIVE', trade_state: 'SUCCESS', bank_type: 'BALANCE', fee_type: 'CNY', total_fee: '10', cash_fee: '10', coupon_fee: '0', transaction_id: `${account.mch_id}202601030000000001`, out_trade_no: trade_no,
    time_end: '20260103080030', openid: 'A'.repeat(32), ...changes,
  }, account))
}

/** The QQ wallet's routes, and where it notifies. */
export const QQ: readonly Endpoint[] = [
  message('unifiedOrder', true, () => qqOrder()),
  message('orderQuery', false, ({ open: out_trade_no }) => ({ out_trade_no })),
  message('closeOrder', true, ({ open: out_trade_no }) => ({ out_trade_no })),
  message('microPay', true, ({ authCode: auth_code }) => ({ ...qqOrder({ trade_type: 'MICROPAY', notify_url: undefined }), device_info: 'till1', auth_code })),
  message('reverse', true, ({ waiting: out_trade_no, operator }) => ({ out_trade_no, ...operator })),
  message('refund', true, ({ paid: out_trade_no, operator }) => ({ out_trade_no, out_refund_no: 'r1', refund_fee: '3', ...operator })),
  message('refundQuery', false, ({ paid: out_trade_no }) => ({ out_trade_no })),
  { wing: 'merchant', method: 'POST', route: '/api/demo/pay/re_qq', reads: 'signed', asks: 'nobody', changes: true, request: (world) => ({ path: '/api/demo/pay/re_qq', body: qqNotify(world, world.orders.qq) }) },
]
