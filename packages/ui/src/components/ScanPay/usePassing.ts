import type { PayClient } from '@baas-pay/sdk'
import { computed, onMounted, onScopeDispose, type ComputedRef } from 'vue'
import { useTimer } from '../../composables/useTimer'

/** What {@link usePassing} needs. */
export interface PassingOptions {
  readonly client: () => PayClient
  /** How long what is shown stays, in ms, `null` for ever; read at each start. */
  readonly delayMs: () => number | null
  readonly onPass: () => void
}

/** What {@link usePassing} gives. */
export interface Passing {
  /** In how many seconds it passes; undefined where it stays. */
  readonly passesInS: ComputedRef<number | undefined>
  readonly begin: () => void
  /** It stays, or something else is shown by now. */
  readonly end: () => void
}

/** An end that passes by itself, once it was to be seen for long enough: the time counts while the page is visible. */
export function usePassing({ client, delayMs, onPass }: PassingOptions): Passing {
  let isWanted = false
  const { isPending, start, stop } = useTimer(() => {
    isWanted = false
    onPass()
  }, () => delayMs() ?? 0)

  function run(): void {
    if (isWanted && delayMs() !== null && !client().ports.page.isHidden()) start()
    else stop()
  }
  let unlisten = () => {}
  onMounted(() => { unlisten = client().ports.page.onChange(run) })
  onScopeDispose(() => unlisten())

  const want = (is: boolean) => {
    isWanted = is
    run()
  }
  return {
    passesInS: computed(() => (isPending.value ? Math.ceil((delayMs() ?? 0) / 1_000) : undefined)),
    begin: () => want(true),
    end: () => want(false),
  }
}
