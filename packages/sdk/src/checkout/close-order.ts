/** Ending an order: ask, close, ask again. Nothing is called closed on the close's own answer. */
import { canCloseAt, refOf } from '../backends/port'
import type { PayClient } from '../client'
import type { Reading } from '../core/outcome'
import { isHError } from '../errors'
import { sleep } from '../runtime/clock'
import type { Run } from './attempts'

const TRIES = 3
const PAUSE_MS = 1_000

/** Whether the order has ended; `refused` where the backend won't close it now, `unknown` where its word is missing. */
export type CloseOutcome = { readonly kind: 'ended' | 'unknown' } | { readonly kind: 'refused'; readonly reading: Reading }

const hasEnded = (reading: Reading): boolean =>
  reading.kind === 'paid' || reading.kind === 'failed' || (reading.kind === 'closed' && reading.by === 'state')

/** Asks for the close. A lost answer counts as asked: the check after it tells. */
async function askToClose({ backend, call }: PayClient, run: Run, signal: AbortSignal): Promise<'asked' | 'refused'> {
  if (!canCloseAt(backend)) return 'refused'
  try {
    const { result } = await call('create', signal, (context) => backend.close(refOf(run.attempt, run.order), context))
    return result === 'not-yet' ? 'refused' : 'asked'
  } catch (error) {
    // Refused for a reason of its own (a login that ended, say): the order stays as it is.
    return isHError(error) && !error.retryable ? 'refused' : 'asked'
  }
}

/** Closes a watched order; what the backend says of it meanwhile reaches the watch's listener. */
export async function closeWatchedOrder(client: PayClient, run: Run, signal: AbortSignal): Promise<CloseOutcome> {
  const check = async (): Promise<Reading> => (await run.watch?.check()) ?? { kind: 'none' }
  let reading = await check()
  for (let tries = 0; tries < TRIES && !hasEnded(reading) && !signal.aborted; tries += 1) {
    if (tries > 0) await sleep(client.ports.clock, PAUSE_MS, signal).catch(() => undefined)
    if ((await askToClose(client, run, signal)) === 'refused') return { kind: 'refused', reading }
    reading = await check()
  }
  return { kind: hasEnded(reading) ? 'ended' : 'unknown' }
}
