// @vitest-environment node
import { PAGE_URL } from '../../test/page-in-node'
import { createManualClock, createMockServer, createSeededRandom } from '@baas-pay/mock-server'
import { createPayClient, fetchTransport, memoryStorage, minCloud, type Backend } from '@baas-pay/sdk'
import { walnut } from '@baas-pay/sdk/walnut'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { createApp, shallowReactive, shallowRef } from 'vue'
import { stillPage } from '../../test/scenes'
import type { Tell } from './news'
import type { ScanIntent, ScanPayEmits, ScanPayProps, ScanScreen } from './types'
import { useScanPay, type ScanPayContext } from './useScanPay'

const MERCHANT = 'http://127.0.0.1:8787'
const WALLETS = 'http://127.0.0.1:8788'
const CHARGES = /^POST .*\/(?:pay\/order\/|pay\/buy|pay\/create)$/u

/** The page's network: a function that may lose what goes through. */
type Network = (request: Request, send: (request: Request) => Promise<Response>) => Promise<Response>

/** The bundled backend, and counters before it. */
function openTown() {
  const clock = createManualClock()
  const random = createSeededRandom(1)
  const server = createMockServer({ clock, random })
  onTestFinished(() => server.close())
  const sent: string[] = []
  const town = { network: ((request, send) => send(request)) as Network }
  const wire: typeof fetch = (input, init) => {
    const request = new Request(input, init)
    sent.push(`${request.method} ${new URL(request.url).pathname}`)
    return town.network(request, (one) => Promise.resolve(server.merchant.fetch(one)))
  }
  const post = async (path: string, body: object) => {
    const request = new Request(`${WALLETS}${path}`, { method: 'POST', headers: { 'content-type': 'application/json', host: '127.0.0.1:8788' }, body: JSON.stringify(body) })
    const response = await server.wallets.fetch(request)
    if (response.status !== 200) throw new Error(`${path}: ${await response.text()}`)
    return (await response.json()) as Record<string, unknown>
  }
  const guest = async () => {
    const request = new Request(`${MERCHANT}/hserve/v2.0/login/anonymous/`, { method: 'POST', headers: { 'X-Hydrogen-Client-ID': 'demo', 'content-type': 'application/json', host: '127.0.0.1:8787' }, body: '{}' })
    return ((await (await server.merchant.fetch(request)).json()) as { token: string }).token
  }

  return {
    post,
    /** The wallets' keys take a while of real time, once. */
    keys: () => server.wallets.fetch(new Request(`${WALLETS}/sandbox/credentials`, { headers: { host: '127.0.0.1:8788' } })),
    advance: (ms: number) => clock.advance(ms),
    /** What is charged has its answer: signing, and loading a part for the first time, take real time. */
    async decide({ screen }: ScanPayContext) {
      await vi.dynamicImportSettled()
      for (let turns = 0; turns < 200 && screen.value === 'charging'; turns += 1) {
        await new Promise(setImmediate)
        await clock.advance(5)
      }
    },
    set network(network: Network) { town.network = network },
    charges: () => sent.filter((line) => CHARGES.test(line)).length,
    paymentCode: async (provider: 'wechat' | 'alipay' | 'qq' = 'wechat') => String((await post('/phone/payment-code', { provider }))['auth_code']),
    fault: (name: string, limits: object = {}) => post('/sandbox/scenario', { name, ...limits }),
    minCloud: (): Backend => minCloud({ clientID: 'demo', host: MERCHANT, extensions: true }),
    walnut: async (): Promise<Backend> => walnut({ host: MERCHANT, domain: 'demo', ticket: await guest(), extensions: true, connect: () => undefined }),
    /** A counter of one page. */
    openTill(backend: Backend, intent: ScanIntent, props: Partial<ScanPayProps> = {}) {
      const facts: { readonly [E in keyof ScanPayEmits]?: ScanPayEmits[E][0] } & Record<string, unknown> = {}
      const told: string[] = []
      const tell = ((event: string, fact: unknown) => {
        told.push(event)
        facts[event] = fact
      }) as Tell
      const client = createPayClient({
        backend, clock, storage: memoryStorage(), page: stillPage, random: { bytes: (count) => random.bytes(count), fraction: () => 0.5 }, transport: fetchTransport(wire),
        listen: () => () => {}, locks: { request: (_name, _signal, act) => act() }, channel: () => ({ post: () => {}, close: () => {} }),
      })
      let counter: ScanPayContext | undefined
      const app = createApp({
        setup() {
          counter = useScanPay({ props: shallowReactive({ intent, client, paidMs: null, endedMs: null, ...props }), tell, sound: shallowRef(false), field: shallowRef(null) })
          return () => null
        },
      })
      app.mount(document.createElement('div'))
      onTestFinished(() => app.unmount())
      if (!counter) throw new Error('not mounted')
      return { ...counter, facts, told }
    },
  }
}

