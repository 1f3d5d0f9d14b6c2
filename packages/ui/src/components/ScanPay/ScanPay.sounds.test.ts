import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openCounter, scan, UNIONPAY, WECHAT, WECHAT_2 } from '../../test/counter'
import { pass, press, textOf } from '../../test/screen'

const heard: number[] = []

/** A WebAudio that writes down what it plays. */
function stubAudio(): void {
  class Node { connect = (next: unknown) => next }
  vi.stubGlobal('AudioContext', class { currentTime = 0; state = 'running'; destination = {} })
  vi.stubGlobal('GainNode', class extends Node { gain = { setValueAtTime() {}, exponentialRampToValueAtTime() {} } })
  vi.stubGlobal('OscillatorNode', class extends Node {
    constructor(_context: unknown, readonly options: { frequency: number }) { super() }
    start() { heard.push(this.options.frequency) }
    stop() {}
    addEventListener() {}
  })
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  heard.length = 0
  stubAudio()
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('what is heard', () => {
  it('a high tone for read, a rising pair for paid, and a word of its own for a scan that comes too soon', async () => {
    const { shop } = await openCounter({ props: { sound: true } })
    shop.told = { tradeState: 'USERPAYING' }
    await scan(WECHAT)
    expect(heard).toEqual([1_760])
    await scan(WECHAT_2)
    expect(heard.splice(0)).toEqual([1_760, 260, 260])
    shop.told = { status: 'success' }
    await pass(10_000)
    expect(heard).toEqual([880, 1_320])
  })

  it('a falling low pair for refused', async () => {
    const { shop } = await openCounter({ props: { sound: true } })
    shop.told = { status: 'failed', tradeState: 'NOTENOUGH' }
    await scan(WECHAT)
    expect(heard).toEqual([1_760, 440, 330])
  })

  it('nothing where it is turned off, and the cashier can turn it on', async () => {
    const { wrapper } = await openCounter({ props: { sound: false } })
    await scan(UNIONPAY)
    expect(heard).toEqual([])
    expect(textOf('sound')).toBe('声音：关')
    await press('sound')
    expect(wrapper.emitted('update:sound')).toEqual([[true]])
    await wrapper.setProps({ sound: true })
    await scan(UNIONPAY)
    expect(heard).toEqual([260, 260])
  })

  it('nothing, and no error, in a browser without WebAudio', async () => {
    vi.stubGlobal('AudioContext', undefined)
    const { see } = await openCounter({ props: { sound: true } })
    await scan(UNIONPAY)
    await see('ready')
    expect(heard).toEqual([])
  })
})
