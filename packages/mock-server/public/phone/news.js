import { fill, current, present, show } from './order.js'
import { closeCode } from './payment-code.js'
import { isSetAside } from './places.js'
import { isPlace, screen } from './screens.js'
import { dress } from './wallets.js'

/** Payments that were seen already, so that a new one is noticed. */
let seen

/** Brings what happened elsewhere before the payer: a payment by the code that is shown, a cashier's request, the end of one. */
export function follow(picture) {
  const paid = newPayment(picture)
  if (screen() === 'code' && paid) return showPaid(paid, picture)
  if (screen() === 'request') return followRequest(picture)
  const waiting = picture.requests.at(-1)
  if (!waiting || !isPlace() || isSetAside()) return
  closeCode()
  present({ ...waiting, merchant: picture.merchant })
}

function newPayment({ history }) {
  const known = seen
  seen = new Set(history.map(({ transaction_id }) => transaction_id))
  return known && history.find(({ kind, trade_type, transaction_id }) => kind === 'payment' && ['MICROPAY', 'BARCODE'].includes(trade_type) && !known.has(transaction_id))
}

function showPaid(entry, { merchant }) {
  closeCode()
  dress(entry.provider)
  fill({ ...entry, merchant })
  show('paid', { message: '支付成功' })
}

function followRequest({ requests, history }) {
  const { order, way } = current()
  const isOrder = ({ provider, out_trade_no }) => provider === order.provider && out_trade_no === order.out_trade_no
  if (requests.some(isOrder)) return
  const isPaid = history.some((entry) => isOrder(entry) && entry.kind === 'payment' && entry.state === 'done')
  if (isPaid) show('paid', { message: '支付成功' })
  else show('over', { message: way.gone, note: way.unpaid })
}
