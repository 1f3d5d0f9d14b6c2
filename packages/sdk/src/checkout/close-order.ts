/** Ending an order: ask, close, ask again. Nothing is called closed on the close's own answer. */
import { refOf } from '../backends/port'
import type { PayClient } from '../client'
import type { Reading } from '../core/outcome'
import { isHError } from '../errors'
import { sleep } from '../runtime/clock'
import type { Run } from './attempts'

const TRIES = 3
const PAUSE_MS = 1_000

const ENDED: ReadonlySet<Reading['kind']> = new Set(['paid', 'closed', 'failed'])

/** Whether the order has ended; `refused` where the backend won't close it now, `unknown` where its word is missing. */
export type CloseOutcome = 'ended' | 'refused' | 'unknown'

/** Closes a watched order; what the backend says of it meanwhile reaches the watch's listener. */
export async function closeWatchedOrder(client: PayClient, run: Run, signal: AbortSignal): Promise<CloseOutcome> {
  const { backend, ports } = client
  const check = async () => (await run.watch?.check())?.kind ?? 'none'
  if (ENDED.has(await check())) return 'ended'
  if (!backend.close || !backend.supports.close) return 'refused'
  for (let tries = 0; tries < TRIES && !signal.aborted; tries += 1) {
    try {
      const { result } = await backend.close(refOf(run.attempt, run.order), client.context('create', signal))
      if (result === 'not-yet') return 'refused'
    } catch (error) {
      // Refused for a reason of its own (a login that ended, say): the order stays as it is.
      if (isHError(error) && !error.retryable) return 'refused'
    }
    if (ENDED.has(await check())) return 'ended'
    await sleep(ports.clock, PAUSE_MS, signal).catch(() => undefined)
  }
  return 'unknown'
}
