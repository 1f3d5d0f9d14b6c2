export const part = (name) => document.querySelector(`[data-phone-part="${name}"]`)

/** Every screen: its title, and where the focus goes. */
const SCREENS = {
  scan: ['扫一扫', 'content'],
  confirm: ['确认付款', 'password'],
  paid: ['付款结果', 'done'],
  refused: ['付款结果', 'done'],
  unknown: ['付款结果', 'again'],
  over: ['付款结果', 'done'],
}

export const screen = () => part('screen').dataset.phoneScreen

/** Changes to one of them, with a sentence for the payer and a quieter one of help. The style sheet knows what is on which. */
export function show(name, { message = '', note = '' } = {}) {
  const [title, first] = SCREENS[name]
  part('screen').dataset.phoneScreen = name
  document.querySelector('h1').textContent = title
  document.title = `${title} · 虚拟手机`
  part('done').textContent = name === 'unknown' ? '返回' : '完成'
  write(part('note'), note)
  typed('')
  say(message)
  focusOn(first)
}

/** Says one sentence in the one place that is read aloud; `kind` is its look: `wrong`, or plain. */
export function say(text, kind = '') {
  write(part('message'), text)
  part('message').dataset.kind = kind
}

// Chinese has no spaces, so that a line would break within a word; a clause is kept whole where it fits.
function write(element, text) {
  element.replaceChildren(...(text.match(/[^，。；]+[，。；]?/g) ?? []).map((clause) => {
    const span = document.createElement('span')
    span.className = 'clause'
    span.textContent = clause
    return span
  }))
}

/** Says what is wrong with a field, and goes there. */
export function complain(text, field) {
  part(field).setAttribute('aria-invalid', 'true')
  say(text, 'wrong')
  focusOn(field)
}

/** Writes an order on the screens that show one. */
export function fill({ merchant, subject, amount_fen, out_trade_no }) {
  part('merchant').textContent = merchant
  part('subject').textContent = subject
  part('order-no').textContent = out_trade_no
  part('amount').textContent = `${Math.floor(amount_fen / 100).toLocaleString('en')}.${String(amount_fen % 100).padStart(2, '0')}`
  document.querySelector('#initial').textContent = [...merchant][0] ?? ''
}

/** Sets the password field, and the cells that stand for its digits. */
export function typed(digits) {
  if (part('password').value !== digits) part('password').value = digits
  for (const [index, cell] of document.querySelectorAll('.cells i').entries()) cell.toggleAttribute('data-filled', index < digits.length)
  for (const field of ['content', 'password']) part(field).removeAttribute('aria-invalid')
}

/** Holds every control while a request runs. */
export function hold(on) {
  for (const button of document.querySelectorAll('button')) button.disabled = on
  for (const field of ['content', 'password']) part(field).readOnly = on
}

// In a frame the phone takes no focus from the page around it.
function focusOn(name) {
  if (window === window.top || document.hasFocus()) part(name).focus()
}

export function runClock() {
  const clock = document.querySelector('#clock')
  const tick = () => { clock.textContent = new Date().toLocaleTimeString('zh-CN', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }) }
  tick()
  setInterval(tick, 5000)
}
