import { ask, Refusal } from './api.js'
import { complain, fill, hold, part, runClock, say, screen, show, typed } from './screens.js'

const NOT_CONNECTED = '没有连上钱包服务，请再试一次'
const NO_RESULT = '未收到结果，请勿重复支付'
const UNPAID = '这笔订单没有扣款。请回到商户页面重新下单，再扫新的二维码。'
/** Refusals after which nothing can be done with the order, and what helps then. */
const OVER = { expired: UNPAID, closed: UNPAID, already_paid: '付款结果以商户页面显示的为准。' }
const ABOUT_PASSWORD = ['wrong_password', 'password_required']

/** The order on the screen, with the content that its code had. */
let order
let busy = false
/** A code that arrived by the address during a request. */
let arrived

/** One request at a time, with every control held; then tells how it ended. */
async function request(action, body, { words, answered, refused = sayRefusal, silent = () => say(NOT_CONNECTED, 'wrong') }) {
  if (busy) return
  busy = true
  // A held control loses the focus, which is given back unless the next screen wants it elsewhere.
  const focused = document.activeElement
  hold(true)
  say('')
  const slow = setTimeout(() => say(words), 300)
  let tell
  try {
    const answer = await ask(action, body)
    tell = () => answered(answer)
  } catch (error) {
    tell = () => (error instanceof Refusal ? refused(error) : silent())
  }
  clearTimeout(slow)
  hold(false)
  focused?.focus()
  busy = false
  tell()
}

function sayRefusal({ code, message }) {
  if (ABOUT_PASSWORD.includes(code)) {
    typed('')
    complain(message, 'password')
  } else if (screen() === 'scan' && !(code in OVER)) {
    complain(message, 'content')
  } else {
    show('over', { message, note: OVER[code] })
  }
}

function lookAt(content, found = '') {
  return (answer) => {
    order = { ...answer, content }
    fill(order)
    part('password').setAttribute('aria-required', String(order.amount_fen > 100_000))
    show('confirm', { message: found })
  }
}

function scan() {
  const content = part('content').value.trim()
  if (!content) return complain('请先粘贴付款二维码的内容', 'content')
  return request('scan', { content }, { words: '正在识别二维码…', answered: lookAt(content) })
}

const paid = () => show('paid', { message: '支付成功' })
const unknown = () => show('unknown', { message: NO_RESULT, note: '钱款可能已经付出，请先再查一次。' })
const stillUnknown = () => show('unknown', { message: NO_RESULT, note: '仍未查到。请稍后再查一次，或凭订单号联系商户核实。' })

function pay() {
  const password = part('password').value
  if (password && password.length < 6) return complain('请输入完整的 6 位密码', 'password')
  return request('pay', { content: order.content, ...(password ? { password } : {}) }, {
    words: '正在支付，请稍候…',
    answered: ({ state }) => (state === 'SUCCESS' ? paid() : unknown()),
    silent: unknown,
  })
}

function refuse() {
  return request('refuse', { content: order.content }, {
    words: '正在取消…',
    answered: () => show('refused', { message: '已取消，订单仍可支付', note: '没有扣款。想继续付款时，再扫一次二维码即可。' }),
  })
}

/** After a payment whose answer was lost: a code that is paid now was paid. */
function askAgain() {
  return request('scan', { content: order.content }, {
    words: '正在查询结果…',
    answered: lookAt(order.content, '已查到：还没有扣款，可以继续支付'),
    refused: (error) => {
      if (error.code === 'already_paid') paid()
      else if (error.code in OVER) sayRefusal(error)
      else stillUnknown()
    },
    silent: stillUnknown,
  })
}

/** Back to the start; an order that can still be paid leaves its code there. */
function finish() {
  const payable = ['refused', 'unknown'].includes(screen())
  if (!payable) {
    part('content').value = ''
    history.replaceState(null, '', location.pathname)
  }
  show('scan')
  if (arrived) takeArrived()
}

async function paste() {
  try {
    const text = await navigator.clipboard.readText()
    if (busy || screen() !== 'scan') return
    if (!text.trim()) return complain('剪贴板里没有文字', 'content')
    part('content').value = text.trim()
    typed('')
    say('')
    part('scan').focus()
  } catch {
    complain('浏览器没有允许读取剪贴板，请直接在框内粘贴', 'content')
  }
}

/** `#content=` carries what a camera would have read: the payer has just scanned it. A hash never reaches a server by itself. */
function readAddress() {
  arrived = new URLSearchParams(location.hash.slice(1)).get('content') ?? undefined
  if (arrived && !busy) takeArrived()
}

function takeArrived() {
  show('scan')
  part('content').value = arrived
  arrived = undefined
  void scan()
}

function onSubmit(form, action) {
  document.querySelector(form).addEventListener('submit', (event) => {
    event.preventDefault()
    void action()
  })
}

onSubmit('#scan-form', scan)
onSubmit('#pay-form', pay)
for (const [name, action] of Object.entries({ refuse, again: askAgain, done: finish, paste })) part(name).addEventListener('click', () => { void action() })
part('content').addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.isComposing) return
  event.preventDefault()
  document.querySelector('#scan-form').requestSubmit()
})
part('content').addEventListener('input', () => { say('') })
part('password').addEventListener('input', ({ target }) => {
  typed(target.value.replaceAll(/\D/g, ''))
  say('')
})
// A key held down from one screen must not press the next one's button.
addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && event.repeat) event.preventDefault()
})
addEventListener('hashchange', readAddress)
runClock()
show('scan')
readAddress()
