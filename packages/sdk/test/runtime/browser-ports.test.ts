import { afterEach, describe, expect, it, vi } from 'vitest'
import { browserNavigate } from '../../src/runtime/navigate'
import { browserPage } from '../../src/runtime/page'
import { browserListen } from '../../src/runtime/push'
import { browserChannel, browserLocks, untilAborted } from '../../src/runtime/tabs'

afterEach(() => vi.unstubAllGlobals())

describe('without the browser\'s own parts each page works for itself', () => {
  it('no EventSource: nothing is heard', () => {
    vi.stubGlobal('EventSource', undefined)
    expect(() => browserListen('http://x/', () => {}, () => {})()).not.toThrow()
  })

  it('no Web Locks: it runs at once', async () => {
    vi.stubGlobal('navigator', {})
    expect(await browserLocks.request('x', new AbortController().signal, () => Promise.resolve(7))).toBe(7)
    vi.stubGlobal('navigator', undefined)
    expect(await browserLocks.request('x', new AbortController().signal, () => Promise.resolve(7))).toBe(7)
  })

  it.each([undefined, function BroadcastChannel() { throw new Error('opaque origin') }])('no BroadcastChannel: nobody is there', (missing) => {
    vi.stubGlobal('BroadcastChannel', missing)
    const line = browserChannel('x', () => {})
    expect(() => { line.post(1); line.close() }).not.toThrow()
  })
})

describe('an EventSource', () => {
  it('nudges by its events, and tells whether it is there', () => {
    const sources: FakeSource[] = []
    class FakeSource extends EventTarget {
      closed = 0
      constructor(readonly url: string) { super(); sources.push(this) }
      close() { this.closed += 1 }
    }
    vi.stubGlobal('EventSource', FakeSource)
    const told: unknown[] = []
    const stop = browserListen('http://x/events', () => told.push('nudge'), (isLive) => told.push(isLive))
    const [source] = sources
    source?.dispatchEvent(new Event('open'))
    source?.dispatchEvent(new Event('nudge'))
    source?.dispatchEvent(new Event('message'))
    source?.dispatchEvent(new Event('error'))
    stop()
    expect([source?.url, told, source?.closed]).toEqual(['http://x/events', [true, 'nudge', 'nudge', false], 1])
  })
})

describe('Web Locks', () => {
  it('hold as long as what runs under them, and an aborted wait gives nothing', async () => {
    const asked: unknown[] = []
    vi.stubGlobal('navigator', {
      locks: {
        request: async (name: string, { signal }: { signal: AbortSignal }, act: () => Promise<unknown>) => {
          asked.push(name)
          if (signal.aborted) throw new DOMException('aborted', 'AbortError')
          return act()
        },
      },
    })
    const controller = new AbortController()
    expect(await browserLocks.request('a', controller.signal, () => Promise.resolve(7))).toBe(7)
    controller.abort()
    expect(await browserLocks.request('b', controller.signal, () => Promise.resolve(7))).toBeUndefined()
    expect(asked).toEqual(['a', 'b'])
  })

  it('what fails under a lock fails, and runs once', async () => {
    let runs = 0
    vi.stubGlobal('navigator', { locks: { request: (_name: string, _options: object, act: () => Promise<unknown>) => act() } })
    const failing = browserLocks.request('a', new AbortController().signal, () => { runs += 1; return Promise.reject(new Error('mine')) })
    await expect(failing).rejects.toThrow('mine')
    expect(runs).toBe(1)
  })

  it('that a page may not use are none', async () => {
    vi.stubGlobal('navigator', { locks: { request: () => Promise.reject(new DOMException('no', 'SecurityError')) } })
    expect(await browserLocks.request('a', new AbortController().signal, () => Promise.resolve(7))).toBe(7)
  })

  it('are given up when the signal is aborted, also if it was before', async () => {
    const controller = new AbortController()
    const held = untilAborted(controller.signal)
    controller.abort()
    expect(await Promise.all([held, untilAborted(controller.signal)])).toEqual([undefined, undefined])
  })
})

describe('a BroadcastChannel', () => {
  it('carries messages between tabs', async () => {
    const heard: unknown[] = []
    const [here, there] = [browserChannel('pay-test', () => {}), browserChannel('pay-test', (message) => heard.push(message))]
    here.post({ word: 'x' })
    await vi.waitFor(() => expect(heard).toEqual([{ word: 'x' }]))
    here.close()
    there.close()
  })
})

describe('rule 8: leaving for the wallet', () => {
  it('a window that was opened before can\'t reach this page', () => {
    const opened = { opener: 'this page' as unknown, location: { replace: vi.fn() }, close: vi.fn() }
    vi.stubGlobal('window', { open: () => opened })
    const window = browserNavigate.open()
    expect(opened.opener).toBeNull()
    window?.go('https://pay.test/')
    window?.close()
    expect(opened.location.replace).toHaveBeenCalledWith('https://pay.test/')
    expect(opened.close).toHaveBeenCalled()
  })

  it('a window that is blocked is none, and this page is left by its own address', () => {
    const assign = vi.fn()
    vi.stubGlobal('window', { open: () => null })
    vi.stubGlobal('location', { assign })
    expect(browserNavigate.open()).toBeUndefined()
    browserNavigate.go('https://pay.test/')
    expect(assign).toHaveBeenCalledWith('https://pay.test/')
  })
})

describe('the browser\'s page', () => {
  it('tells of every change, and of being left', () => {
    const window = new EventTarget()
    const document = Object.assign(new EventTarget(), { visibilityState: 'visible' })
    vi.stubGlobal('window', window)
    vi.stubGlobal('document', document)
    const told: unknown[] = []
    const stop = browserPage.onChange((isLeaving) => told.push(isLeaving))
    document.dispatchEvent(new Event('visibilitychange'))
    for (const event of ['online', 'offline', 'pagehide', 'pageshow']) window.dispatchEvent(new Event(event))
    stop()
    window.dispatchEvent(new Event('pagehide'))
    expect(told).toEqual([false, false, false, true, false])
  })
  it('tells why it is looked at again, and nothing while it is hidden or freshly loaded', () => {
    const window = new EventTarget()
    const document = Object.assign(new EventTarget(), { visibilityState: 'visible' })
    vi.stubGlobal('window', window)
    vi.stubGlobal('document', document)
    const told: unknown[] = []
    const stop = browserPage.onWake((why) => told.push(why))
    document.dispatchEvent(new Event('visibilitychange'))
    for (const persisted of [true, false]) window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted }))
    for (const event of ['online', 'focus']) window.dispatchEvent(new Event(event))
    document.visibilityState = 'hidden'
    document.dispatchEvent(new Event('visibilitychange'))
    expect(told).toEqual(['return', 'return', 'online', 'focus'])
    stop()
    window.dispatchEvent(new Event('focus'))
    expect(told).toHaveLength(4)
  })
})
