import { afterEach, describe, expect, it, vi } from 'vitest'
import { HError, type Bridge, type CreatedOrder, type PayRequest } from '../../src/index'
import { loadCompany, loadScan, loadWallet } from '../../src/parts'
import { answer, createBench, T1 } from '../support/bench'
import { createFakeBrowser } from '../support/browser'
import { heard } from '../support/heard'

vi.mock('../../src/parts', { spy: true })
const parts = { company: vi.mocked(loadCompany), wallet: vi.mocked(loadWallet), scan: vi.mocked(loadScan) }
afterEach(() => {
  for (const load of Object.values(parts)) load.mockReset()
})

const missing = () => Promise.reject(new HError(600, undefined, { retryable: true }))

/** A part that is on its way until the test lets it in. */
function onItsWay(part: keyof typeof parts) {
  let arrive: () => void = () => {}
  const road = new Promise<void>((resolve) => { arrive = resolve })
  const load: { mockImplementationOnce(load: () => Promise<never>): unknown } = parts[part]
  load.mockImplementationOnce(() => road.then(() => parts[part]() as Promise<never>))
  return arrive
}

const never = () => new Promise<never>(() => {})

const CODE = '134567890123456789'
const about = { amountFen: 10, description: '深蓝色秋裤', intentId: 'cart-1' }
const URL = 'https://openapi.alipay.com/gateway.do?biz=1'
const flows = {
  redirect: { gateway: 'alipay_wap', show: { flow: 'redirect', url: URL } },
  jsapi: { gateway: 'weixin_tenpay_js', show: { flow: 'jsapi', payload: { package: 'prepay_id=1' } } },
} as const satisfies Record<string, { gateway: PayRequest['gateway']; show: CreatedOrder['show'] }>

/** A page with every wallet, which writes down where its payer went. */
function shop(flow: keyof typeof flows) {
  const went: string[] = []
  const opened = { closed: 0 }
  const bridge: Bridge = { isReady: () => Promise.resolve(true), pay: () => { went.push('bridge'); return Promise.resolve({ end: 'ok' }) } }
  const bench = createBench({}, {
    gateways: ['weixin_tenpay_native', 'alipay_wap', 'weixin_tenpay_js', 'weixin_tenpay_micropay'], bridges: { wechat: bridge },
    navigate: { go: (url) => void went.push(url), open: () => ({ go: (url) => void went.push(url), close: () => { opened.closed += 1 } }) },
  })
  const { gateway, show } = flows[flow]
  bench.script.create = () => Promise.resolve({ tradeNo: T1, show, expiresInMs: 900_000 })
  const checkout = bench.checkout({ gateway, ...about })
  return { ...bench, went, opened, checkout, told: heard(checkout) }
}

describe.each(['redirect', 'jsapi'] as const)('the way to the wallet (%s)', (flow) => {
  it('rule 9: that can\'t be loaded is said before there is an order, and may be tried again', async () => {
    const { checkout, calls, advance, went, opened } = shop(flow)
    parts.wallet.mockImplementationOnce(missing)
    const ended = checkout.pay({ newWindow: true })
    await advance(0)
    expect(await ended).toMatchObject({ name: 'failed', error: { code: 600, retryable: true } })
    expect([calls.create, checkout.mayHavePaid, went, opened.closed]).toEqual([0, false, [], flow === 'redirect' ? 1 : 0])
    void checkout.renew()
    await advance(0)
    void checkout.pay()
    await advance(0)
    expect([calls.create, went.length]).toEqual([1, 1])
  })

  it('rule 9: that never comes is said after the time of a read, before there is an order', async () => {
    const { checkout, calls, advance } = shop(flow)
    parts.wallet.mockImplementationOnce(never)
    void checkout.pay()
    await advance(15_000)
    expect(checkout.state).toMatchObject({ name: 'failed', error: { code: 601, retryable: true, mayHavePaid: false } })
    expect(calls.create).toBe(0)
  })

  it('rule 5: that comes after `dispose` makes no order and tells nothing', async () => {
    const { checkout, calls, advance, went, told, pending } = shop(flow)
    const arrive = onItsWay('wallet')
    void checkout.pay()
    await advance(0)
    expect(checkout.state.name).toBe('creating')
    checkout.dispose()
    const before = told.news.length
    arrive()
    await advance(60_000)
    expect([calls.create, went, told.news.length - before, pending()]).toEqual([0, [], 0, 0])
  })

  it('that can\'t be loaded on a later page leaves the order as it is', async () => {
    const first = shop(flow)
    first.checkout.start()
    await first.advance(0)
    first.checkout.dispose()
    const checkout = first.tab().checkout({ gateway: flows[flow].gateway, ...about })
    checkout.start()
    await first.advance(0)
    parts.wallet.mockImplementationOnce(missing)
    await expect(checkout.pay({ newWindow: true })).rejects.toMatchObject({ code: 600, retryable: true })
    expect(checkout.state).toMatchObject({ name: 'waiting', order: { tradeNo: T1 } })
    expect([first.calls.create, first.went, first.opened.closed, checkout.mayHavePaid]).toEqual([1, [], flow === 'redirect' ? 1 : 0, true])
  })

  it('rule 4: a payer whose payment is found meanwhile is not sent to pay again', async () => {
    const { checkout, advance, went, script } = shop(flow)
    checkout.start()
    await advance(0)
    const arrive = onItsWay('wallet')
    const ended = checkout.pay()
    await advance(0)
    script.find = () => Promise.resolve(answer('success'))
    await advance(3_300)
    arrive()
    await advance(0)
    expect(await ended).toMatchObject({ name: 'paid' })
    expect(went).toEqual([])
  })
})

