import { describe, expect, test } from 'vitest'
import { createAdjustableClock } from './adjustable-clock'
import { createManualClock } from './manual-clock'

function clocks() {
  const base = createManualClock(1000)
  return { base, clock: createAdjustableClock(base) }
}

describe('an adjustable clock', () => {
  test('runs with its base, and stays ahead of it by what it was moved', async () => {
    const { base, clock } = clocks()
    await clock.advance(500)
    expect(clock.now()).toBe(1500)
    await base.advance(20)
    expect(clock.now()).toBe(1520)
  })

  test('fires what falls due on the way in order of time, each at its own instant, timers set meanwhile too', async () => {
    const { clock } = clocks()
    const fired: [string, number][] = []
    const note = (name: string) => () => { fired.push([name, clock.now()]) }
    clock.setTimeout(note('late'), 300)
    clock.setTimeout(() => {
      note('first')()
      clock.setTimeout(note('of first'), 150)
      clock.setTimeout(note('after the end'), 950)
    }, 100)
    await clock.advance(1000)
    expect(fired).toStrictEqual([['first', 1100], ['of first', 1250], ['late', 1300]])
  })

  test('leaves a timer that is not due what is left of its time, by either clock', async () => {
    const { base, clock } = clocks()
    let firedAt = 0
    clock.setTimeout(() => { firedAt = clock.now() }, 1000)
    await clock.advance(600)
    await base.advance(399)
    expect(firedAt).toBe(0)
    await base.advance(1)
    expect(firedAt).toBe(2000)
  })

  test('fires no timer that was cleared, and none twice', async () => {
    const { base, clock } = clocks()
    let count = 0
    const cleared = clock.setTimeout(() => { count += 10 }, 100)
    clock.setTimeout(() => { count += 1 }, 100)
    clock.clearTimeout(cleared)
    await clock.advance(200)
    await base.advance(500)
    expect(count).toBe(1)
  })

  test('waits for what the timers sent, before the next one and before it begins, but not for ever', async () => {
    const base = createManualClock(1000)
    let underWay = 0
    const clock = createAdjustableClock(base, () => underWay)
    const done: string[] = []
    const send = (name: string, ms: number) => () => {
      underWay++
      setTimeout(() => {
        underWay--
        done.push(`${name} at ${clock.now()}`)
      }, ms)
    }
    send('before', 20)()
    clock.setTimeout(send('first', 20), 100)
    clock.setTimeout(send('second', 20), 101)
    clock.setTimeout(() => { underWay = Infinity }, 200)
    await clock.advance(300)
    expect([done, clock.now()]).toStrictEqual([['before at 1000', 'first at 1100', 'second at 1101'], 1300])
  })

  test('does not wait where nothing was sent', async () => {
    const { clock } = clocks()
    let beats = 0
    const beat = (): void => {
      beats++
      clock.setTimeout(beat, 1000)
    }
    beat()
    await clock.advance(2_000_000)
    expect(beats).toBe(2001)
  })

  test('keeps a timer that is too far away for the machine\'s own', async () => {
    const base = createManualClock(1000)
    const delays: number[] = []
    const clock = createAdjustableClock({ ...base, setTimeout: (callback, delayMs) => { delays.push(delayMs); return base.setTimeout(callback, delayMs) } })
    let firedAt = 0
    clock.setTimeout(() => { firedAt = clock.now() }, 5_000_000_000)
    await base.advance(4_999_999_999)
    expect(firedAt).toBe(0)
    await base.advance(1)
    expect(firedAt).toBe(5_000_001_000)
    expect(delays).toStrictEqual([2_147_483_647, 2_147_483_647, 705_032_706])
  })
})
