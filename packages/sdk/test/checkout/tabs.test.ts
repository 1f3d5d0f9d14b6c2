import { describe, expect, it } from 'vitest'
import { watchOrder, type Checkout, type TradeNo } from '../../src/index'
import { answer, createBench, noAnswer, secondOrder, T1 } from '../support/bench'
import { createFakeBrowser } from '../support/browser'

const numberOf = ({ state }: Checkout) => ('order' in state ? state.order?.tradeNo : undefined)

/** Two tabs of one browser that watch the same order, and who asked why. */
async function twoWatches() {
  const browser = createFakeBrowser()
  const bench = createBench({}, browser.ports)
  const asked: string[] = []
  const open = (name: string) => {
    const tab = bench.tab()
    const watch = watchOrder(tab.client, { tradeNo: T1 }, { onAsk: (why) => asked.push(`${name} ${why}`) })
    return { ...tab, watch }
  }
  const [first, second] = [open('first'), open('second')]
  await bench.advance(0)
  const count = (name: string) => asked.filter((line) => line.startsWith(name)).length
  const stop = () => {
    first.watch.stop()
    second.watch.stop()
  }
  return { ...bench, browser, asked, first, second, count, stop }
}

describe('tabs of one order', () => {
  it('one visible tab asks, and the other lets it', async () => {
    const { advance, count, stop } = await twoWatches()
    await advance(60_000)
    expect(count('first')).toBeGreaterThanOrEqual(19)
    expect(count('second')).toBeLessThanOrEqual(2)
    stop()
  })

  it('rule 1: what the leader has read the other asks for itself', async () => {
    const { advance, asked, script, stop, second } = await twoWatches()
    await advance(10_000)
    script.find = () => Promise.resolve(answer('pending', { tradeState: 'WAIT_BUYER_PAY' }))
    asked.length = 0
    await advance(4_000)
    expect(asked).toContain('second mirror')
    expect(second.watch.lastAnswerAt).toBeGreaterThan(0)
    stop()
  })

  it('contradictory answers make no storm between tabs', async () => {
    const { advance, calls, script, stop } = await twoWatches()
    let turn = 0
    script.find = () => Promise.resolve(answer('pending', { tradeState: (turn += 1) % 2 ? 'WAIT_BUYER_PAY' : 'NOTPAY' }))
    await advance(60_000)
    expect(calls.find).toBeLessThanOrEqual(45)
    stop()
  })

  it('the lead is given up by a tab that is hidden, and taken by the visible one', async () => {
    const { advance, count, first, asked, stop } = await twoWatches()
    await advance(10_000)
    first.set({ hidden: true })
    asked.length = 0
    await advance(30_000)
    expect(count('second')).toBeGreaterThanOrEqual(8)
    expect(count('first')).toBe(0)
    stop()
  })

  it('and by one that is being left', async () => {
    const { advance, count, first, asked, browser, stop } = await twoWatches()
    await advance(10_000)
    first.change(true)
    await advance(0)
    expect(browser.left()).toMatchObject({ held: 1, waiting: 0 })
    asked.length = 0
    await advance(30_000)
    expect(count('second')).toBeGreaterThanOrEqual(8)
    stop()
  })

  it('a leader that falls silent is not waited for long', async () => {
    const { advance, count, script, stop } = await twoWatches()
    await advance(10_000)
    const before = count('second')
    script.find = noAnswer
    await advance(15_000)
    expect(count('second')).toBeGreaterThan(before)
    stop()
  })

  it.each(['locks', 'channel'] as const)('without %s each tab asks for itself', async (missing) => {
    const browser = createFakeBrowser()
    const bench = createBench({}, { ...browser.ports, ...(missing === 'locks' ? { locks: { request: (_name, _signal, act) => act() } } : { channel: () => ({ post: () => {}, close: () => {} }) }) })
    const watches = [bench.tab(), bench.tab()].map(({ client }) => watchOrder(client, { tradeNo: T1 }))
    await bench.advance(30_000)
    expect(bench.calls.find).toBeGreaterThanOrEqual(missing === 'locks' ? 10 : 18)
    for (const watch of watches) watch.stop()
  })

  it.each([null, 'paid', [], { word: '{"kind":"paid"}', nextMs: 1e300 }, { word: 7 }, { nextMs: 'soon' }])('rule 1: %j from a stranger on the line is no answer, and stops no asking', async (message) => {
    const { advance, browser, calls, stop, first, second } = await twoWatches()
    const told: string[] = []
    const third = watchOrder(first.client, { tradeNo: T1 }, { onAnswer: ({ reading }) => told.push(reading.kind) })
    browser.shout(message)
    await advance(200_000)
    expect(new Set(told)).toEqual(new Set(['waiting']))
    expect(calls.find).toBeGreaterThan(20)
    expect(second.watch.isActive).toBe(true)
    third.stop()
    stop()
  })

  it('rule 5: stopped, locks and lines are released', async () => {
    const { advance, browser, stop, pending } = await twoWatches()
    await advance(5_000)
    stop()
    await advance(0)
    expect(browser.left()).toEqual({ held: 0, waiting: 0, lines: 0, connections: 0 })
    expect(pending()).toBe(0)
  })
})

