import { beforeEach, describe, expect, it, vi } from 'vitest'
import { openCounter, openTill, scan, WECHAT } from '../../test/counter'
import { pass } from '../../test/screen'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] })
  return () => vi.useRealTimers()
})

describe('rule 4: a till of several counters', () => {
  // A slow scanner's keys reach both, and its Enter only the first: the second ends the code by its silence.
  it.each([8, 60])('two on one page: a code that a scanner types at %i ms is charged by one of them', async (gapMs) => {
    const shop = openTill()
    shop.told = { status: 'success' }
    const first = await openCounter({ shop })
    const second = await openCounter({ shop })
    await scan(WECHAT, document.body, gapMs)
    await pass(3_000)
    expect(shop.calls.create).toBe(1)
    expect([...first.facts('scan'), ...second.facts('scan')]).toHaveLength(1)
  })

  it('one after the other: a code that the first has charged is a used one at the next', async () => {
    const shop = openTill()
    shop.told = { status: 'success' }
    const { wrapper, see } = await openCounter({ shop })
    await scan(WECHAT)
    await see('paid')
    wrapper.unmount()
    const { facts } = await openCounter({ shop })
    await scan(WECHAT)
    expect([shop.calls.create, facts('rejected')[0]?.reason]).toEqual([1, 'used'])
  })
})
