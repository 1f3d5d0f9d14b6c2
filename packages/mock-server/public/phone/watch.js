import { look } from './api.js'

const EVERY_MS = { code: 1000, request: 1000, tools: 1000, other: 2500, hidden: 20_000 }
const LONGEST_MS = 15_000

/**
 * Looks at the wallet again and again: asks, waits for the answer, then plans the next. `pictured` is told every picture, with
 * the instant at which it was asked for; `silent` every ask without an answer. Gives what asks at once.
 */
export function watch({ pictured, silent, screen }) {
  let timer
  let turns = 0
  let failures = 0

  async function turn() {
    clearTimeout(timer)
    const mine = ++turns
    const askedAt = performance.now()
    try {
      const picture = await look()
      if (mine !== turns) return
      failures = 0
      pictured(picture, askedAt)
    } catch {
      if (mine !== turns) return
      failures += 1
      silent(failures)
    }
    timer = setTimeout(turn, waitMs())
  }

  function waitMs() {
    if (document.hidden) return EVERY_MS.hidden
    if (failures) return Math.min(LONGEST_MS, EVERY_MS.other * 2 ** (failures - 1))
    return EVERY_MS[screen()] ?? EVERY_MS.other
  }

  for (const event of ['visibilitychange', 'online', 'pageshow']) addEventListener(event, () => { if (!document.hidden) void turn() }, true)
  void turn()
  return turn
}
