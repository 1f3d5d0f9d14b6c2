import { element, part } from './element.js'
import { fillList } from './keyed-list.js'
import { yuan } from './money.js'

/** Orders that were seen, so that a chosen one is not lost from the list when it is over. */
const seen = new Map()

/** Offers all orders, and each one that waits to be paid. */
export function showScope({ on_screen, requests }) {
  const waiting = [...requests, ...on_screen]
  for (const order of waiting) seen.set(order.out_trade_no, order)
  const chosen = seen.get(part('fault-order').value)
  const gone = chosen && !waiting.some(({ out_trade_no }) => out_trade_no === chosen.out_trade_no) ? [chosen] : []
  fillList(part('fault-order'), [{ out_trade_no: '' }, ...gone, ...waiting], { keyOf: ({ out_trade_no }) => out_trade_no, draw: orderOption })
}

function orderOption({ out_trade_no, subject, amount_fen }) {
  return element('option', { value: out_trade_no }, out_trade_no ? `¥${yuan(amount_fen)} ${subject}` : '所有订单')
}

/** Whom the next fault is for, as the wallet takes it. */
export function scope() {
  const { value } = part('fault-order')
  return { ...(value ? { trade_no: value } : {}), ...(part('fault-times').value === 'once' ? { times: 1 } : {}) }
}
