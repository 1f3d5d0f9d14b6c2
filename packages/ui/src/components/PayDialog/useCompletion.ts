import type { PayClient } from '@baas-pay/sdk'
import { computed, onMounted, onScopeDispose, type ComputedRef } from 'vue'
import { useTimer } from '../../composables/useTimer'
import type { PaidFacts } from './types'

/** What {@link useCompletion} needs. */
export interface CompletionOptions<Facts> {
  /** Whose page it is. */
  readonly client: () => PayClient
  /** How long the success stays, in ms; `null` waits. */
  readonly autoCloseMs: () => number | null
  /** Called once it passes, with the facts of a payment that the page has not completed yet. */
  readonly onComplete: (facts: Facts | undefined) => void
}

/** What {@link useCompletion} gives. */
export interface Completion<Facts> {
  /** In how many seconds the success passes; undefined where it stays. */
  readonly autoCloseS: ComputedRef<number | undefined>
  /** It was paid: the time begins. */
  readonly begin: (facts: Facts) => void
  readonly complete: () => void
  /** Keeps the success until the payer leaves it. */
  readonly stay: () => void
}

/** From paid to complete: the success stays until the payer has seen it. */
export function useCompletion<Facts = PaidFacts>({ client, autoCloseMs, onComplete }: CompletionOptions<Facts>): Completion<Facts> {
  let facts: Facts | undefined
  let isStaying = false
  const { isPending, start, stop } = useTimer(complete, () => autoCloseMs() ?? 0)

  /** A success that nobody sees does not pass: the time counts while the page is visible. */
  function run(): void {
    if (facts && !isStaying && autoCloseMs() !== null && !client().ports.page.isHidden()) start()
    else stop()
  }
  let unlisten = () => {}
  onMounted(() => { unlisten = client().ports.page.onChange(run) })
  onScopeDispose(() => unlisten())

  function complete(): void {
    stop()
    const told = facts
    facts = undefined
    isStaying = false
    onComplete(told)
  }

  return {
    autoCloseS: computed(() => {
      const ms = autoCloseMs()
      return isPending.value && ms ? Math.ceil(ms / 1_000) : undefined
    }),
    begin(paid) {
      facts = paid
      run()
    },
    complete,
    stay() {
      isStaying = true
      stop()
    },
  }
}
