import { describe, expect, it } from 'vitest'
import { HError, watchOrder, type Health } from '../../src/index'
import { answer, createBench, noAnswer, T1 } from '../support/bench'

describe('watching an order', () => {
  it('asks first after 3 s, then every 3 s, and never two at once', async () => {
    const bench = createBench()
    let open = 0
    let most = 0
    let release: (() => void) | undefined
    bench.script.find = async () => {
      most = Math.max(most, (open += 1))
      await new Promise<void>((resolve) => { release = resolve })
      open -= 1
      return answer('pending')
    }
    const watch = watchOrder(bench.client, { tradeNo: T1 })
    await bench.advance(2_999)
    expect(bench.calls.find).toBe(0)
    await bench.advance(1)
    expect(bench.calls.find).toBe(1)
    await bench.advance(10_000)
    expect(bench.calls.find).toBe(1)
    release?.()
    await bench.advance(2_999)
    expect(bench.calls.find).toBe(1)
    await bench.advance(1)
    expect(bench.calls.find).toBe(2)
    expect(most).toBe(1)
    watch.stop()
  })

  it('a resumed watch asks at once', async () => {
    const bench = createBench()
    const watch = watchOrder(bench.client, { tradeNo: T1 }, { resumed: true })
    await bench.advance(0)
    expect(bench.calls.find).toBe(1)
    watch.stop()
  })

  it('does not poll at full rate while hidden, and asks at once on return', async () => {
    const bench = createBench()
    const watch = watchOrder(bench.client, { tradeNo: T1 })
    bench.set({ hidden: true })
    await bench.advance(59_999)
    expect(bench.calls.find).toBe(0)
    await bench.advance(1)
    expect(bench.calls.find).toBe(1)
    await bench.advance(20_000)
    bench.set({ hidden: false })
    await bench.advance(0)
    expect(bench.calls.find).toBe(2)
    watch.stop()
  })

  it('focus and visibility together ask once', async () => {
    const bench = createBench()
    const watch = watchOrder(bench.client, { tradeNo: T1 })
    await bench.advance(1_500)
    bench.wake('return')
    bench.wake('focus')
    await bench.advance(0)
    bench.wake('focus')
    await bench.advance(0)
    expect(bench.calls.find).toBe(1)
    watch.stop()
  })

  it('coming back right after an ask in vain asks within a second, whatever the back-off', async () => {
    const bench = createBench()
    bench.script.find = noAnswer
    const watch = watchOrder(bench.client, { tradeNo: T1 })
    await bench.advance(60_000)
    const before = bench.calls.find
    while (bench.calls.find === before) await bench.advance(500)
    bench.wake('return')
    await bench.advance(1_000)
    expect(bench.calls.find).toBe(before + 2)
    watch.stop()
  })

  it('past its window a hidden page does not ask; a return asks at full rate for a minute', async () => {
    const bench = createBench()
    const watch = watchOrder(bench.client, { tradeNo: T1 })
    await bench.advance(300_000)
    bench.set({ hidden: true })
    const before = bench.calls.find
    await bench.advance(600_000)
    expect(bench.calls.find).toBe(before)
    expect(watch.isActive).toBe(false)
    bench.set({ hidden: false })
    await bench.advance(60_000)
    expect(bench.calls.find - before).toBeGreaterThanOrEqual(20)
    watch.stop()
  })

  it('rule 6: a failed ask backs off and is told, and ends nothing', async () => {
    const bench = createBench()
    bench.script.find = noAnswer
    const health: Health[] = []
    const watch = watchOrder(bench.client, { tradeNo: T1 }, { onHealth: (next) => health.push(next) })
    await bench.advance(3_000)
    expect(health).toEqual(['unstable'])
    await bench.advance(10_000)
    const asked = bench.calls.find
    bench.script.find = () => Promise.resolve(answer('pending'))
    await bench.advance(30_000)
    expect(asked).toBeLessThanOrEqual(4)
    expect(health).toEqual(['unstable', 'ok'])
    expect(watch.isActive).toBe(true)
    watch.stop()
  })

  it('says offline when the browser does, and believes an answer more than the browser', async () => {
    const bench = createBench()
    const watch = watchOrder(bench.client, { tradeNo: T1 })
    bench.set({ online: false })
    expect(watch.health).toBe('offline')
    await bench.advance(33_000)
    expect(bench.calls.find).toBeGreaterThan(0)
    expect(watch.health).toBe('ok')
    watch.stop()
  })

  it('obeys the server\'s wish for the next ask', async () => {
    const bench = createBench()
    bench.script.find = () => Promise.resolve(answer('pending', { nextPollMs: 20_000 }))
    const watch = watchOrder(bench.client, { tradeNo: T1 })
    await bench.advance(3_000 + 20_000)
    expect(bench.calls.find).toBe(1)
    await bench.advance(1_000)
    expect(bench.calls.find).toBe(2)
    watch.stop()
  })

  it('a check is not repeated against the server\'s wish', async () => {
    const bench = createBench()
    bench.script.find = () => Promise.reject(new HError(429, undefined, { retryable: true, retryAfterMs: 20_000 }))
    const watch = watchOrder(bench.client, { tradeNo: T1 })
    expect(await watch.check()).toEqual({ kind: 'none' })
    await bench.advance(19_999)
    expect(bench.calls.find).toBe(1)
    watch.stop()
  })

  it.each(['expiresInMs', 'nextPollMs'])('an answer whose %s is no number causes no storm', async (field) => {
    const bench = createBench()
    bench.script.find = () => Promise.resolve(answer('pending', { [field]: Number.NaN }))
    const watch = watchOrder(bench.client, { tradeNo: T1 })
    await bench.advance(30_000)
    expect(bench.calls.find).toBeLessThanOrEqual(10)
    watch.stop()
  })

  it('a server that counts down to 0 and stays there does not keep the watch alive', async () => {
    const bench = createBench()
    const asked: string[] = []
    bench.script.find = () => Promise.resolve(answer('pending', { tradeState: 'USERPAYING', expiresInMs: 0 }))
    const watch = watchOrder(bench.client, { tradeNo: T1 }, { expiresAt: bench.clock.now() + 10_000, onAsk: (why) => asked.push(why) })
    await bench.advance(60 * 60_000)
    expect(asked.filter((why) => why === 'expiry')).toHaveLength(1)
    expect(watch.isActive).toBe(false)
    watch.stop()
  })

  it('a backend that throws at once, or never settles, is one that did not answer', async () => {
    const bench = createBench()
    const watch = watchOrder(bench.client, { tradeNo: T1 })
    bench.script.find = () => { throw new TypeError('buggy') }
    await bench.advance(3_000)
    expect(watch.health).toBe('unstable')
    bench.script.find = () => new Promise(() => {})
    await bench.advance(10_000)
    bench.script.find = () => Promise.resolve(answer('pending'))
    await bench.advance(60_000)
    expect(watch.health).toBe('ok')
    watch.stop()
  })

  it('woken after its end on a dead network, it asks on until there is an answer', async () => {
    const bench = createBench()
    const watch = watchOrder(bench.client, { tradeNo: T1 }, { expiresAt: bench.clock.now() + 60_000 })
    await bench.advance(600_000)
    expect(watch.isActive).toBe(false)
    bench.script.find = noAnswer
    bench.wake('return')
    await bench.advance(60_000)
    expect(watch.isActive).toBe(true)
    bench.script.find = () => Promise.resolve(answer('pending'))
    await bench.advance(300_000)
    expect(watch.isActive).toBe(false)
    watch.stop()
  })

  it('a check asks afresh up to three times, and says so where no answer came', async () => {
    const bench = createBench()
    bench.script.find = noAnswer
    const watch = watchOrder(bench.client, { tradeNo: T1 })
    const checked = watch.check()
    await bench.advance(3_000)
    expect(await checked).toEqual({ kind: 'none' })
    expect(bench.calls.find).toBe(3)
    watch.stop()
  })

  it('the expiry is asked at its instant, not a poll later', async () => {
    const bench = createBench()
    const asked: string[] = []
    const watch = watchOrder(bench.client, { tradeNo: T1 }, { expiresAt: bench.clock.now() + 4_000, onAsk: (why) => asked.push(why) })
    await bench.advance(4_000)
    expect(asked).toEqual(['poll', 'expiry'])
    watch.stop()
  })

  it.each(['before the first ask', 'during an ask', 'during the pause of a check', 'after an answer'])('rule 5: stopped %s, nothing is left and nothing is told', async (moment) => {
    const bench = createBench()
    let told = 0
    let signal: AbortSignal | undefined
    let release: (() => void) | undefined
    bench.script.find = async (_ref, context) => {
      ;({ signal } = context)
      if (moment === 'during the pause of a check') return noAnswer()
      if (moment === 'during an ask') await new Promise<void>((resolve) => { release = resolve })
      return answer('success')
    }
    const watch = watchOrder(bench.client, { tradeNo: T1 }, { onAnswer: () => { told += 1 }, onHealth: () => { told += 1 } })
    if (moment === 'during the pause of a check') void watch.check()
    await bench.advance(moment === 'before the first ask' ? 0 : moment === 'during the pause of a check' ? 500 : 3_000)
    const [before, asked] = [told, bench.calls.find]
    watch.stop()
    expect(bench.pending()).toBe(0)
    release?.()
    await bench.advance(600_000)
    expect(told).toBe(before)
    expect(bench.calls.find).toBe(asked)
    expect(bench.pending()).toBe(0)
    expect(bench.listeners()).toBe(0)
    if (moment === 'during an ask') expect(signal?.aborted).toBe(true)
  })
})
