/** The instants of one watch: the end of its window, and the order's expiry as the answers tell it. */
import { isNumber } from '../core/json'
import type { OrderAnswer } from '../core/order'
import { WINDOW_MS } from '../core/schedule'

/** Answers re-anchor the expiry; smaller shifts are only the network's. */
const REANCHOR_MS = 1_500

/** The deadlines of a watch that begins now. */
export function createDeadline(now: () => number, known: number | undefined) {
  const startedAt = now()
  const passed = { window: false, expiry: false }
  let expiresAt = known

  const due = (): 'window' | 'expiry' | undefined => {
    if (!passed.expiry && expiresAt !== undefined && now() >= expiresAt) return 'expiry'
    return !passed.window && now() - startedAt >= WINDOW_MS ? 'window' : undefined
  }

  return {
    startedAt,
    get expiresAt() { return expiresAt },
    /** Which deadline has come, once for each. */
    pass: (): 'window' | 'expiry' | undefined => {
      const name = due()
      if (name) passed[name] = true
      return name
    },
    /** What an answer says is left counts from the moment its request was sent. */
    anchor({ expiresInMs }: OrderAnswer, sentAt: number): void {
      if (!isNumber(expiresInMs)) return
      const told = sentAt + expiresInMs
      // Some servers count down to 0 and stay there: that it is over can be told once only.
      const isOver = expiresInMs <= 0 && expiresAt !== undefined && expiresAt <= told
      if (isOver || (expiresAt !== undefined && Math.abs(told - expiresAt) <= REANCHOR_MS)) return
      expiresAt = told
      passed.expiry = false
    },
  }
}
