/** How the asking goes, as the answers and the browser tell it. */
import type { Page } from './page'

/** `unstable`: the last ask got no answer. `offline`: the browser says that there is no network. The payment is safe in each. */
export type Health = 'ok' | 'unstable' | 'offline'

/** Keeps the health of one watch and tells its changes. */
export function createHealthGauge(page: Page, onChange: (health: Health) => void) {
  let failures = 0
  let isCutOff = false
  let health: Health = 'ok'

  const tell = () => {
    const next = failures === 0 && !isCutOff ? 'ok' : page.isOnline() ? 'unstable' : 'offline'
    if (next === health) return
    health = next
    onChange(health)
  }

  return {
    get health() { return health },
    /** Asks without an answer in a row. */
    get failures() { return failures },
    /** An ask has ended. An answer proves the network, whatever the browser believes. */
    asked(isAnswered: boolean) {
      failures = isAnswered ? 0 : failures + 1
      if (isAnswered) isCutOff = false
      tell()
    },
    /** The browser's network has changed. */
    look() {
      isCutOff = !page.isOnline()
      tell()
    },
  }
}
