import { afterEach, describe, expect, it, vi } from 'vitest'
import { alipayBridge, qqBridge, type AlipayJSBridge, type Bridge, type GatewayType, type Mqq } from '../../src/index'
import { answer, createBench, createCountedClock, T1 } from '../support/bench'

const ALIPAY = 'Mozilla/5.0 (Linux; Android 10) UCBrowser/11.8.8.968 Mobile Safari/537.36 AliApp(AP/10.1.80.6060) AlipayClient/10.1.80.6060 Language/zh-Hans'
const QQ = 'Mozilla/5.0 (Linux; Android 10) MQQBrowser/6.8 Mobile Safari/537.36 V1_AND_SQ_6.5.5_410_YYB_D PA QQ/6.5.5.2880 NetType/WIFI'
const ELSEWHERE = 'Mozilla/5.0 (X11; Linux x86_64) Chrome/126.0.0.0 Safari/537.36'

type Say = (payload: Readonly<Record<string, unknown>>, callback: (said: unknown) => void) => void

interface Page {
  readonly bridge: Bridge
  readonly arrive: () => void
  readonly listeners: () => number
}

/** A page in a wallet's browser, whose bridge is there unless it is `late`. */
function pageOf<B>(made: B, options: { readonly userAgent: string; readonly late?: boolean }, build: (host: { userAgent: () => string; bridge: () => B | undefined; onBridge: (listener: () => void) => () => void }) => Bridge): Page {
  const listeners = new Set<() => void>()
  const now = { bridge: options.late ? undefined : made }
  const bridge = build({ userAgent: () => options.userAgent, bridge: () => now.bridge, onBridge: (listener) => (listeners.add(listener), () => void listeners.delete(listener)) })
  return {
    bridge, listeners: () => listeners.size,
    arrive() {
      now.bridge = made
      for (const listener of listeners) listener()
    },
  }
}

interface Wallet {
  readonly provider: 'alipay' | 'qq'
  readonly gateway: GatewayType
  readonly userAgent: string
  readonly page: (say: Say, more?: { readonly userAgent?: string; readonly late?: boolean }) => Page
  readonly payload: Readonly<Record<string, unknown>>
  readonly asked: Readonly<Record<string, unknown>>
}

const NUMBERS = { transaction_no: 'X', trade_no: 'T1', client_token: 'secret' }
const WALLETS: readonly Wallet[] = [
  {
    provider: 'alipay', gateway: 'alipay_js', userAgent: ALIPAY, payload: { tradeNO: '2026', ...NUMBERS }, asked: { tradeNO: '2026' },
    page: (say, more) => pageOf<AlipayJSBridge>({ call: (_name, payload, callback) => say(payload, callback) }, { userAgent: ALIPAY, ...more }, (host) => alipayBridge({ host })),
  },
  {
    provider: 'qq', gateway: 'qpay_js', userAgent: QQ, payload: { tokenId: '6V', appInfo: 'appid#1', ...NUMBERS }, asked: { tokenId: '6V', appInfo: 'appid#1', pubAcc: '', pubAccHint: '' },
    page: (say, more) => pageOf<Mqq>({ tenpay: { pay: say } }, { userAgent: QQ, ...more }, (host) => qqBridge({ host })),
  },
]

const quiet: Say = () => {}

/** What a bridge makes of a payload. */
async function ended(page: Page, payload: Readonly<Record<string, unknown>>, waitMs = 0) {
  const { clock, advance, pending } = createCountedClock()
  const hint = page.bridge.pay(payload, { clock, signal: new AbortController().signal, credentials: () => Promise.reject(new Error('not asked for')) })
  await advance(waitMs)
  return { ...(await hint), pending: pending() }
}

const saying = (said: unknown): Say => (_payload, callback) => callback(said)

describe('what tradePay answers', () => {
  it.each([
    ['9000', 'ok'], [9000, 'ok'], ['8000', 'silent'], ['6004', 'silent'], ['4000', 'fail'], ['6001', 'cancel'], ['6002', 'fail'], ['99', 'cancel'],
    ['', 'fail'], [undefined, 'fail'], ['constructor', 'fail'], ['toString', 'fail'],
  ] as const)('resultCode %j is %s', async (resultCode, end) => {
    const [{ page, payload }] = WALLETS as [Wallet, Wallet]
    expect(await ended(page(saying({ resultCode })), payload)).toEqual({ end, pending: 0 })
  })

  it('a payload with an orderStr is asked for by it', async () => {
    const asked: unknown[] = []
    const [{ page }] = WALLETS as [Wallet, Wallet]
    await ended(page((payload, callback) => callback(asked.push(payload))), { orderStr: 'app_id=1&sign=s', ...NUMBERS })
    expect(asked).toEqual([{ orderStr: 'app_id=1&sign=s' }])
  })
})

describe('what mqq.tenpay.pay answers', () => {
  it.each([
    [0, 'ok'], ['0', 'ok'], [-1, 'cancel'], [1, 'cancel'], ['-1', 'cancel'], [2, 'fail'], [undefined, 'fail'], [null, 'fail'],
  ] as const)('resultCode %j is %s', async (resultCode, end) => {
    const [, { page, payload }] = WALLETS as [Wallet, Wallet]
    expect(await ended(page(saying({ resultCode, retmsg: '用户主动放弃支付' })), payload)).toEqual({ end, pending: 0 })
  })
})

