import { describe, expect, it } from 'vitest'
import type { CreatedOrder, Navigate, PayRequest } from '../../src/index'
import { answer, createBench, noAnswer, T1 } from '../support/bench'
import { heard } from '../support/heard'

const URL = 'https://openapi.alipay.com/gateway.do?biz=1'
const request: PayRequest = { gateway: 'alipay_wap', amountFen: 10, description: '深蓝色秋裤', intentId: 'cart-1', returnUrl: 'https://shop.test/return' }
const order = { tradeNo: T1, show: { flow: 'redirect', url: URL }, expiresInMs: 900_000 } as const satisfies CreatedOrder

/** A page whose leaving is only written down. */
function shopPage({ isBlocked = false } = {}) {
  const went: string[] = []
  const opened = { closed: 0 }
  const navigate: Navigate = {
    go: (url) => void went.push(url),
    open: () => isBlocked ? undefined : { go: (url) => void went.push(`new ${url}`), close: () => { opened.closed += 1 } },
  }
  const bench = createBench({}, { gateways: ['alipay_wap', 'weixin_tenpay_native'], navigate })
  bench.script.create = () => Promise.resolve(order)
  const checkout = bench.checkout(request)
  return { ...bench, went, opened, checkout, told: heard(checkout) }
}

describe('the redirect flow', () => {
  it('makes the order, remembers it, and then leaves', async () => {
    const { checkout, advance, went, client } = shopPage()
    const left = checkout.pay()
    expect(went).toEqual([])
    await advance(0)
    expect(await left).toMatchObject({ name: 'waiting', order: { tradeNo: T1 } })
    expect(went).toEqual([URL])
    expect(client.ports.storage.keys?.()).toHaveLength(1)
  })

  it('the payer may go there again; it is the same order', async () => {
    const { checkout, advance, went, calls } = shopPage()
    void checkout.pay()
    await advance(0)
    void checkout.pay()
    await advance(0)
    expect(went).toEqual([URL, URL])
    expect(calls.create).toBe(1)
  })

  it('opens a window within the click, and goes there once there is an order', async () => {
    const { checkout, advance, went, opened } = shopPage()
    void checkout.pay({ newWindow: true })
    await advance(0)
    expect(went).toEqual([`new ${URL}`])
    expect(opened.closed).toBe(0)
  })

  it('leaves this page where the window is blocked', async () => {
    const { checkout, advance, went } = shopPage({ isBlocked: true })
    void checkout.pay({ newWindow: true })
    await advance(0)
    expect(went).toEqual([URL])
  })

  it('an empty window is closed where no order could be made', async () => {
    const { checkout, advance, went, opened, script } = shopPage()
    script.create = noAnswer
    void checkout.pay({ newWindow: true })
    await advance(60_000)
    expect([went, opened.closed]).toEqual([[], 1])
  })

  it.each(['http://pay.test/', 'javascript:alert(1)', 'https://alipay.com@evil.test/', 'weixin://pay'])('rule 8: an order that would send the payer to %s is failed', async (url) => {
    const { checkout, advance, went, script } = shopPage()
    script.create = () => Promise.resolve({ tradeNo: T1, show: { flow: 'redirect', url } })
    void checkout.pay()
    await advance(0)
    expect(checkout.state).toMatchObject({ name: 'failed', error: { code: 608, tradeNo: T1 } })
    expect(went).toEqual([])
  })

  it('rule 8: an address that somebody put into the storage is not gone to', async () => {
    const { checkout, advance, client, tab, went, opened } = shopPage()
    checkout.start()
    await advance(0)
    checkout.dispose()
    const { storage } = client.ports
    const [key = ''] = storage.keys?.() ?? []
    storage.set(key, (storage.get(key) ?? '').replace(URL, 'http://evil.test/'))
    const again = tab().checkout(request)
    const left = again.pay({ newWindow: true })
    const caught = left.catch((error: unknown) => error)
    await advance(0)
    expect(await caught).toMatchObject({ code: 608 })
    expect([went, opened.closed]).toEqual([[], 1])
    again.dispose()
  })
})

describe('coming back from the wallet\'s page', () => {
  it('rule 1: a fresh page asks, whatever it was called with, and shows the payment', async () => {
    const { checkout, advance, script, tab, calls } = shopPage()
    void checkout.pay()
    await advance(0)
    checkout.dispose()
    await advance(300_000)
    script.find = () => Promise.resolve(answer('success'))
    const back = tab().checkout(request)
    const told = heard(back)
    back.start()
    expect(back.state).toMatchObject({ name: 'checking', why: 'return' })
    await advance(0)
    expect(back.state.name).toBe('paid')
    expect([told.ends, calls.create]).toEqual([['paid'], 1])
  })

  it('still unpaid is waiting with the same order, asked for at full rate for a minute', async () => {
    const { checkout, advance, tab, calls } = shopPage()
    void checkout.pay()
    await advance(0)
    checkout.dispose()
    await advance(400_000)
    const back = tab().checkout(request)
    back.start()
    await advance(0)
    expect(back.state).toMatchObject({ name: 'waiting', order: { tradeNo: T1 } })
    const before = calls.find
    await advance(59_000)
    expect(calls.find - before).toBeGreaterThanOrEqual(19)
    back.dispose()
  })

  it('a page that was kept (bfcache, another tab) checks when it is seen again, even after its window', async () => {
    const { checkout, advance, set, told, calls } = shopPage()
    void checkout.pay()
    await advance(0)
    set({ hidden: true })
    await advance(300_000)
    set({ hidden: false })
    expect(checkout.state).toMatchObject({ name: 'checking', why: 'return' })
    await advance(0)
    expect(checkout.state.name).toBe('waiting')
    const before = calls.find
    await advance(59_000)
    expect(calls.find - before).toBeGreaterThanOrEqual(19)
    expect(told.ends).toEqual([])
  })

  it('rule 2: coming back on a dead network is unknown', async () => {
    const { checkout, advance, set, script } = shopPage()
    void checkout.pay()
    await advance(0)
    set({ hidden: true })
    script.find = noAnswer
    set({ hidden: false })
    await advance(4_000)
    expect(checkout.state).toMatchObject({ name: 'unknown', order: { tradeNo: T1 } })
    expect(checkout.mayHavePaid).toBe(true)
  })

  it('what the payer may come back to is sent with the order', async () => {
    const { checkout, advance, script } = shopPage()
    const sent: unknown[] = []
    script.create = (_context, asked) => {
      sent.push(asked.returnUrl)
      return Promise.resolve(order)
    }
    checkout.start()
    await advance(0)
    expect(sent).toEqual(['https://shop.test/return'])
  })
})