describe('a payment code', () => {
  const cashier = () => {
    const bench = createBench({}, { gateways: ['weixin_tenpay_micropay'] })
    bench.script.create = () => Promise.resolve({ ...answer('pending', { tradeState: 'USERPAYING' }), show: { flow: 'scan' } })
    const checkout = bench.checkout({ gateway: 'weixin_tenpay_micropay', ...about })
    return { ...bench, checkout, told: heard(checkout) }
  }

  it('rule 4: is not charged where what charges it can\'t be loaded; scanned again it is, once', async () => {
    const { checkout, calls, advance } = cashier()
    parts.scan.mockImplementationOnce(missing)
    const error: unknown = await checkout.charge(CODE).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 600, retryable: true, mayHavePaid: false })
    expect([checkout.state.name, calls.create]).toEqual(['idle', 0])
    void checkout.charge(CODE)
    await advance(0)
    expect([checkout.state.name, calls.create]).toEqual(['waiting', 1])
  })

  it('rule 4: is not charged where that never comes, nor when it comes too late', async () => {
    const { checkout, calls, advance } = cashier()
    const arrive = onItsWay('scan')
    const charged = checkout.charge(CODE).catch((thrown: unknown) => thrown)
    await advance(15_000)
    expect(await charged).toMatchObject({ code: 601, retryable: true, mayHavePaid: false })
    arrive()
    await advance(0)
    expect([checkout.state.name, calls.create]).toEqual(['idle', 0])
  })

  it('rule 4: scanned twice while that is loaded it is charged once', async () => {
    const { checkout, calls, advance } = cashier()
    const arrive = [onItsWay('scan'), onItsWay('scan')]
    void checkout.charge(CODE)
    void checkout.charge(CODE)
    await advance(0)
    for (const part of arrive) part()
    await advance(0)
    expect([checkout.state.name, calls.create]).toEqual(['waiting', 1])
  })

  it('rule 5: is not charged after `dispose`', async () => {
    const { checkout, calls, advance, told, pending } = cashier()
    const arrive = onItsWay('scan')
    const charged = checkout.charge(CODE)
    checkout.dispose()
    arrive()
    await advance(60_000)
    expect([calls.create, told.news, pending(), await charged]).toEqual([0, [], 0, { name: 'idle' }])
  })
})

describe('the company of a watch', () => {
  /** Two tabs of one cart, which share a browser. */
  const twoTabs = () => {
    const browser = createFakeBrowser()
    const bench = createBench({}, { ...browser.ports, push: true })
    return { ...bench, browser, checkouts: [bench.checkout(), bench.tab().checkout()] as const }
  }

  it('rule 4: without it two tabs still make one order, and each asks for it', async () => {
    const { advance, calls, checkouts, script, browser } = twoTabs()
    parts.company.mockImplementation(missing)
    for (const checkout of checkouts) checkout.start()
    await advance(9_500)
    expect(checkouts.map(({ state }) => state)).toMatchObject([{ name: 'waiting', order: { tradeNo: T1 } }, { name: 'waiting', order: { tradeNo: T1 } }])
    expect([calls.create, calls.find]).toEqual([1, 7])
    script.find = () => Promise.resolve(answer('success'))
    await advance(3_300)
    expect(checkouts.map(({ state }) => state.name)).toEqual(['paid', 'paid'])
    expect(browser.left()).toEqual({ held: 0, waiting: 0, lines: 0, connections: 0 })
  })

  it('is joined once it is there, and an order is watched meanwhile', async () => {
    const { advance, calls, checkouts: [checkout], browser } = twoTabs()
    const arrive = onItsWay('company')
    checkout.start()
    await advance(3_300)
    expect([calls.find, browser.left().connections]).toEqual([1, 0])
    arrive()
    await advance(0)
    expect(browser.left()).toMatchObject({ lines: 1, connections: 1 })
    checkout.dispose()
  })

  it('rule 5: that comes after `dispose` is not joined', async () => {
    const { advance, checkouts: [checkout], browser, pending } = twoTabs()
    const arrive = onItsWay('company')
    checkout.start()
    await advance(0)
    checkout.dispose()
    arrive()
    await advance(60_000)
    expect([browser.left(), browser.connections, pending()]).toEqual([{ held: 0, waiting: 0, lines: 0, connections: 0 }, [], 0])
  })
})