describe('rule 4: two tabs that begin in the same instant', () => {
  /** Two tabs of one cart; storage that is read and written between the other's steps. */
  async function twoTabs(without: Parameters<typeof createBench>[0] = {}) {
    const browser = createFakeBrowser()
    const bench = createBench(without, browser.ports)
    const made: TradeNo[] = []
    const byToken = new Map<string | undefined, TradeNo>()
    bench.script.create = async (_context, _request, token) => {
      await bench.tick()
      const no = byToken.get(token) ?? (`T${made.length + 1}` as TradeNo)
      if (!made.includes(no)) made.push(no)
      if (token !== undefined) byToken.set(token, no)
      return { ...secondOrder, tradeNo: no }
    }
    bench.script.find = (no) => Promise.resolve({ tradeNo: no as TradeNo, status: 'pending' })
    const tabs = [bench.tab().checkout(), bench.tab().checkout()] as const
    return { ...bench, browser, made, tabs }
  }

  it.each([{}, { token: true as const }])('show one order (%j)', async (without) => {
    const { tabs: [first, second], made, advance } = await twoTabs(without)
    first.start()
    second.start()
    await advance(10_000)
    expect(numberOf(first)).toBeDefined()
    expect(numberOf(second)).toBe(numberOf(first))
    expect(made).toHaveLength(1)
  })

  it('a reload afterwards comes back to it, whatever became of the other\'s beginning', async () => {
    const { tabs: [first, second], made, advance, tab } = await twoTabs()
    first.start()
    second.start()
    second.dispose()
    await advance(10_000)
    first.dispose()
    const again = tab().checkout()
    again.start()
    await advance(10_000)
    expect(numberOf(again)).toBe(made[0])
    expect(made).toHaveLength(1)
    again.dispose()
  })

  it('a create that one tab gives up and another repeats is one order: the first shows it instead of its next', async () => {
    const { tabs: [first, second], made, advance, script } = await twoTabs()
    const { create } = script
    script.create = noAnswer
    first.start()
    await advance(10_000)
    expect(first.state.name).toBe('failed')
    second.start()
    await advance(0)
    script.create = create
    void first.switchTo('qpay_native')
    await advance(10_000)
    expect(made).toHaveLength(1)
    expect([numberOf(first), numberOf(second)]).toEqual([made[0], made[0]])
  })

  it('the second is cancelled while it waits for the first: nothing of it is left', async () => {
    const { tabs: [first, second], made, advance, browser } = await twoTabs()
    first.start()
    second.start()
    first.dispose()
    second.dispose()
    await advance(10_000)
    expect(made.length).toBeLessThanOrEqual(1)
    expect(browser.left()).toEqual({ held: 0, waiting: 0, lines: 0, connections: 0 })
  })
})

it('rule 6: an order that another tab has made after all begins with a health of its own', async () => {
  const bench = createBench()
  const { create } = bench.script
  bench.script.create = noAnswer
  const checkout = bench.checkout()
  checkout.start()
  await bench.advance(10_000)
  expect([checkout.state.name, checkout.health]).toEqual(['failed', 'unstable'])
  bench.script.create = create
  const other = bench.tab().checkout()
  other.start()
  await bench.advance(0)
  expect(other.state.name).toBe('waiting')
  void checkout.renew()
  await bench.advance(60_000)
  expect([checkout.state.name, checkout.health]).toEqual(['waiting', 'ok'])
})