describe.each(WALLETS)('the bridge of $provider', ({ provider, gateway, page, payload, asked, userAgent }) => {
  it('is given what it takes and nothing else of the order', async () => {
    const told: unknown[] = []
    await ended(page((given, callback) => callback(told.push(given))), payload)
    expect(told).toEqual([asked])
  })

  it('that never calls back is silent after three minutes', async () => {
    expect(await ended(page(quiet), payload, 180_000)).toEqual({ end: 'silent', pending: 0 })
  })

  it('that breaks has failed, and one that is gone was not asked', async () => {
    expect(await ended(page(() => { throw new Error('broken') }), payload)).toEqual({ end: 'fail', pending: 0 })
    expect(await ended(page(quiet, { late: true }), payload)).toEqual({ end: 'unready', pending: 0 })
  })

  it('is let go when nobody waits any more', async () => {
    const { clock, pending } = createCountedClock()
    const controller = new AbortController()
    const hint = page(quiet).bridge.pay(payload, { clock, signal: controller.signal, credentials: () => Promise.reject(new Error('not asked for')) })
    controller.abort()
    await expect(hint).rejects.toThrow('abort')
    expect(pending()).toBe(0)
  })

  it.each([
    ['in the wallet', userAgent, 9_999, true], ['elsewhere', ELSEWHERE, 999, true], ['in the wallet, too late', userAgent, 10_001, false], ['elsewhere, too late', ELSEWHERE, 1_001, false],
  ])('a bridge that comes late %s', async (_where, browser, afterMs, expected) => {
    const { clock, advance, pending } = createCountedClock()
    const late = page(quiet, { userAgent: browser, late: true })
    const ready = late.bridge.isReady({ clock, signal: new AbortController().signal })
    await advance(afterMs)
    late.arrive()
    expect(await ready).toBe(expected)
    expect([late.listeners(), pending()]).toEqual([0, 0])
  })

  const started = async (at: Page, found: 'pending' | 'success') => {
    const bench = createBench({}, { gateways: [gateway], bridges: { [provider]: at.bridge } })
    bench.script.create = () => Promise.resolve({ tradeNo: T1, show: { flow: 'jsapi', payload } })
    bench.script.find = () => Promise.resolve(answer(found))
    const checkout = bench.checkout({ gateway, amountFen: 10, description: 'x', intentId: 'cart-1' })
    const paid = checkout.pay()
    await bench.advance(2_000)
    return { ...bench, checkout, paid }
  }

  it('rule 1: its ok is a hint, and the backend is asked', async () => {
    const unpaid = await started(page(saying({ resultCode: provider === 'qq' ? 0 : '9000' })), 'pending')
    expect([unpaid.checkout.state.name, unpaid.calls.find]).toEqual(['waiting', 1])
  })

  it('rule 1: its cancel is a hint too: who paid has paid', async () => {
    const paid = await started(page(saying({ resultCode: provider === 'qq' ? -1 : '6001' })), 'success')
    expect(paid.checkout.state).toMatchObject({ name: 'paid' })
  })

  it('rule 9: outside the wallet no order is made', async () => {
    const { checkout, calls } = await started(page(quiet, { userAgent: ELSEWHERE, late: true }), 'pending')
    expect(checkout.state).toMatchObject({ name: 'failed', error: { code: 615, hint: expect.stringContaining('wallet') } })
    expect(calls.create).toBe(0)
  })
})

describe('the globals', () => {
  afterEach(() => vi.unstubAllGlobals())
  const isReady = async (bridge: Bridge) => {
    const { clock, advance } = createCountedClock()
    const ready = bridge.isReady({ clock, signal: new AbortController().signal })
    await advance(1_000)
    return ready
  }

  it('are looked up late, and there are none without a DOM', async () => {
    const [alipay, qq] = [alipayBridge(), qqBridge()]
    expect([await isReady(alipay), await isReady(qq)]).toEqual([false, false])
    vi.stubGlobal('AlipayJSBridge', { call: () => {} })
    vi.stubGlobal('mqq', { QQVersion: '9.0.1', tenpay: { pay: () => {} } })
    expect([await isReady(alipay), await isReady(qq)]).toEqual([true, true])
  })

  it.each([[{}], [{ tenpay: {} }], [null], ['mqq'], [{ QQVersion: '0', tenpay: { pay: () => {} } }]])('%j is no bridge of QQ: its script is loaded in any browser', async (mqq) => {
    vi.stubGlobal('mqq', mqq)
    expect(await isReady(qqBridge())).toBe(false)
  })

  it('Alipay\'s comes with AlipayJSBridgeReady', async () => {
    const document = new EventTarget()
    vi.stubGlobal('document', document)
    const { clock } = createCountedClock()
    const ready = alipayBridge().isReady({ clock, signal: new AbortController().signal })
    vi.stubGlobal('AlipayJSBridge', { call: () => {} })
    document.dispatchEvent(new Event('AlipayJSBridgeReady'))
    expect(await ready).toBe(true)
  })
})
