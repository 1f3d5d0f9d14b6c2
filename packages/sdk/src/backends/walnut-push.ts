/** Walnut's WebSocket (`/websocket`): its word about a pay object is a nudge, and what it carries is not believed. Loaded where it is used. */
import { isJsonObject } from '../core/json'
import { isOnOrigin } from '../core/target'
import type { Clock } from '../runtime/clock'
import type { Stop } from '../runtime/page'
import { browserConnect, type Connect, type Socket } from '../runtime/socket'
import { parseBody } from '../runtime/transport'

/** How often the watch is said again: the server's answer tells that the connection lives. */
const BEAT_MS = 25_000
const FIRST_PAUSE_MS = 1_000
const MAX_PAUSE_MS = 60_000

/** What a watch works with. */
export interface WalnutWatch {
  /** The socket's address, with the pay object's number behind the `#`. */
  readonly eventsUrl: string
  readonly host: string
  readonly domain: string
  readonly ticket: () => string | undefined
  readonly clock: Clock
  readonly connect: Connect | undefined
  readonly onNudge: () => void
  /** Told true once the server says that it watches: of what there is not it says nothing. */
  readonly onLive: (isLive: boolean) => void
}

/** Watches a pay object, and comes back by itself when the connection is lost. */
export function watchWalnut({ eventsUrl, host, domain, ticket, clock, connect = browserConnect, onNudge, onLive }: WalnutWatch): Stop {
  if (!isOnOrigin(eventsUrl, host)) return () => {}
  const [address = '', hash = ''] = eventsUrl.split('#')
  const id = decodeURIComponent(hash)
  let socket: Socket | undefined
  let timer: unknown
  let pauseMs = FIRST_PAUSE_MS
  let isHeard = false

  const watch = () => {
    isHeard = false
    socket?.send(JSON.stringify({ method: 'watch', user: domain, match: { id }, return: true, ticket: ticket() }))
    timer = clock.setTimeout(() => (isHeard ? watch() : lose()), BEAT_MS)
  }

  const lose = () => {
    clock.clearTimeout(timer)
    socket?.close()
    onLive(false)
    timer = clock.setTimeout(open, pauseMs)
    pauseMs = Math.min(pauseMs * 2, MAX_PAUSE_MS)
  }

  const hear = (data: unknown) => {
    const said = typeof data === 'string' ? parseBody(data) : undefined
    const event = isJsonObject(said) ? said['event'] : undefined
    isHeard ||= event === 'watched'
    if (event === 'watched') {
      pauseMs = FIRST_PAUSE_MS
      onLive(true)
    }
    if (event === 'done') onNudge()
  }

  function open(): void {
    socket = connect(address.replace(/^http/, 'ws'), { onOpen: watch, onMessage: hear, onClose: lose })
  }

  open()
  return () => {
    clock.clearTimeout(timer)
    socket?.close()
  }
}
