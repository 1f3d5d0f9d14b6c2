// A hung request must not hold the buttons for ever.
const PATIENCE_MS = 15_000

/** The wallet's no, with the sentence for the payer. Nothing was charged by this request. */
export class Refusal extends Error {
  constructor({ error, message }) {
    super(message)
    this.code = error
  }
}

/**
 * Asks the wallet to do something for the payer.
 * @throws {Refusal} a definite no; anything else that is thrown means that no answer came, and what was done is not known
 */
export const ask = (action, body) => post(`/phone/${action}`, body)

/** Asks the sandbox to change the world around the wallet. @throws as `ask` does */
export const steer = (what, body) => post(`/sandbox/${what}`, body)

/** The wallet as it is now. */
export const look = () => exchange('/phone/wallet')

const post = (path, body) => exchange(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

async function exchange(path, init = {}) {
  const hangUp = new AbortController()
  const timer = setTimeout(() => hangUp.abort(), PATIENCE_MS)
  try {
    const response = await fetch(path, { ...init, signal: hangUp.signal })
    const answer = await response.json()
    if (response.ok) return answer
    if (response.status < 500 && typeof answer.error === 'string') throw new Refusal(answer)
    throw new Error(`the wallet answered ${response.status}`)
  } finally {
    clearTimeout(timer)
  }
}
