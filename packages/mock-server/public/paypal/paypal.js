import { chosenOf, listAccounts } from '../cashier/accounts.js'
import { guard } from '../cashier/guard.js'
import { OVER, sayRefusal } from '../cashier/refusal.js'
import { complain, fill, hold, part, say, show } from '../cashier/screens.js'


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
  const account = chosenOf(shown.accounts).id
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

async function cancel() {
  const { answer } = await post('cancel').catch(() => ({ answer: {} }))
  returnTo = answer.return_to ?? null
  leave()
}

function open() {
  fill({ ...shown, asks_password: true })
  listAccounts(shown.accounts)
  show('login', { headline: '付款金额' })
}

guard(approve)
part('cancel').addEventListener('click', () => void cancel())
part('back').addEventListener('click', leave)
part('password').addEventListener('input', () => say(''))

if (shown.refusal) {
  show('over', { headline: shown.refusal, note: OVER[shown.error] ?? '' })
  part('back').hidden = history.length < 2
} else {
  open()
}
