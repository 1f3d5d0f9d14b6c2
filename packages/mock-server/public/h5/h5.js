import { guard } from '../cashier/guard.js'
import { OVER, UNPAID } from '../cashier/refusal.js'
import { complain, countDown, fill, hold, part, say, show } from '../cashier/screens.js'

/** So long after calling up the cashier, WeChat's own middle page goes on, whatever the payer is doing. */
const STAY_MS = 5000
/** Refusals after which this order can't be paid here, and what helps then. */
const OVER_HERE = { ...OVER, signature: UNPAID, too_old: UNPAID }

const shown = JSON.parse(document.querySelector('#shown').textContent)

/** To where the shop wants the payer, or else to the page that they came from. The server has checked both addresses. */
function leave() {
  if (shown.redirect_url) location.replace(shown.redirect_url)
  else if (history.length > 1) history.back()
  else if (shown.origin_url) location.replace(shown.origin_url)
}

// The browser sends it even if the page is left meanwhile.
function post(path, body) {
  return fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ prepay_id: shown.prepay_id, package: shown.package, ...body }),
    keepalive: true,
  })
}

async function pay() {
  const password = part('password').value
  if (shown.asks_password && password.length < 6) return complain('请输入完整的 6 位密码')
  hold(true)
  const slow = setTimeout(() => say('正在支付，请稍候…'), 300)
  const tell = await outcome(password ? { password } : {})
  clearTimeout(slow)
  hold(false)
  tell()
}

async function outcome(body) {
  try {
    const response = await post('/h5/pay', body)
    const answer = await response.json()
    if (answer.state === 'SUCCESS') return () => show('paid', { headline: '支付成功', focus: 'done' })
    if (response.status < 500 && typeof answer.message === 'string') return () => sayRefusal(answer)
  } catch {
    // No answer came, and nobody knows whether the money went.
  }
  return () => show('unknown', { headline: '未收到结果，请勿重复支付', note: '钱款可能已经付出，请回到商户页面查看结果。', focus: 'back' })
}

function sayRefusal({ error, message }) {
  if (error === 'wrong_password' || error === 'password_required') return complain(message)
  if (error in OVER_HERE) return show('over', { headline: message, note: OVER_HERE[error], focus: 'back' })
  say(message, 'wrong')
  part('pay').focus()
}

function cancel() {
  void post('/h5/cancel', {}).catch(() => {})
  leave()
}

function openCashier() {
  fill(shown)
  // Where there is a keyboard, Enter pays at once.
  const first = matchMedia('(hover: hover)').matches ? 'pay' : 'headline'
  show('cashier', { headline: '付款金额', focus: shown.asks_password ? 'password' : first })
  if (!shown.redirect_url) return
  countDown(STAY_MS)
  setTimeout(leave, STAY_MS)
}

function turnAway() {
  show('over', { headline: shown.refusal, note: shown.note || UNPAID })
  part('back').hidden = history.length < 2
}

guard(pay)
part('cancel').addEventListener('click', cancel)
for (const name of ['done', 'back']) part(name).addEventListener('click', leave)
part('password').addEventListener('input', ({ target }) => {
  const digits = target.value.replaceAll(/\D/g, '')
  if (target.value !== digits) target.value = digits
  say('')
})

if (shown.refusal) turnAway()
else openCashier()
