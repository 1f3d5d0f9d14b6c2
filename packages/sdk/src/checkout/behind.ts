/** Attempts that aren't shown any more but may still be paid: watched slowly, and told if they are. */
import { refOf } from '../backends/port'
import type { PayClient } from '../client'
import { isScan } from '../core/gateways'
import { isOurs } from '../core/order'
import { watchOrder } from '../watch'
import type { Attempts, Run } from './attempts'
import { foundOrder } from './make-order'
import { factsOf, type createNews } from './news'
import type { Stage } from './stage'

/** What it works with. */
export interface BehindOptions {
  readonly client: PayClient
  readonly attempts: Attempts
  readonly news: ReturnType<typeof createNews>
  readonly signal: AbortSignal
  /** The stage; a function, because the two need each other. */
  readonly stage: () => Stage
}

/** The attempts behind the shown one. */
export function createBehind({ client, attempts, news, signal, stage }: BehindOptions) {
  /** Watches an attempt that isn't shown any more but may still be paid. */
  function watch(run: Run): void {
    const watching = watchOrder(client, refOf(run.attempt, run.order), {
      signal, slow: true, resumed: true, expiresAt: run.order?.expiresAt,
      onAnswer: ({ reading, answer }) => {
        if (reading.kind !== 'paid' && !(reading.kind === 'closed' && reading.by === 'state')) return
        run.isClosed = true
        watching.stop()
        // A charge whose answer nobody waits for any more.
        run.order ??= foundOrder(run, answer)
        if (reading.kind === 'paid') paidBehind(run, { ...(reading.refund && { refund: reading.refund }), paidAt: answer.paidAt })
        else attempts.save()
      },
    })
    run.watch?.stop()
    run.watch = watching
  }

  function paidBehind({ attempt, order }: Run, payment: { refund?: 'partial' | 'complete'; paidAt: string | number | undefined }): void {
    const { state, dispatch } = stage()
    if (!order) return
    if (state.name === 'paid') {
      // Two attempts by one token are one order.
      if (isOurs(order, state.order)) return
      news.tell({ type: 'duplicate-paid', first: factsOf(state.attempt, state.order), second: factsOf(attempt, order) })
      return
    }
    const shown = 'attempt' in state ? attempts.of(state.attempt) : undefined
    dispatch({ type: 'other-paid', attempt, order, ...payment })
    if (!shown) return
    leave(shown, shown.isClosed)
    // The code that was on the screen, and a charge on its way, may be paid as well: it is watched on, and said if it is.
    if (!shown.order && isScan(shown.attempt.gatewayType) && client.backend.supports.token) watch(shown)
  }

  /** A next attempt begins, or another one was paid. This one is known to be closed, was never seen, or stays watched. */
  function leave(run: Run, isKnownClosed: boolean): void {
    run.making?.abort()
    run.watch?.stop()
    if (isKnownClosed || !run.order) run.isClosed = true
    if (!run.isClosed) watch(run)
  }

  return { watch, leave }
}
