import { part } from './element.js'
import { complain, say } from './message.js'
import { current, forget, offerTopUp, present, show } from './order.js'
import { typed } from './pin.js'
import { screen } from './screens.js'
import { request } from './turn.js'

const NO_RESULT = '未收到结果，请勿重复支付'
const STILL_UNPAID = '已查到：还没有扣款，可以继续支付'
/** Refusals after which nothing can be done with the order. */
const OVER = ['expired', 'closed', 'declined', 'already_paid']
const ABOUT_PASSWORD = ['wrong_password', 'password_required']

const paid = () => show('paid', { message: '支付成功' })
const unknown = () => show('unknown', { message: NO_RESULT, note: '钱款可能已经付出，请先再查一次。' })
const stillUnknown = () => show('unknown', { message: NO_RESULT, note: '仍未查到。请稍后再查一次，或凭订单号联系商户核实。' })
const over = ({ code, message }) => show('over', { message, note: noteOf(code) })

function noteOf(code) {
  if (code === 'already_paid') return '付款结果以商户页面显示的为准。'
  return OVER.includes(code) ? current().way.unpaid : ''
}

function sayRefusal(refusal) {
  const { code, message } = refusal
  if (ABOUT_PASSWORD.includes(code)) {
    typed('')
    return complain(message, 'password')
  }
  if (code !== 'not_enough') return over(refusal)
  typed('')
  say(message, 'wrong')
  offerTopUp(true)
  part('top-up').focus()
}

/** Looks up what a code asks for, and puts it before the payer. */
export function scan(content) {
  if (!content) return complain('请先粘贴付款二维码的内容', 'content')
  forget()
  return request('scan', { content }, {
    words: '正在识别二维码…',
    answered: (asked) => present({ ...asked, content }),
    refused: (refusal) => (screen() !== 'scan' || OVER.includes(refusal.code) ? over(refusal) : complain(refusal.message, 'content')),
  })
}

/** The payer pays what is on the screen. */
export function pay() {
  const { order, way } = current()
  const password = part('password').value
  if (password && password.length < 6) return complain('请输入完整的 6 位密码', 'password')
  if (!password && way.isAsked(order)) return complain('请输入支付密码', 'password')
  return request(way.pay, { ...way.subject(order), ...(password ? { password } : {}) }, {
    words: '正在支付，请稍候…',
    answered: ({ state }) => (state === 'SUCCESS' ? paid() : unknown()),
    refused: sayRefusal,
    silent: unknown,
  })
}

/** The payer says no: a QR stays payable, a cashier's request is over. */
export function refuse() {
  const { order, way } = current()
  return request(way.refuse, way.subject(order), { words: '正在取消…', answered: () => show('refused', way.refused), refused: sayRefusal })
}

/** After a payment whose answer was lost: what is paid now was paid. */
export function askAgain() {
  const { order, way } = current()
  const unpaid = () => present(order, STILL_UNPAID)
  const told = { already_paid: paid, password_required: unpaid }
  return request(way.check, way.subject(order), {
    words: '正在查询结果…',
    answered: unpaid,
    refused: (refusal) => {
      const tell = told[refusal.code] ?? (OVER.includes(refusal.code) ? () => over(refusal) : stillUnknown)
      tell()
    },
    silent: stillUnknown,
  })
}
