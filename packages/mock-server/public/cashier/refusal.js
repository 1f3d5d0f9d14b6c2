import { complain, say, show } from './screens.js'

/** What helps where nothing was charged. */
export const UNPAID = '这次没有扣款，请回到商户页面重新下单。'
/** Refusals after which an order can't be paid any more, and what helps then: who has paid must not be sent to order again. */
export const OVER = { expired: UNPAID, closed: UNPAID, declined: UNPAID, unknown: UNPAID, already_paid: '付款结果以商户页面显示的为准。' }

/** Says why the payer was refused, where that can be mended; else the order is over. */
export function sayRefusal({ error, message }, over = OVER) {
  if (error === 'wrong_password' || error === 'password_required') return complain(message)
  if (error in over) return show('over', { headline: message, note: over[error], focus: 'back' })
  say(message, 'wrong')
}
