const part = (name) => document.querySelector(`[data-phone-part="${name}"]`)
const scanForm = document.querySelector('#scan-form')
const payForm = document.querySelector('#pay-form')
const again = document.querySelector('#again')
const content = part('content')
const password = part('password')

/** Shows one of the two panes, or none once the payment is decided. */
function show(pane) {
  scanForm.hidden = pane !== 'scan'
  payForm.hidden = pane !== 'pay'
  again.hidden = pane === 'scan'
}

/** Says one sentence in place; `kind` is its look. Everything from the server goes in as text. */
function say(text, kind = '') {
  part('message').textContent = text
  part('message').dataset.kind = kind
}

async function ask(path, body) {
  const response = await fetch(`/phone/${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  const answer = await response.json()
  if (!response.ok) throw Object.assign(new Error(answer.message), { code: answer.error })
  return answer
}

/** Runs one action with every button disabled, and tells how it ended. */
async function act(action) {
  const buttons = [...document.querySelectorAll('button')]
  for (const button of buttons) button.disabled = true
  say('')
  try {
    await action()
  } catch (error) {
    say(error.code ? error.message : '网络不通，请稍后重试', 'refused')
  } finally {
    for (const button of buttons) button.disabled = false
  }
}

const amountText = (fen) => (fen / 100).toLocaleString('zh-CN', { minimumFractionDigits: 2, maximumFractionDigits: 2 })

async function scan() {
  const order = await ask('scan', { content: content.value.trim() })
  part('merchant').textContent = order.merchant
  part('subject').textContent = order.subject
  part('amount').textContent = amountText(order.amount_fen)
  password.value = ''
  password.ariaRequired = String(order.amount_fen > 100_000)
  show('pay')
  password.focus()
}

async function pay() {
  const order = await ask('pay', { content: content.value.trim(), ...(password.value ? { password: password.value } : {}) })
  show('done')
  say(`支付成功 ¥${amountText(order.amount_fen)}`, 'paid')
  again.focus()
}

async function refuse() {
  await ask('refuse', { content: content.value.trim() })
  show('done')
  say('已取消，没有扣款；二维码仍可支付')
  again.focus()
}

scanForm.addEventListener('submit', (event) => {
  event.preventDefault()
  void act(scan)
})
payForm.addEventListener('submit', (event) => {
  event.preventDefault()
  void act(pay)
})
part('refuse').addEventListener('click', () => { void act(refuse) })
content.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.isComposing) return
  event.preventDefault()
  scanForm.requestSubmit()
})
again.addEventListener('click', () => {
  content.value = ''
  say('')
  show('scan')
  content.focus()
})

/** `#content=` carries what a camera would have read; a hash never reaches a server. The payer still presses scan. */
function prefill() {
  const given = new URLSearchParams(location.hash.slice(1)).get('content')
  if (!given) return
  content.value = given
  say('')
  show('scan')
}

addEventListener('hashchange', prefill)
prefill()
