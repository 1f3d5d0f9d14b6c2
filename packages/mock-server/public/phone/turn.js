import { ask, Refusal } from './api.js'
import { say } from './message.js'
import { hold } from './screens.js'

const NOT_CONNECTED = '没有连上钱包服务，请再试一次'
let busy = false
let ended = () => {}

/** Whether a request of the payer's is under way. */
export const isBusy = () => busy

/** Who is told that a request has ended, and that the wallet may be another. */
export const whenEnded = (listener) => { ended = listener }

/** One request at a time, with every control held; then tells how it ended. */
export async function request(action, body, { by = ask, words, answered, refused, silent = () => say(NOT_CONNECTED, 'wrong') }) {
  if (busy) return
  busy = true
  // A held control loses the focus, which is given back unless the next screen wants it elsewhere.
  const focused = document.activeElement
  hold(true)
  say('')
  const slow = setTimeout(() => say(words), 300)
  let tell
  try {
    const answer = await by(action, body)
    tell = () => answered(answer)
  } catch (error) {
    tell = () => (error instanceof Refusal ? refused(error) : silent())
  }
  clearTimeout(slow)
  hold(false)
  focused?.focus()
  busy = false
  // What was said of the waiting is over.
  say('')
  tell()
  ended()
}
