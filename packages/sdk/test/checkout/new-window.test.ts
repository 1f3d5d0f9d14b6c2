import { afterEach, describe, expect, it, vi } from 'vitest'
import type { CreatedOrder, PayRequest } from '../../src/index'
import { browserNavigate } from '../../src/runtime/navigate'
import { answer, createBench, T1 } from '../support/bench'
import { heard } from '../support/heard'

const URL = 'https://openapi.alipay.com/gateway.do?biz=1'
const request: PayRequest = { gateway: 'alipay_page', amountFen: 10, description: '深蓝色秋裤', intentId: 'cart-1' }
const order = { tradeNo: T1, show: { flow: 'redirect', url: URL }, expiresInMs: 900_000 } as const satisfies CreatedOrder

afterEach(() => { vi.unstubAllGlobals() })

/** A window that a browser gives to `window.open`: what it was pointed to, and whether it could reach its opener by then. */
function newTab() {
  const tab = {
    opener: 'the shop' as unknown, closed: false, went: [] as { url: string; opener: unknown }[],
    location: { replace: (url: string) => { if (!tab.closed) tab.went.push({ url, opener: tab.opener }) } },
    close: () => { tab.closed = true },
  }
  return tab
}

/** A desktop shop's page in a browser; `isBlocked`: it opens no windows. */
function shopPage({ isBlocked = false, gateway = request.gateway }: { isBlocked?: boolean; gateway?: PayRequest['gateway'] } = {}) {
  const tabs: ReturnType<typeof newTab>[] = []
  const left: string[] = []
  const opened: unknown[][] = []
  vi.stubGlobal('location', { assign: (url: string) => left.push(url) })
  vi.stubGlobal('window', {
    open: (...asked: unknown[]) => {
      opened.push(asked)
      if (isBlocked) return null
      const tab = newTab()
      tabs.push(tab)
      return tab
    },
  })
  const bench = createBench({}, { gateways: ['alipay_page', 'alipay_qrcode'], navigate: browserNavigate })
  bench.script.create = async () => (await bench.tick(), order)
  const checkout = bench.checkout({ ...request, gateway })
  const told = heard(checkout)
  const press = async () => {
    void checkout.pay({ newWindow: true })
    const within = opened.length
    await bench.advance(300)
    return within
  }
  return { ...bench, tabs, left, opened, checkout, told, press }
}

describe('a wallet\'s page in a window of its own', () => {
  it('is opened within the press, cut off from this page, and pointed once there is an order', async () => {
    const { press, tabs, opened, left } = shopPage()
    expect(await press()).toBe(1)
    expect(opened).toEqual([['about:blank', '_blank']])
    expect(tabs.map(({ went }) => went)).toEqual([[{ url: URL, opener: null }]])
    expect(left).toEqual([])
  })

  it('rule 4: pressed twice is one order, whose page is in both', async () => {
    const { press, tabs, calls, checkout } = shopPage()
    await Promise.all([press(), press()])
    await press()
    expect(tabs.map(({ went }) => went.map(({ url }) => url))).toEqual([[URL], [URL], [URL]])
    expect([calls.create, checkout.state.name]).toEqual([1, 'waiting'])
    checkout.dispose()
  })

  it('that the browser blocks: this page goes there, by the same order, and nothing is lost', async () => {
    const { press, left, calls, checkout, client } = shopPage({ isBlocked: true })
    await press()
    await press()
    expect([left, calls.create, checkout.state.name]).toEqual([[URL, URL], 1, 'waiting'])
    expect(client.ports.storage.keys?.()).toHaveLength(1)
    checkout.dispose()
  })

  it('rule 4: a page that has a link of its own finds the safe address in the order, and makes no second one', async () => {
    const { checkout, calls, advance, script } = shopPage({ isBlocked: true })
    checkout.start()
    await advance(300)
    expect(checkout.state).toMatchObject({ name: 'waiting', order: { show: { flow: 'redirect', url: URL } } })
    script.find = () => Promise.resolve(answer('success'))
    await advance(4_000)
    expect([checkout.state.name, calls.create]).toEqual(['paid', 1])
  })

  it('is opened for an order that turned out to be a page, whatever its gateway is: a Walnut\'s LINK for a code', async () => {
    const { checkout, press, tabs, opened, left, calls, advance } = shopPage({ gateway: 'alipay_qrcode' })
    checkout.start()
    await advance(300)
    expect(await press()).toBe(1)
    expect([opened.length, tabs.map(({ went }) => went.map(({ url }) => url)), left, calls.create]).toEqual([1, [[URL]], [], 1])
    checkout.dispose()
  })

  it('is not opened for an order that is no page, whatever its gateway is: there would be nothing in it', async () => {
    const { checkout, script, press, opened, advance } = shopPage()
    script.create = () => Promise.resolve({ ...order, show: { flow: 'qrcode', codeUrl: 'https://qr.alipay.com/bax1' } })
    checkout.start()
    await advance(300)
    await press()
    expect([opened, checkout.state.name]).toEqual([[], 'waiting'])
    checkout.dispose()
  })

  it('that the payer closes before there is an order ends nothing; another press opens another, by the same order', async () => {
    const { checkout, tabs, calls, told, advance, press } = shopPage()
    void checkout.pay({ newWindow: true })
    if (tabs[0]) tabs[0].closed = true
    await advance(300)
    expect([checkout.state.name, told.ends]).toEqual(['waiting', []])
    await press()
    expect(tabs.map(({ went }) => went.map(({ url }) => url))).toEqual([[], [URL]])
    expect(calls.create).toBe(1)
    checkout.dispose()
  })

  it('that the payer closes after paying ends nothing either: the server\'s word does', async () => {
    const { checkout, tabs, told, advance, press, script } = shopPage()
    await press()
    tabs[0]?.close()
    await advance(30_000)
    expect([checkout.state.name, told.ends]).toEqual(['waiting', []])
    script.find = () => Promise.resolve(answer('success'))
    await advance(4_000)
    expect([checkout.state.name, told.ends]).toEqual(['paid', ['paid']])
  })

  it('is closed again where the order was paid meanwhile, or nobody waits for it any more', async () => {
    const paid = shopPage()
    paid.script.create = async () => (await paid.tick(), { ...order, status: 'success' })
    await paid.press()
    expect(paid.tabs.map(({ closed, went }) => [closed, went])).toEqual([[true, []]])
    const gone = shopPage()
    void gone.checkout.pay({ newWindow: true })
    gone.checkout.dispose()
    await gone.advance(300)
    expect(gone.tabs.map(({ closed, went }) => [closed, went])).toEqual([[true, []]])
  })

  it('is not opened by a checkout that is over', async () => {
    const { checkout, opened } = shopPage()
    checkout.dispose()
    await checkout.pay({ newWindow: true })
    expect(opened).toEqual([])
  })
})
