import type { PayClient } from '@baas-pay/sdk'
import { onMounted, onScopeDispose, type ShallowRef } from 'vue'
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
  /** Whether it passes by itself. */
  readonly isPassing: Readonly<ShallowRef<boolean>>
  readonly begin: () => void
  /** It stays, or something else is shown by now. */
  readonly end: () => void
}

/** An end that passes by itself, once it was to be seen for long enough: the time counts while the page is visible. */
export function usePassing({ client, delayMs, onPass }: PassingOptions): Passing {
  let isWanted = false
  const { isPending: isPassing, start, stop } = useTimer(() => {
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
    isPassing,
    begin: () => want(true),
    end: () => want(false),
  }
}
