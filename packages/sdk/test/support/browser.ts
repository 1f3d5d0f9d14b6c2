/** A browser whose tabs share locks, lines and a storage, and whose push connections the test holds. */
import * as parts from '../../src/parts'
import { memoryStorage, type Channel, type JoinChannel, type Listen, type Locks } from '../../src/index'

// A manual clock does not wait for a file: what is loaded when it is first needed is there already.
await Promise.all(Object.values(parts).map((load) => load()))

/** One push connection, as the server sees it. */
export interface Connection {
  readonly url: string
  nudge(): void
  live(isLive: boolean): void
  isOpen: boolean
}

/** A page that is alone: no locks, no line, no push. */
export const alone = {
  locks: { request: (_name, _signal, act) => act() } satisfies Locks,
  channel: (() => ({ post: () => {}, close: () => {} })) satisfies JoinChannel,
  listen: (() => () => {}) satisfies Listen,
}

/** Builds a browser; each of its pages gets the same ports. */
export function createFakeBrowser() {
  const holders = new Map<string, Promise<unknown>>()
  const held = new Set<string>()
  let waiting = 0
  const lines = new Set<{ name: string; hear: (message: unknown) => void }>()
  const connections: Connection[] = []

  const locks: Locks = {
    async request(name, signal, act) {
      const before = holders.get(name) ?? Promise.resolve()
      let release: () => void = () => {}
      const mine = new Promise<void>((resolve) => { release = resolve })
      holders.set(name, before.then(() => mine))
      waiting += 1
      const aborted = new Promise<'aborted'>((resolve) => { signal.addEventListener('abort', () => resolve('aborted'), { once: true }) })
      const turn = await Promise.race([before.then(() => 'mine' as const), aborted])
      waiting -= 1
      try {
        if (turn === 'aborted' || signal.aborted) return undefined
        held.add(name)
        return await act()
      } finally {
        held.delete(name)
        release()
      }
    },
  }

  const channel: JoinChannel = (name, hear): Channel => {
    const line = { name, hear }
    lines.add(line)
    return {
      post: (message) => {
        const text = JSON.stringify(message)
        for (const other of lines) if (other !== line && other.name === name) queueMicrotask(() => { if (lines.has(other)) other.hear(JSON.parse(text)) })
      },
      close: () => void lines.delete(line),
    }
  }

  const listen: Listen = (url, onNudge, onLive) => {
    const connection: Connection = { url, nudge: onNudge, live: onLive, isOpen: true }
    connections.push(connection)
    return () => { connection.isOpen = false }
  }

  return {
    ports: { locks, channel, listen, storage: memoryStorage() },
    connections,
    open: () => connections.filter(({ isOpen }) => isOpen),
    /** What is left of all of it: nothing, once every page is gone. */
    left: () => ({ held: held.size, waiting, lines: lines.size, connections: connections.filter(({ isOpen }) => isOpen).length }),
    /** What a stranger's script on the same origin says to everybody. */
    shout: (message: unknown) => { for (const { hear } of lines) hear(message) },
  }
}
