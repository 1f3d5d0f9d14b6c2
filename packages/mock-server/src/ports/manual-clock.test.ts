import { describe, expect, test } from 'vitest'
import { createManualClock } from './manual-clock'

describe('createManualClock', () => {
  test('fires due timers in order of time, each at its own instant', async () => {
    const clock = createManualClock(1000)
    const fired: [string, number][] = []
    clock.setTimeout(() => fired.push(['late', clock.now()]), 300)
    clock.setTimeout(() => fired.push(['early', clock.now()]), 100)
    clock.setTimeout(() => fired.push(['beyond', clock.now()]), 301)
    await clock.advance(300)
    expect(fired).toStrictEqual([['early', 1100], ['late', 1300]])
    expect(clock.now()).toBe(1300)
  })

  test('fires timers that due timers set, if they fall inside', async () => {
    const clock = createManualClock(0)
    const fired: number[] = []
    const chain = (): void => {
      fired.push(clock.now())
      clock.setTimeout(chain, 40)
    }
    clock.setTimeout(chain, 40)
    await clock.advance(100)
    expect(fired).toStrictEqual([40, 80])
    await clock.advance(20)
    expect(fired).toStrictEqual([40, 80, 120])
  })

  test('lets what a timer woke run to its end before the next timer fires', async () => {
    const clock = createManualClock(0)
    const order: string[] = []
    const answer = async (): Promise<void> => {
      await new Response(await new Response('x').text()).text()
      order.push(`answered at ${clock.now()}`)
    }
    clock.setTimeout(() => { void answer() }, 10)
    clock.setTimeout(() => order.push(`next at ${clock.now()}`), 11)
    await clock.advance(20)
    expect(order).toStrictEqual(['answered at 10', 'next at 11'])
  })

  test('drains work that was under way before it moves', async () => {
    const clock = createManualClock(0)
    let startedAt = -1
    const work = async (): Promise<void> => {
      await new Response('x').text()
      clock.setTimeout(() => { startedAt = clock.now() }, 5)
    }
    void work()
    await clock.advance(5)
    expect(startedAt).toBe(5)
  })

  test('forgets a cleared timer, and ignores a handle it does not know', async () => {
    const clock = createManualClock(0)
    const handle = clock.setTimeout(() => { throw new Error('fired') }, 1)
    clock.clearTimeout(handle)
    clock.clearTimeout(undefined)
    await clock.advance(10)
    expect(clock.now()).toBe(10)
  })

  test('runs overlapping calls one after the other', async () => {
    const clock = createManualClock(0)
    await Promise.all([clock.advance(10), clock.advance(5)])
    expect(clock.now()).toBe(15)
  })

  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('refuses to move by %s', async (ms) => {
    await expect(createManualClock().advance(ms)).rejects.toThrow(RangeError)
  })
})
