import type { PayClient } from '@baas-pay/sdk'
import { onMounted, onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import { useTimer } from '../../composables/useTimer'

/** What {@link usePassing} needs. */
export interface PassingOptions {
  readonly client: () => PayClient
  readonly now: () => number
  /** How long what is shown stays, in ms, `null` for ever; read at each start. */
  readonly delayMs: () => number | null
  readonly onPass: () => void
}

/** What {@link usePassing} gives. */
export interface Passing {
  /** When it passes; undefined where it stays. Instant, ms since the epoch. */
  readonly passesAt: Readonly<ShallowRef<number | undefined>>
  readonly begin: () => void
  /** It stays, or something else is shown by now. */
  readonly end: () => void
}

/** An end that passes by itself, once it was to be seen for long enough: the time counts while the page is visible. */
export function usePassing({ client, now, delayMs, onPass }: PassingOptions): Passing {
  let isWanted = false
  const passesAt = shallowRef<number>()
  const { start, stop } = useTimer(() => {
    want(false)
    onPass()
  }, () => delayMs() ?? 0)

  function run(): void {
    const ms = isWanted && !client().ports.page.isHidden() ? delayMs() : null
    passesAt.value = ms === null ? undefined : now() + ms
    if (ms === null) stop()
    else start()
  }
  let unlisten = () => {}
  onMounted(() => { unlisten = client().ports.page.onChange(run) })
  onScopeDispose(() => unlisten())

  const want = (is: boolean) => {
    isWanted = is
    run()
  }
  return {
    passesAt,
    begin: () => want(true),
    end: () => want(false),
  }
}