const SALE = { amountFen: 1990, description: '午餐' }
const lost = () => Promise.reject(new TypeError('connection reset'))

/** A counter over MinCloud whose payer shows a fresh code. */
async function atTheCounter(fault?: string, provider: 'wechat' | 'alipay' | 'qq' = 'wechat') {
  const town = openTown()
  await town.keys()
  if (fault) await town.fault(fault)
  const till = town.openTill(town.minCloud(), SALE)
  const code = await town.paymentCode(provider)
  return {
    town, till, code,
    charge: async () => {
      till.submit(code)
      await town.decide(till)
    },
    answer: (how: 'confirm' | 'decline') => town.post(`/phone/${how}`, { out_trade_no: till.order.value?.tradeNo, password: '123456' }),
  }
}

describe('the counter, over the bundled backend', () => {
  it.each([['wechat', 'weixin_tenpay_micropay'], ['alipay', 'alipay_barcode'], ['qq', 'qpay_micropay']] as const)('a code of %s is paid at once', async (provider, gatewayType) => {
    const { till, town, charge } = await atTheCounter(undefined, provider)
    await charge()
    expect(till.screen.value).toBe('paid')
    expect(till.told).toEqual(['ready', 'scan', 'charging', 'paid'])
    expect(till.facts.paid).toMatchObject({ gatewayType, amountFen: 1990, late: false })
    expect(town.charges()).toBe(1)
  })

  it.each<['confirm' | 'decline' | 'nothing', ScanScreen]>([['confirm', 'paid'], ['decline', 'refused'], ['nothing', 'reversed']])('a payer who is asked for the password does %s: %s', async (does, screen) => {
    const { till, town, charge, answer } = await atTheCounter('userpaying')
    await charge()
    expect([till.screen.value, till.words.value?.hint]).toEqual(['confirming', '需要用户确认'])
    if (does !== 'nothing') await answer(does)
    await town.advance(does === 'nothing' ? 90_000 : 15_000)
    expect(till.screen.value).toBe(screen)
    expect(town.charges()).toBe(1)
    if (does === 'nothing') expect(till.facts.reversed).toMatchObject({ by: 'server', isRefunded: false })
  })

  it('a code that was used, and one that has run out, are refused by their reason', async () => {
    const { till, town, code, charge } = await atTheCounter()
    await charge()
    expect(till.screen.value).toBe('paid')
    // Another page does not know it.
    const other = town.openTill(town.minCloud(), SALE)
    other.submit(code)
    await town.decide(other)
    expect([other.screen.value, other.facts.refused?.reason]).toEqual(['refused', 'code-invalid'])
    const old = await town.paymentCode()
    await town.advance(180_000)
    const late = town.openTill(town.minCloud(), SALE)
    late.submit(old)
    await town.decide(late)
    expect(late.screen.value).toBe('refused')
    expect(['code-expired', 'code-invalid']).toContain(late.facts.refused?.reason)
  })

  it('a wallet that refuses is told in plain words', async () => {
    const { till, town, charge } = await atTheCounter('refused')
    await charge()
    await town.advance(10_000)
    expect([till.screen.value, till.result.value?.text]).toEqual(['refused', expect.stringContaining('没有扣款')])
  })

  it('SYSTEMERROR that was paid is found, without another charge', async () => {
    const { till, town, charge } = await atTheCounter('systemerror-but-paid')
    await charge()
    expect([till.screen.value, till.words.value?.hint]).toEqual(['confirming', '正在等钱包的答复'])
    await town.advance(20_000)
    expect([till.screen.value, town.charges()]).toEqual(['paid', 1])
  })

  it('rule 4: a lost answer is looked up, never charged again', async () => {
    const { till, town, charge } = await atTheCounter('create-answer-lost')
    await charge()
    await town.advance(20_000)
    expect([till.screen.value, town.charges()]).toEqual(['paid', 1])
  })

  it('rule 2: a network that is gone after the charge is unknown, refuses the next code, and finds the payment when it is back', async () => {
    const { till, town, charge } = await atTheCounter()
    town.network = async (request, send) => {
      if (request.method === 'POST') await send(request)
      return lost()
    }
    await charge()
    await town.advance(60_000)
    expect(till.screen.value).toBe('unknown')
    till.submit(await town.paymentCode('alipay'))
    await town.advance(1_000)
    expect([till.facts.rejected?.reason, town.charges()]).toEqual(['busy', 1])
    const back: Network = (request, send) => send(request)
    town.network = back
    await town.advance(60_000)
    expect([till.screen.value, till.facts.paid?.late]).toEqual(['paid', true])
  })

  it('rule 3: a cancel waits until the wallet allows it, and is shown when the server confirms it', async () => {
    const { till, town, charge } = await atTheCounter('userpaying')
    await charge()
    void till.cancel()
    await town.advance(1_000)
    expect(till.screen.value).toBe('confirming')
    expect(till.closableInS.value).toBeGreaterThan(5)
    await town.advance(15_000)
    const cancelled = till.cancel()
    await town.advance(20_000)
    await cancelled
    expect([till.screen.value, till.facts.reversed]).toMatchObject(['reversed', { by: 'cashier', isRefunded: false }])
  })

  it('fifty customers, one after the other, are fifty charges', async () => {
    const town = openTown()
    await town.advance(0)
    const till = town.openTill(town.minCloud(), SALE)
    for (let customer = 0; customer < 50; customer += 1) {
      till.submit(await town.paymentCode())
      await town.decide(till)
      expect(till.screen.value).toBe('paid')
      till.goOn()
    }
    // No code is in the address, either.
    expect(location.href).toBe(PAGE_URL)
    expect([town.charges(), till.told.filter((event) => event === 'paid').length]).toEqual([50, 50])
  })
})

