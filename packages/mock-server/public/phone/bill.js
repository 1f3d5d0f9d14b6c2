import { element, part } from './element.js'
import { fillList } from './keyed-list.js'
import { yuan } from './money.js'
import { nameOf } from './wallets.js'
import { when } from './when.js'

/** How each entry is told. */
const STATES = { payment: { done: '', reversed: '已全额退回' }, refund: { done: '退款', processing: '退款中' } }

/** How a list shows entries of the bill. */
export const entryRow = (now, { isWhole = false } = {}) => ({
  keyOf: ({ kind, transaction_id, out_trade_no, at, amount_fen, state }) => [kind, transaction_id, out_trade_no, at, amount_fen, state].join(' '),
  draw({ kind, provider, out_trade_no, subject, amount_fen, at, state }) {
    const note = [STATES[kind][state], nameOf(provider), when(at, now)].filter(Boolean).join(' · ')
    return element('li', { 'class': 'row', 'data-kind': kind, 'data-state': state },
      element('span', { class: 'row-what' }, element('span', { class: 'row-title' }, subject), element('span', { class: 'row-note' }, note)),
      element('span', { class: 'row-amount' }, `${kind === 'refund' ? '+' : '−'}${yuan(amount_fen)}`),
      ...(isWhole ? [element('span', { class: 'row-note row-number number' }, out_trade_no)] : []))
  },
})

/** Writes the whole bill. */
export function showBill({ now, history }) {
  fillList(part('bill'), history, entryRow(now, { isWhole: true }))
  part('no-bill').hidden = history.length > 0
}
