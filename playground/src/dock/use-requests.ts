import { useDocumentVisibility, useEventSource } from '@vueuse/core'
import { computed, reactive, shallowRef, watch } from 'vue'
import { servers } from '../servers'
import { nameOf, withExchange, type Exchange, type Row } from './exchange'
import { useDock } from './use-dock'

/** Whether news of requests can come. */
export type FeedHealth = 'paused' | 'connecting' | 'live' | 'lost'

const RETRY_MS = 3_000

/** What passes through the mock server, while the dock is open and the page is seen: a browser has few connections to a host. */
export function useRequests() {
  const dock = useDock()
  const visibility = useDocumentVisibility()
  const rows = shallowRef<readonly Row[]>([])
  const isWanted = computed(() => dock.isOpen && visibility.value === 'visible')
  const { status, data, error, open, close } = useEventSource(`${servers.wallets}/sandbox/requests`, ['request'] as const, { immediate: false, autoReconnect: { delay: RETRY_MS } })

  watch(isWanted, (is) => (is ? open() : close()), { immediate: true })
  // Each at once: two that come together would be one change.
  watch(data, (text) => {
    if (text) rows.value = withExchange(rows.value, JSON.parse(text) as Exchange)
  }, { flush: 'sync' })

  const health = computed<FeedHealth>(() => {
    if (!isWanted.value) return 'paused'
    if (status.value === 'OPEN') return 'live'
    return error.value ? 'lost' : 'connecting'
  })
  const latest = computed(() => {
    const exchange = rows.value[0]?.latest
    if (exchange) return `${nameOf(exchange)} · ${exchange.status} · ${exchange.took_ms} ms`
    return health.value === 'lost' ? '没有连上模拟服务器' : '还没有请求'
  })

  return reactive({ rows, health, latest, clear: () => { rows.value = [] } })
}

/** What {@link useRequests} gives. */
export type Requests = ReturnType<typeof useRequests>
