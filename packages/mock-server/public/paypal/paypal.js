import { complain, fill, hold, part, say, show } from '../h5/screens.js'

const UNPAID = '这次没有扣款，请回到商户页面重新下单。'
/** Refusals after which this order can't be approved any more, and what helps then: who has paid must not be sent to order again. */
const OVER = { expired: UNPAID, closed: UNPAID, declined: UNPAID, unknown: UNPAID, already_paid: '付款结果以商户页面显示的为准。' }

const shown = JSON.parse(document.querySelector('#shown').textContent)
let returnTo = null

function leave() {
  if (returnTo) location.replace(returnTo)
  else if (history.length > 1) history.back()
}

async function post(path, body = {}) {
  const response = await fetch(`/paypal/${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ token: shown.token, ...body }), keepalive: true })
  return { isGood: response.ok, answer: await response.json() }
}

async function approve() {
  const account = document.querySelector('[name="account"]:checked').value
  const password = part('password').value
  if (password.length < 6) return complain('请输入完整的 6 位密码')
  hold(true)
  const { isGood, answer } = await post('approve', { account, password }).catch(() => ({ isGood: false, answer: { message: '没有收到结果，请再试一次' } }))
  hold(false)
  if (!isGood) return sayRefusal(answer)
  returnTo = answer.return_to
  if (returnTo) return leave()
  show('paid', { headline: '已同意付款', note: '请回到商户页面，付款结果以那里显示的为准。', focus: 'back' })
}

function sayRefusal({ error, message }) {
  if (error === 'wrong_password' || error === 'password_required') return complain(message)
  if (error in OVER) return show('over', { headline: message, note: OVER[error], focus: 'back' })
  say(message, 'wrong')
}

async function cancel() {
  const { answer } = await post('cancel').catch(() => ({ answer: {} }))
  returnTo = answer.return_to ?? null
  leave()
}

function listAccounts() {
  const rows = shown.accounts.map(({ id, name, is_current }) => {
    const row = document.createElement('label')
    const choice = document.createElement('input')
    Object.assign(choice, { type: 'radio', name: 'account', value: id, checked: is_current })
    row.append(choice, name)
    return row
  })
  document.querySelector('#accounts').append(...rows)
}

function open() {
  fill({ ...shown, asks_password: true })
  listAccounts()
  show('login', { headline: '付款金额' })
}

document.querySelector('#pay-form').addEventListener('submit', (event) => {
  event.preventDefault()
  if (!part('pay').disabled) void approve()
})
part('cancel').addEventListener('click', () => void cancel())
part('back').addEventListener('click', leave)
part('password').addEventListener('input', () => say(''))
// A key held down since the shop's page must not pay.
addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && event.repeat) event.preventDefault()
})
// A page that comes back from the browser's memory asks the server what it may show.
addEventListener('pageshow', ({ persisted }) => {
  if (persisted) location.reload()
})

if (shown.refusal) {
  show('over', { headline: shown.refusal, note: OVER[shown.error] ?? '' })
  part('back').hidden = history.length < 2
} else {
  open()
}
