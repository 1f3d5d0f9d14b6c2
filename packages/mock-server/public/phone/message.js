import { part } from './element.js'
import { focusOn } from './screens.js'

// Long enough to be read twice.
const TOAST_MS = 6000
let fading

/** Says one sentence in the one place that is read aloud; `kind` is `wrong`, `passing` for what goes by itself, or nothing. */
export function say(text, kind = '') {
  clearTimeout(fading)
  write(part('message'), text)
  part('message').dataset.kind = kind
  if (kind === 'passing') fading = setTimeout(() => say(''), TOAST_MS)
}

/** Says what is wrong with a field, and goes there. */
export function complain(text, field) {
  part(field).setAttribute('aria-invalid', 'true')
  say(text, 'wrong')
  focusOn(field)
}

/** Writes a sentence. Chinese has no spaces, so that a line would break within a word; a clause is kept whole where it fits. */
export function write(target, text) {
  target.replaceChildren(...(text.match(/[^，。；]+[，。；]?/g) ?? []).map((clause) => {
    const span = document.createElement('span')
    span.className = 'clause'
    span.textContent = clause
    return span
  }))
}
