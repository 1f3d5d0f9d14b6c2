import { describe, expect, it } from 'vitest'
import { minCloud, watchOrder, type Backend } from '../../src/index'
import { systemClock } from '../../src/runtime/clock'
import { answer, createBench, T1 } from '../support/bench'
import { createFakeBrowser } from '../support/browser'

/** A watch of an order whose backend nudges. */
async function pushed() {
  const browser = createFakeBrowser()
  const bench = createBench({}, { ...browser.ports, push: true })
  const asked: string[] = []
  const watch = watchOrder(bench.client, { tradeNo: T1 }, { onAsk: (why) => asked.push(why) })
  await bench.advance(0)
  const connection = () => browser.open()[0] ?? expect.fail('nothing listens')
  return { ...bench, browser, watch, asked, connection }
}

describe('push', () => {
  it('while it is there the order is asked for every 20 s', async () => {
    const { advance, asked, connection, watch } = await pushed()
    connection().live(true)
    await advance(60_000)
    expect(asked).toEqual(['poll', 'poll', 'poll'])
    watch.stop()
  })

  it('before it is there, and when it is lost, at full rate', async () => {
    const { advance, asked, connection, watch } = await pushed()
    await advance(9_000)
    expect(asked).toHaveLength(3)
    connection().live(true)
    connection().live(false)
    await advance(9_000)
    expect(asked).toHaveLength(6)
    watch.stop()
  })

  it('rule 1: a nudge is only asked after', async () => {
    const { advance, asked, connection, watch, calls } = await pushed()
    connection().live(true)
    await advance(2_000)
    connection().nudge()
    await advance(0)
    expect(asked).toEqual(['nudge'])
    expect(calls.find).toBe(1)
    watch.stop()
  })

  it('nudges coalesce to one ask a second, and the last is never lost', async () => {
    const { advance, asked, connection, watch } = await pushed()
    connection().live(true)
    for (let ms = 0; ms < 5_000; ms += 50) {
      connection().nudge()
      await advance(50)
    }
    expect(asked.length).toBeLessThanOrEqual(6)
    expect(asked.length).toBeGreaterThanOrEqual(5)
    const before = asked.length
    connection().nudge()
    await advance(1_000)
    expect(asked.length).toBe(before + 1)
    watch.stop()
  })

  it('a nudge during an ask is asked after once more: the answer under way may be older', async () => {
    const { advance, asked, connection, watch, script } = await pushed()
    let release: (() => void) | undefined
    script.find = async () => {
      await new Promise<void>((resolve) => { release = resolve })
      return answer('pending')
    }
    await advance(3_000)
    connection().nudge()
    await advance(1_000)
    release?.()
    await advance(0)
    expect(asked).toEqual(['poll', 'nudge'])
    watch.stop()
  })

  it('hidden, a nudge still asks', async () => {
    const { advance, asked, connection, watch, set } = await pushed()
    connection().live(true)
    set({ hidden: true })
    await advance(2_000)
    connection().nudge()
    await advance(0)
    expect(asked).toEqual(['nudge'])
    watch.stop()
  })

  it('one connection per browser: the next is opened when the first is closed', async () => {
    const { advance, browser, watch, tab } = await pushed()
    const other = watchOrder(tab().client, { tradeNo: T1 })
    await advance(0)
    expect(browser.connections).toHaveLength(1)
    watch.stop()
    await advance(0)
    expect(browser.connections).toHaveLength(2)
    expect(browser.open()).toHaveLength(1)
    other.stop()
  })

  it('is closed while the page is being left, and opened when it comes back', async () => {
    const { advance, browser, watch, change } = await pushed()
    change(true)
    expect(browser.open()).toHaveLength(0)
    await advance(0)
    change(false)
    await advance(0)
    expect(browser.open()).toHaveLength(1)
    watch.stop()
  })

  it('stays closed while a page that was left hears that it is hidden, and opens where one is looked at that never went', async () => {
    const { advance, browser, watch, change, set } = await pushed()
    change(true)
    set({ hidden: true })
    set({ online: false })
    await advance(0)
    expect(browser.open()).toHaveLength(0)
    expect(browser.left()).toMatchObject({ held: 0, waiting: 0 })
    set({ online: true, hidden: false })
    await advance(0)
    expect(browser.open()).toHaveLength(1)
    watch.stop()
  })

  it('an order that isn\'t shown any more is not listened for', async () => {
    const browser = createFakeBrowser()
    const bench = createBench({}, { ...browser.ports, push: true })
    const watch = watchOrder(bench.client, { tradeNo: T1 }, { slow: true })
    await bench.advance(0)
    expect(browser.connections).toEqual([])
    watch.stop()
  })

  it('rule 5: stopped, nothing is left, and a late nudge asks nothing', async () => {
    const { advance, browser, watch, connection, calls, pending } = await pushed()
    const [late] = [connection()]
    late.live(true)
    late.nudge()
    watch.stop()
    expect([browser.open(), pending()]).toEqual([[], 0])
    late.nudge()
    late.live(false)
    await advance(60_000)
    expect([calls.find, pending()]).toEqual([0, 0])
    expect(browser.left()).toEqual({ held: 0, waiting: 0, lines: 0, connections: 0 })
  })

  it('a backend whose push throws is asked at full rate', async () => {
    const bench = createBench()
    const broken: Backend = { ...bench.client.backend, supports: { ...bench.client.backend.supports, push: true }, push: () => { throw new Error('no') } }
    const watch = watchOrder({ ...bench.client, backend: broken }, { tradeNo: T1 })
    await bench.advance(3_000)
    expect(bench.calls.find).toBe(1)
    watch.stop()
  })
})

describe('rule 8: minCloud listens on the backend\'s own origin alone', () => {
  const host = 'http://127.0.0.1:8787'
  it.each([
    [`${host}/hserve/v2.2/idp/pay/order/X/events/?nonce=n`, 1],
    ['http://127.0.0.1:9999/events', 0],
    ['https://evil.test/events', 0],
    [undefined, 0],
  ])('%j: %d', (eventsUrl, expected) => {
    const heard: string[] = []
    const backend = minCloud({ clientID: 'demo', host, extensions: true })
    const stop = backend.push?.({}, () => {}, { eventsUrl, clock: systemClock, listen: (url) => (heard.push(url), () => {}), onLive: () => {} })
    expect(heard).toHaveLength(expected)
    stop?.()
  })

  it('plain MinCloud has no push', () => {
    expect(minCloud({ clientID: 'demo' }).supports.push).toBe(false)
  })
})