describe('the counter, over Walnut', () => {
  const basket = { ...SALE, products: [{ id: 'goods-c' }] }

  it('a code is paid at the server\'s price', async () => {
    const town = openTown()
    await town.advance(0)
    const till = town.openTill(await town.walnut(), basket)
    till.submit(await town.paymentCode())
    await town.decide(till)
    expect([till.screen.value, till.facts.paid?.amountFen, town.charges()]).toEqual(['paid', 10, 1])
  })

  it('a password is waited for, a cancel is not offered, and a wallet that can\'t be charged there is refused by name', async () => {
    const town = openTown()
    await town.advance(0)
    await town.fault('userpaying')
    const till = town.openTill(await town.walnut(), basket)
    till.submit(await town.paymentCode('qq'))
    await town.advance(1_000)
    expect([till.facts.rejected?.reason, till.facts.rejected?.brand]).toEqual(['unsupported', 'qq'])
    till.submit(await town.paymentCode())
    await town.decide(till)
    expect([till.screen.value, till.canCancel.value]).toEqual(['confirming', false])
    await town.post('/phone/confirm', { out_trade_no: till.order.value?.tradeNo, password: '123456' })
    await town.advance(30_000)
    expect([till.screen.value, town.charges()]).toEqual(['paid', 1])
  })
})
