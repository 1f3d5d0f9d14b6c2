/** Ending an order: ask, close (or reverse the charge), ask again. Nothing is called closed on the close's own answer. */
import { endingAt, refOf, type CloseResult } from '../backends/port'
import type { PayClient } from '../client'
import { closingBy } from '../core/machine'
import type { Reading } from '../core/outcome'
import { clampWish } from '../core/schedule'
import { isHError } from '../errors'
import { sleep } from '../runtime/heard'
import type { Run } from './attempts'

const PAUSE_MS = 1_000
const TRIES = 3
/** A provider that has begun to give a charge back is waited for about a minute. */
const UNDER_WAY_TRIES = 20
const UNDER_WAY_PAUSE_MS = 3_000

/** What the order still is: the backend won't end it now, or has not done so yet. */
export interface StillOpen {
  readonly reading: Reading
  readonly retryInMs?: number | undefined
}

/** Whether an answer leaves it open that a charge which is being taken back is given back: "paid" is not the end of it then. */
export const isOnItsWayBack = ({ isGivingBack }: Run, reading: Reading): boolean => isGivingBack === true && reading.kind === 'paid' && !reading.refund

const hasEnded = (run: Run, reading: Reading): boolean =>
  (reading.kind === 'paid' && !isOnItsWayBack(run, reading)) || reading.kind === 'failed' || (reading.kind === 'closed' && reading.by === 'state')

/** Asks for the close. A lost answer counts as asked: the check after it tells. */
async function askToClose({ backend, call }: PayClient, run: Run, signal: AbortSignal): Promise<CloseResult> {
  const close = endingAt(backend, run.attempt.gatewayType)
  if (!close) return { result: 'not-yet' }
  try {
    return await call('create', signal, (context) => close(refOf(run.attempt, run.order), context))
  } catch (error) {
    // Refused for a reason of its own (a login that ended, say): the order stays as it is.
    return isHError(error) && !error.retryable ? { result: 'not-yet' } : { result: 'closed' }
  }
}

/** Closes a watched order; what the backend says of it meanwhile reaches the watch's listener. Undefined where it has ended, or the backend's word is missing. */
export async function closeWatchedOrder(client: PayClient, run: Run, signal: AbortSignal): Promise<StillOpen | undefined> {
  const check = async (): Promise<Reading> => (await run.watch?.check()) ?? { kind: 'none' }
  let reading = await check()
  let pauseMs = 0
  for (let tries = TRIES; tries > 0 && !hasEnded(run, reading) && !signal.aborted; tries -= 1) {
    if (pauseMs > 0) await sleep(client.ports.clock, pauseMs, signal).catch(() => undefined)
    // From the question on: what is heard meanwhile was true before it. A copy of that may come after the answer, too.
    run.isGivingBack = closingBy(run.attempt) === 'reverse'
    const asked = await askToClose(client, run, signal)
    if (asked.result === 'not-yet' || asked.result === 'paid') run.isGivingBack = false
    if (asked.result === 'not-yet') return { reading, retryInMs: asked.retryInMs && clampWish(asked.retryInMs) }
    const isFirstUnderWay = asked.result === 'under-way' && pauseMs !== UNDER_WAY_PAUSE_MS
    if (isFirstUnderWay) tries = UNDER_WAY_TRIES
    pauseMs = asked.result === 'under-way' ? UNDER_WAY_PAUSE_MS : PAUSE_MS
    reading = await check()
  }
  // Not waited for any longer: from now on what the backend says of it counts as it is.
  run.isGivingBack = false
  return reading.kind === 'waiting' && reading.phase === 'reversing' ? { reading } : undefined
}
