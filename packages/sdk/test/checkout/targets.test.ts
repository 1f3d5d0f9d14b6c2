import { describe, expect, it } from 'vitest'
import type { Navigate, PayRequest, Presentation } from '../../src/index'
import { answer, createBench, T1 } from '../support/bench'
import { heard } from '../support/heard'
import { HOSTILE, SAFE } from '../support/targets'

const request: PayRequest = { gateway: 'alipay_wap', amountFen: 10, description: '深蓝色秋裤', intentId: 'cart-1' }
const GOOD = 'https://openapi.alipay.com/gateway.do?biz=1'

/** A page whose leaving is only written down, over a backend that answers this address. */
function shopPage(url: unknown, isFramed = false) {
  const went: string[] = []
  const opened = { times: 0, closed: 0 }
  const navigate: Navigate = {
    go: (to) => void went.push(to),
    open: () => {
      opened.times += 1
      return { go: (to) => void went.push(to), close: () => { opened.closed += 1 } }
    },
  }
  const bench = createBench({}, { gateways: ['alipay_wap'], navigate })
  const show = { flow: 'redirect', url, ...(isFramed && { isFramed }) } as Presentation
  bench.script.create = () => Promise.resolve({ tradeNo: T1, show, expiresInMs: 900_000 })
  const checkout = bench.checkout(request)
  return { ...bench, went, opened, checkout, told: heard(checkout) }
}

describe.each([['a page to go to', false, false], ['a page for a window of its own', false, true], ['a page to be framed', true, false]])('rule 8: %s', (_what, isFramed, newWindow) => {
  it.each(HOSTILE)('at %s is shown to nobody, and said to be why', async (_why, url) => {
    const { checkout, advance, went, opened, told } = shopPage(url, isFramed)
    void checkout.pay({ newWindow })
    await advance(0)
    expect(checkout.state).toMatchObject({ name: 'failed', error: { code: 608, message: '608: payment failed: the payment page has no safe address', hint: expect.stringMatching(/\.$/), tradeNo: T1, mayHavePaid: false } })
    expect([went, opened.closed, told.states]).toEqual([[], opened.times, ['creating', 'failed']])
    checkout.dispose()
  })
})

describe('rule 8: an address that somebody put into the storage', () => {
  const texts = HOSTILE.filter((one): one is [string, string] => typeof one[1] === 'string' && one[1] !== '')

  it.each(texts)('%s: is not gone to, and the order is still watched', async (_why, url) => {
    const { checkout, advance, client, tab, went, opened, script, calls } = shopPage(GOOD)
    checkout.start()
    await advance(0)
    checkout.dispose()
    const { storage } = client.ports
    const [key = ''] = storage.keys?.() ?? []
    storage.set(key, (storage.get(key) ?? '').replace(JSON.stringify(GOOD), () => JSON.stringify(url)))
    const again = tab().checkout(request)
    const left = again.pay({ newWindow: true }).catch((error: unknown) => error)
    await advance(0)
    expect(await left).toMatchObject({ code: 608 })
    expect([went, opened.closed, again.state.name]).toEqual([[], 1, 'waiting'])
    const before = calls.find
    script.find = () => Promise.resolve(answer('success'))
    await advance(4_000)
    expect(calls.find).toBeGreaterThan(before)
    expect(again.state.name).toBe('paid')
    again.dispose()
  })
})

describe('what is safe', () => {
  it.each(SAFE.filter(([what]) => !what.includes('backend')))('%s is gone to as it is', async (_what, url) => {
    const { checkout, advance, went } = shopPage(url)
    void checkout.pay()
    await advance(0)
    expect([went, checkout.state.name]).toEqual([[url], 'waiting'])
    checkout.dispose()
  })
})
