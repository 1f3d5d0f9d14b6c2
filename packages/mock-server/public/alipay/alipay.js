import { chosenOf, listAccounts } from '../cashier/accounts.js'
import { guard } from '../cashier/guard.js'
import { OVER, sayRefusal, UNPAID } from '../cashier/refusal.js'
import { complain, countDown, fill, hold, part, say, show } from '../cashier/screens.js'
import { drawQr } from '../phone/drawing.js'

/** So long after the payment the page goes back to the merchant's by itself. */
const STAY_MS = 3000
/** How often it is asked whether the order was paid by the QR or on the phone. */
const LOOK_EVERY_MS = 2000
/** The states of an order that can still be paid. */
const OPEN = ['NOTPAY', 'USERPAYING']

const shown = JSON.parse(document.querySelector('#shown').textContent)
let account = ''
let returnTo = null
let isBusy = false
let isPaid = false

/** To where the merchant wants the payer: signed by Alipay after a payment, or else where the order names, or where they came from. */
function leave() {
  if (isPaid && returnTo) location.replace(returnTo)
  else if (shown.quit_url) location.replace(shown.quit_url)
  else if (history.length > 1) history.back()
}

async function post(path, body = {}) {
  const response = await fetch(`/alipay/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ order: shown.order, account, ...body }),
    // The browser sends it even if the page is left meanwhile.
    keepalive: true,
  })
  return { status: response.status, answer: await response.json() }
}

/** One request while the controls are held, and what to show for it. */
async function ask(path, body, onAnswer, onNone) {
  isBusy = true
  hold(true)
  part('login').disabled = true
  const slow = setTimeout(() => say('正在处理，请稍候…'), 300)
  const tell = await outcome(path, body, onAnswer, onNone)
  clearTimeout(slow)
  part('login').disabled = false
  hold(false)
  isBusy = false
  tell()
}

async function outcome(path, body, onAnswer, onNone) {
  try {
    const { status, answer } = await post(path, body)
    if (typeof answer.state === 'string') return () => onAnswer(answer)
    if (status < 500 && typeof answer.message === 'string') return () => sayRefusal(answer)
  } catch {
    // No answer came, and nobody knows what became of it.
  }
  return onNone
}

function logIn() {
  const chosen = chosenOf(shown.accounts)
  account = chosen.id
  void ask('login', {}, () => openCashier(chosen.name), () => say('没有收到结果，请再试一次', 'wrong'))
}

function openCashier(name) {
  document.querySelector('#payer').textContent = name
  document.querySelector('#payer-row').hidden = false
  show('cashier', { headline: '付款金额', focus: 'password' })
}

function pay() {
  const password = part('password').value
  if (password.length < 6) return complain('请输入完整的 6 位密码')
  void ask('pay', { password }, showStanding, () => show('unknown', { headline: '未收到结果，请勿重复支付', note: '钱款可能已经付出，请回到商户页面查看结果。', focus: 'back' }))
}

/** Shows what the server says of the order, where that is an end. */
function showStanding({ state, return_to }) {
  if (state === 'SUCCESS' || state === 'REFUND') return showPaid(return_to)
  if (!OPEN.includes(state)) show('over', { headline: '交易已经关闭', note: UNPAID, focus: 'back' })
}

function showPaid(address) {
  isPaid = true
  returnTo = address
  show('paid', { headline: '支付成功', focus: 'done' })
  if (!returnTo) return
  countDown(STAY_MS)
  setTimeout(leave, STAY_MS)
}

function cancel() {
  void post('leave').catch(() => {})
  leave()
}

/** Asks, waits for the answer, and only then again; nothing while the page is hidden or at its end. */
async function watch() {
  const isOpen = () => ['login', 'cashier'].includes(part('screen').dataset.h5Screen) && !isBusy
  if (isOpen() && !document.hidden) {
    const { answer } = await post('state').catch(() => ({ answer: {} }))
    if (typeof answer.state === 'string' && isOpen()) showStanding(answer)
  }
  setTimeout(watch, LOOK_EVERY_MS)
}

function showQr() {
  if (!shown.content) return
  document.querySelector('#qr').append(drawQr(shown.content))
  document.querySelector('#qr-field').hidden = false
}

function open() {
  fill({ ...shown, asks_password: true })
  listAccounts(shown.accounts)
  showQr()
  show('login', { headline: '付款金额', focus: 'headline' })
  setTimeout(watch, LOOK_EVERY_MS)
}

function turnAway() {
  show('over', { headline: shown.refusal, note: shown.note ?? OVER[shown.error] ?? '' })
  part('back').hidden = history.length < 2
}

guard(pay)
part('login').addEventListener('click', logIn)
part('cancel').addEventListener('click', cancel)
for (const name of ['done', 'back']) part(name).addEventListener('click', leave)
part('password').addEventListener('input', ({ target }) => {
  const digits = target.value.replaceAll(/\D/g, '')
  if (target.value !== digits) target.value = digits
  say('')
})

if (shown.refusal) turnAway()
else open()
