import { afterEach, describe, expect, it, vi } from 'vitest'
import { watchOrder, type TransactionNo } from '../../src/index'
import { browserConnect } from '../../src/runtime/socket'
import { walnut, type Connect, type SocketEars } from '../../src/walnut'
import { createBench } from '../support/bench'
import { createFakeBrowser } from '../support/browser'

// A manual clock does not wait for a file: what is loaded when it is first needed is there already.
await import('../../src/backends/walnut-push')

const X = 'X' as TransactionNo
const EVENTS = 'https://pay.test/websocket#P'

/** One connection as the server sees it. */
interface Line extends SocketEars {
  readonly url: string
  readonly said: unknown[]
  isOpen: boolean
}

/** A watch of an order whose backend is Walnut, over sockets that the test holds. */
async function watched(eventsUrl = EVENTS) {
  const lines: Line[] = []
  const connect: Connect = (url, ears) => {
    const line: Line = { ...ears, url, said: [], isOpen: true }
    lines.push(line)
    return { send: (text) => void line.said.push(JSON.parse(text)), close: () => { line.isOpen = false } }
  }
  const bench = createBench({}, createFakeBrowser().ports)
  const asked: string[] = []
  const backend = walnut({ host: 'https://pay.test', domain: 'demo', ticket: () => 'ticket', connect })
  const client = { ...bench.client, backend: { ...backend, find: () => Promise.resolve({ transactionNo: X, status: 'pending' }) } }
  const watch = watchOrder(client, { transactionNo: X }, { eventsUrl, onAsk: (why) => asked.push(why) })
  await bench.advance(0)
  const line = () => lines[lines.length - 1] ?? expect.fail('nothing listens')
  const hear = (message: unknown) => line().onMessage(JSON.stringify(message))
  return { ...bench, watch, asked, lines, line, hear }
}

describe('Walnut\'s WebSocket', () => {
  it('is asked to watch the pay object, with the ticket in the message and not in the address', async () => {
    const { line, watch } = await watched()
    line().onOpen()
    expect(line().url).toBe('wss://pay.test/websocket')
    expect(line().said).toEqual([{ method: 'watch', user: 'demo', match: { id: 'P' }, return: true, ticket: 'ticket' }])
    watch.stop()
    expect(line().isOpen).toBe(false)
  })

  it('slows the asking down once it says that it watches, and silence does not', async () => {
    const silent = await watched()
    silent.line().onOpen()
    silent.hear({ event: 'hi', wsid: '1' })
    await silent.advance(20_000)
    expect(silent.asked).toHaveLength(6)
    silent.watch.stop()
    const live = await watched()
    live.line().onOpen()
    live.hear({ event: 'watched', obj: 'P' })
    await live.advance(20_000)
    expect(live.asked).toEqual(['poll'])
    live.watch.stop()
  })

  it('rule 1: done is only asked after, whatever it carries', async () => {
    const { hear, line, asked, watch, advance } = await watched()
    line().onOpen()
    hear({ event: 'watched', obj: 'P' })
    hear({ event: 'done', pay_st: 'OK', or_st: 'OK' })
    await advance(0)
    expect(asked).toEqual(['nudge'])
    watch.stop()
  })

  it.each([['text'], ['null'], ['[]'], ['{"event":"paid"}'], ['{"event":{}}'], [new ArrayBuffer(1)], [undefined]])('does not mind %j', async (message) => {
    const { line, asked, watch, advance } = await watched()
    line().onOpen()
    line().onMessage(message)
    await advance(0)
    expect(asked).toEqual([])
    watch.stop()
  })

  it('comes back after 1 s, 2 s, 4 s, at most a minute, and after 1 s again once it was heard', async () => {
    const { line, lines, hear, watch, advance } = await watched()
    for (const pauseMs of [1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]) {
      const before = lines.length
      line().onClose()
      await advance(pauseMs - 1)
      expect(lines).toHaveLength(before)
      await advance(1)
      expect(lines).toHaveLength(before + 1)
    }
    line().onOpen()
    hear({ event: 'watched' })
    line().onClose()
    const before = lines.length
    await advance(1_000)
    expect(lines).toHaveLength(before + 1)
    watch.stop()
  })

  it('a connection that says nothing to a repeated watch is given up, and the asking is at full rate', async () => {
    const { line, lines, hear, asked, watch, advance } = await watched()
    line().onOpen()
    hear({ event: 'watched' })
    await advance(25_000)
    expect(line().said).toHaveLength(2)
    hear({ event: 'watched' })
    await advance(25_000)
    const before = asked.length
    await advance(26_000)
    expect(lines[0]?.isOpen).toBe(false)
    expect(lines).toHaveLength(2)
    await advance(24_000)
    expect(asked.length - before).toBeGreaterThan(3)
    watch.stop()
  })

  it('rule 5: nothing is left after stop, whenever that is', async () => {
    for (const at of ['connecting', 'open', 'lost'] as const) {
      const { line, lines, watch, advance, pending } = await watched()
      if (at === 'open') line().onOpen()
      if (at === 'lost') line().onClose()
      watch.stop()
      await advance(0)
      expect([line().isOpen, pending()]).toEqual([false, 0])
      await advance(120_000)
      expect(lines).toHaveLength(1)
    }
  })

  it.each(['https://evil.test/websocket#P', 'wss://pay.test/websocket#P', 'not an address', ''])('rule 8: is not connected to at %j', async (eventsUrl) => {
    const { lines, watch } = await watched(eventsUrl)
    expect(lines).toEqual([])
    watch.stop()
  })
})

describe('the browser\'s WebSocket', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('is used where there is one, and is silent once it is closed', () => {
    const made: FakeSocket[] = []
    class FakeSocket extends EventTarget {
      readonly sent: string[] = []
      constructor(readonly url: string) {
        super()
        made.push(this)
      }
      send(text: string) { this.sent.push(text) }
      close() { this.dispatchEvent(new Event('close')) }
    }
    vi.stubGlobal('WebSocket', FakeSocket)
    const heard: unknown[] = []
    const socket = browserConnect('wss://pay.test/websocket', { onOpen: () => heard.push('open'), onMessage: (data) => heard.push(data), onClose: () => heard.push('close') })
    const [fake] = made
    fake?.dispatchEvent(new Event('open'))
    fake?.dispatchEvent(new MessageEvent('message', { data: 'text' }))
    socket?.send('hello')
    fake?.dispatchEvent(new Event('close'))
    expect([heard, fake?.sent, fake?.url]).toEqual([['open', 'text', 'close'], ['hello'], 'wss://pay.test/websocket'])
    socket?.close()
    fake?.dispatchEvent(new MessageEvent('message', { data: 'late' }))
    expect(heard).toHaveLength(3)
  })

  it('without one there is none', () => {
    vi.stubGlobal('WebSocket', undefined)
    expect(browserConnect('wss://pay.test/websocket', { onOpen: () => {}, onMessage: () => {}, onClose: () => {} })).toBeUndefined()
  })
})
