import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openCounter, scan, WECHAT, WECHAT_2 } from '../../test/counter'
import { pass } from '../../test/screen'

const heard: number[] = []
const contexts: { state: string }[] = []
/** Whether the browser lets the page be heard yet. */
let isAllowed = true

/** A WebAudio that plays what was begun while it is not running once it runs, as browsers do. */
function stubAudio(): void {
  class Node { connect = (next: unknown) => next }
  class Context {
    currentTime = 0
    destination = {}
    state = isAllowed ? 'running' : 'suspended'
    queue: number[] = []
    waiting: (() => void)[] = []
    constructor() { contexts.push(this) }
    resume() {
      return new Promise<void>((resolve) => {
        this.waiting.push(resolve)
        if (!isAllowed) return
        this.state = 'running'
        heard.push(...this.queue.splice(0))
        for (const done of this.waiting.splice(0)) done()
      })
    }
    close() {
      this.state = 'closed'
      return Promise.resolve()
    }
  }
  vi.stubGlobal('AudioContext', Context)
  vi.stubGlobal('GainNode', class extends Node { gain = { setValueAtTime() {}, exponentialRampToValueAtTime() {} } })
  vi.stubGlobal('OscillatorNode', class extends Node {
    constructor(readonly context: Context, readonly options: { frequency: number }) { super() }
    start() { (this.context.state === 'running' ? heard : this.context.queue).push(this.options.frequency) }
    addEventListener(_name: string, hear: () => void) { setTimeout(hear, 300) }
    stop() {}
  })
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  heard.length = contexts.length = 0
  isAllowed = true
  stubAudio()
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('a browser that does not let the page be heard yet', () => {
  it('plays no "paid" of the customer before with the next one\'s scan', async () => {
    isAllowed = false
    const { shop } = await openCounter({ props: { sound: true } })
    shop.told = { status: 'success' }
    await scan(WECHAT)
    await pass(6_000)
    isAllowed = true
    shop.told = { tradeState: 'USERPAYING' }
    await scan(WECHAT_2)
    expect(heard).toEqual([1_760])
  })
})

it('a till that opens a counter for each sale lets go of the browser\'s sound each time, once it has been heard', async () => {
  for (const code of [WECHAT, WECHAT_2]) {
    const { wrapper } = await openCounter({ props: { sound: true } })
    await scan(code)
    wrapper.unmount()
    expect(contexts.at(-1)?.state).toBe('running')
    await pass(2_000)
  }
  expect(contexts.map(({ state }) => state)).toEqual(['closed', 'closed'])
})
