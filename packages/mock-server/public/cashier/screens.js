export const part = (name) => document.querySelector(`[data-h5-part="${name}"]`)

/** Changes to a screen, with its headline and a quieter sentence of help. The style sheet knows what is on which. */
export function show(name, { headline, note = '', focus = 'headline' }) {
  part('screen').dataset.h5Screen = name
  write(part('headline'), headline)
  write(part('note'), note)
  say('')
  part(focus).focus()
}

/** Says one sentence where it is read aloud; `kind` is its look: `wrong`, or plain. */
export function say(text, kind = '') {
  write(part('message'), text)
  part('message').dataset.kind = kind
  part('password').toggleAttribute('aria-invalid', false)
}

/** Says what is wrong with the password, and goes there. */
export function complain(text) {
  part('password').value = ''
  say(text, 'wrong')
  part('password').setAttribute('aria-invalid', 'true')
  part('password').focus()
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

/** Writes the order where the screens show it. */
export function fill({ merchant, subject, amount_fen, asks_password }) {
  part('merchant').textContent = merchant
  part('subject').textContent = subject
  part('amount').textContent = `${Math.floor(amount_fen / 100).toLocaleString('en')}.${String(amount_fen % 100).padStart(2, '0')}`
  document.querySelector('#initial').textContent = [...merchant][0] ?? ''
  document.querySelector('#password-field').hidden = !asks_password
}

/** Holds the controls while a payment runs. Cancelling waits too: nobody could say what it would mean. */
export function hold(on) {
  for (const name of ['pay', 'cancel']) part(name).disabled = on
  part('password').readOnly = on
}

/** Counts the seconds until the payer is taken back, by the clock and not by ticks. */
export function countDown(ms) {
  const end = performance.now() + ms
  const tick = () => { document.querySelector('#seconds').textContent = String(Math.max(0, Math.ceil((end - performance.now()) / 1000))) }
  tick()
  part('leaving').hidden = false
  setInterval(tick, 250)
}
