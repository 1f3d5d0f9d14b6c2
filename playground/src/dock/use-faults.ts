import { useDocumentVisibility, useIntervalFn } from '@vueuse/core'
import { computed, reactive, shallowRef, watch } from 'vue'
import { servers } from '../servers'
import { wordsOf } from './fault-words'
import { useDock } from './use-dock'

/** A fault in force. */
export interface ActiveFault {
  readonly name: string
  readonly times?: number
  readonly trade_no?: string
}

/** For how long a fault is set. */
export type FaultSpan = 'always' | 'once' | 'half-minute'

const SPANS: Readonly<Record<FaultSpan, object>> = { 'always': {}, 'once': { times: 1 }, 'half-minute': { seconds: 30 } }
/** Faults run out by themselves, and other tabs and the phone set them too. */
const LOOK_EVERY_MS = 3_000

async function exchange(body?: object): Promise<readonly ActiveFault[] | undefined> {
  const init = body ? { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}
  const response = await fetch(`${servers.wallets}/sandbox/scenario`, init).catch(() => undefined)
  return response?.ok ? ((await response.json()) as { readonly active: readonly ActiveFault[] }).active : undefined
}

/** The faults of the mock server: what is in force, looked up while somebody looks, and set. */
export function useFaults() {
  const dock = useDock()
  const visibility = useDocumentVisibility()
  const active = shallowRef<readonly ActiveFault[]>([])
  const isReached = shallowRef(true)
  let asked = 0

  async function tell(body?: object): Promise<void> {
    const turn = asked += 1
    const answer = await exchange(body)
    // A look that was overtaken by a change knows less than it.
    if (turn !== asked) return
    isReached.value = answer !== undefined
    if (answer) active.value = answer
  }

  const { pause, resume } = useIntervalFn(() => void tell(), LOOK_EVERY_MS, { immediate: false, immediateCallback: true })
  const isLooking = computed(() => dock.isOpen && visibility.value === 'visible')
  watch(isLooking, (is) => (is ? resume() : pause()), { immediate: true })

  return reactive({
    active, isReached,
    set: (name: string, span: FaultSpan) => tell({ name, ...SPANS[span], ms: wordsOf(name).ms }),
    stop: (name: string) => tell({ name, stop: true }),
    stopAll: () => tell({ name: 'none' }),
  })
}

/** What {@link useFaults} gives. */
export type Faults = ReturnType<typeof useFaults>
