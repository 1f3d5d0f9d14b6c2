import { afterEach, describe, expect, it } from 'vitest'
import type { Checkout, PayRequest } from '../../src/index'
import { createFakeBrowser } from '../support/browser'
import { heard } from '../support/heard'
import { listenBy } from '../support/sse'
import { createWorld, goods } from '../support/world'

const SCAN: PayRequest = { ...goods, gateway: 'weixin_tenpay_micropay' }

let world: ReturnType<typeof createWorld>
afterEach(() => world.close())

interface Scene {
  readonly checkout: Checkout
  readonly told: ReturnType<typeof heard>
  readonly advance: (ms: number) => Promise<void>
}

async function qrScene(): Promise<Scene> {
  const checkout = world.newPage().checkout()
  const told = heard(checkout)
  checkout.start()
  await world.clock.advance(6_000)
  return { checkout, told, advance: (ms) => world.clock.advance(ms) }
}

async function scanScene(): Promise<Scene> {
  const checkout = world.newPage().checkout(SCAN)
  const told = heard(checkout)
  void checkout.charge(await world.paymentCode())
  await world.clock.advance(0)
  return { checkout, told, advance: (ms) => world.clock.advance(ms) }
}

const pays = async (scene: Scene) => {
  expect((await world.phone('pay', scene.checkout)).status).toBe(200)
  await scene.advance(40_000)
}

/** The payer pays, and the page shows it. */
async function isPaid(scene: Scene): Promise<void> {
  await pays(scene)
  expect(scene.checkout.state.name).toBe('paid')
  expect(scene.told.ends).toEqual(['paid'])
}

async function staysUnknown(scene: Scene): Promise<void> {
  void scene.checkout.checkNow()
  await scene.advance(10_000)
  expect(scene.told.ends.every((end) => end === 'unknown')).toBe(true)
  await world.fault('none')
  await pays(scene)
  expect(scene.checkout.state.name).toBe('paid')
}

async function staysPayable(scene: Scene): Promise<void> {
  expect((await world.phone('pay', scene.checkout)).status).toBeGreaterThanOrEqual(400)
  await scene.advance(10_000)
  expect(scene.checkout.state.name).toBe('waiting')
  await world.fault('none')
  await isPaid(scene)
}

async function expires(scene: Scene): Promise<void> {
  await world.phone('pay', scene.checkout)
  await scene.advance(10_000)
  expect(scene.checkout.state.name).toBe('expired')
  expect(scene.told.states.slice(-2)).toEqual(['checking', 'expired'])
  expect(scene.told.ends).toEqual(['expired'])
}

/** Each fault, and what a payer at the QR then meets. */
const atTheQr: Readonly<Record<string, (scene: Scene) => Promise<void>>> = {
  'slow': isPaid,
  'offline': outage,
  '500s': outage,
  'create-answer-lost': isPaid,
  'loses-notify': isPaid,
  'duplicate-notify': isPaid,
  'notify-before-answer': isPaid,
  'reordered-notifies': isPaid,
  'tampered-amount': isPaid,
  'bad-signature': isPaid,
  'unknown-trade-state': staysUnknown,
  'refused': staysPayable,
  'expired': expires,
  'closes-while-paying': expires,
  'push-drops': isPaid,
  // These are about payment codes: a QR meets nothing.
  'userpaying': isPaid,
  'systemerror-but-paid': isPaid,
  'bankerror': isPaid,
}

/** Faults that come once the code is shown: without them there would be none. */
const LATER: ReadonlySet<string> = new Set(['offline', '500s'])

/** The page gets no answer for a minute. */
async function outage({ checkout, told, advance }: Scene): Promise<void> {
  await world.phone('pay', checkout)
  await advance(30_000)
  expect([checkout.state.name, checkout.health, told.ends]).toEqual(['waiting', 'unstable', []])
  await advance(30_000)
  await world.fault('none')
  await advance(60_000)
  expect([checkout.state.name, checkout.health, told.ends]).toEqual(['paid', 'ok', ['paid']])
}

describe('each fault at the QR leads to the right end, and one order', () => {
  it('and every fault that the server knows is here', async () => {
    world = createWorld()
    expect(await world.faults()).toEqual(Object.keys(atTheQr).toSorted())
  })

  it.each(Object.entries(atTheQr))('%s', async (name, play) => {
    world = createWorld()
    if (!LATER.has(name)) await world.fault(name, name === 'create-answer-lost' ? { times: 1 } : {})
    const scene = await qrScene()
    if (LATER.has(name)) await world.fault(name)
    const token = (scene.checkout.state as { attempt?: { clientToken?: string } }).attempt?.clientToken
    await play(scene)
    await world.fault('none')
    expect(await world.ordersByToken(token)).toHaveLength(1)
  })
})

describe('each fault of a payment code leads to the right end, and one charge', () => {
  const balance = async () => {
    const answer = await world.server.wallets.fetch(new Request('http://127.0.0.1:8788/phone/wallet', { headers: { host: '127.0.0.1:8788' } }))
    return ((await answer.json()) as { balance_fen: number }).balance_fen
  }

  /** One course of a fault: what the payer and time do, how it ends, and how many fen were charged. */
  type Course = readonly [limits: object, play: (scene: Scene) => Promise<void>, end: string, charged: number]

  const passes = (ms: number) => ({ advance }: Scene) => advance(ms)
  const confirms = async ({ checkout, advance }: Scene) => {
    expect(checkout.state).toMatchObject({ name: 'waiting', phase: 'userpaying' })
    await world.answer('confirm', checkout)
    await advance(12_000)
  }
  /** These are about notifies, pushes and codes on a screen: a charge that is made at once meets nothing. */
  const nothing: readonly Course[] = [[{}, passes(12_000), 'paid', 10]]

  /** Each fault, and what becomes of a payment code. */
  const ofACode: Readonly<Record<string, readonly Course[]>> = {
    'slow': nothing,
    // The charge never reached the merchant, which nobody can know: there is no order, and none is made by itself.
    'offline': [[{ seconds: 20 }, passes(60_000), 'unknown', 0]],
    '500s': [[{ seconds: 20 }, passes(60_000), 'unknown', 0]],
    'create-answer-lost': [[{ times: 1 }, passes(10_000), 'paid', 10]],
    'unknown-trade-state': nothing,
    'userpaying': [
      [{}, confirms, 'paid', 10],
      [{}, async ({ checkout, advance }) => {
        await world.answer('decline', checkout)
        await advance(12_000)
      }, 'failed', 0],
      [{}, passes(120_000), 'expired', 0],
    ],
    'systemerror-but-paid': [[{}, passes(12_000), 'paid', 10]],
    'bankerror': [[{}, passes(120_000), 'expired', 0]],
    'refused': [[{}, passes(12_000), 'failed', 0]],
    'expired': [[{}, passes(12_000), 'failed', 0]],
    'closes-while-paying': [[{}, passes(12_000), 'failed', 0]],
    'loses-notify': nothing,
    'duplicate-notify': nothing,
    'notify-before-answer': nothing,
    'reordered-notifies': nothing,
    'tampered-amount': nothing,
    'bad-signature': nothing,
    'push-drops': nothing,
  }

  it('and every fault that the server knows is here', async () => {
    world = createWorld()
    expect(await world.faults()).toEqual(Object.keys(ofACode).toSorted())
  })

  it.each(Object.entries(ofACode).flatMap(([name, courses]) => courses.map((course) => [name, ...course] as const)))('%s %j', async (name, limits, play, end, charged) => {
    world = createWorld()
    await world.fault(name, limits)
    const before = await balance()
    const scene = await scanScene()
    await play(scene)
    expect(scene.checkout.state.name).toBe(end)
    await world.fault('none')
    expect(before - (await balance())).toBe(charged)
    expect(world.posts()).toBe(1)
    const token = (scene.checkout.state as { attempt?: { clientToken?: string } }).attempt?.clientToken
    expect(await world.ordersByToken(token)).toHaveLength(end === 'unknown' ? 0 : 1)
  })

  it('a cancel is too early at first, and says when it is not; then the charge is taken back', async () => {
    world = createWorld()
    await world.fault('userpaying')
    const { checkout, advance } = await scanScene()
    await advance(2_000)
    void checkout.closeOrder()
    await advance(0)
    expect(checkout.state).toMatchObject({ name: 'waiting', order: { closableAt: world.clock.now() + 13_000 } })
    await advance(13_000)
    const closing = checkout.closeOrder()
    await advance(30_000)
    expect((await closing).name).toBe('closed')
  })

  it('the network is dead while it is charged: unknown, then what the server says', async () => {
    world = createWorld()
    let isDead = false
    world.network = async (request, send) => {
      if (isDead) throw new TypeError('reset')
      isDead = true
      await send(request)
      throw new TypeError('reset')
    }
    const { checkout, advance, told } = await scanScene()
    await advance(20_000)
    expect(checkout.state).toMatchObject({ name: 'unknown', attempt: { clientToken: expect.any(String) } })
    world.network = (request, send) => send(request)
    await advance(40_000)
    expect(checkout.state).toMatchObject({ name: 'paid', late: true })
    expect(told.ends).toEqual(['unknown', 'paid'])
    expect(world.posts()).toBe(1)
  })
})

describe('push over the real SSE', () => {
  async function pushed() {
    world = createWorld()
    const { ports } = createFakeBrowser()
    const listen = listenBy((url, signal) => world.direct(new Request(url, { signal, headers: { host: '127.0.0.1:8787' } })))
    const checkout = world.newPage(ports.storage, { listen }).checkout()
    const told = heard(checkout)
    checkout.start()
    await world.clock.advance(20_000)
    return { checkout, told, asked: () => told.news.flatMap((piece) => (piece.type === 'ask' ? [piece.why] : [])) }
  }

  it('a payment is shown by its nudge, not by the next poll', async () => {
    const { checkout, asked } = await pushed()
    expect(asked().length).toBeLessThanOrEqual(2)
    await world.phone('pay', checkout)
    await world.clock.advance(1_500)
    expect(checkout.state.name).toBe('paid')
    expect(asked()).toContain('nudge')
  })

  it('push-drops: the connection breaks, and the order is asked for at full rate', async () => {
    const { checkout, asked } = await pushed()
    await world.fault('push-drops')
    await world.phone('pay', checkout)
    await world.clock.advance(4_000)
    expect(checkout.state.name).toBe('paid')
    expect(asked()).not.toContain('nudge')
  })
})

describe('the redirect flow over the mock server', () => {
  it('goes to the wallet\'s own page, and comes back to the same order', async () => {
    world = createWorld()
    const went: string[] = []
    const page = world.newPage(undefined, { navigate: { go: (url) => void went.push(url), open: () => undefined } })
    const checkout = page.checkout({ ...goods, gateway: 'weixin_tenpay_wap', returnUrl: 'http://127.0.0.1:5173/return?cart=1' })
    void checkout.pay()
    await world.clock.advance(0)
    expect(went).toEqual([expect.stringMatching(/^http:\/\/127\.0\.0\.1:8788\/.*&redirect_url=http%3A%2F%2F127\.0\.0\.1%3A5173%2Freturn%3Fcart%3D1$/)])
    checkout.dispose()
    const back = world.newPage().checkout({ ...goods, gateway: 'weixin_tenpay_wap', returnUrl: 'http://127.0.0.1:5173/return?cart=1' })
    back.start()
    expect(back.state).toMatchObject({ name: 'checking', why: 'return' })
    await world.clock.advance(0)
    expect(back.state.name).toBe('waiting')
    expect(world.posts()).toBe(1)
  })
})

describe('a reload that asks for something else than the create whose answer was lost', () => {
  it('begins anew instead of failing by token_reused', async () => {
    world = createWorld()
    world.network = async (request, send) => {
      const answer = await send(request)
      if (request.method === 'POST') throw new TypeError('reset')
      return answer
    }
    const first = world.newPage().checkout()
    first.start()
    await world.clock.advance(0)
    first.dispose()
    world.network = (request, send) => send(request)
    const again = world.newPage().checkout({ ...goods, merchandiseSnapshot: { changed: true } })
    again.start()
    await world.clock.advance(0)
    expect(again.state.name).toBe('waiting')
    await world.phone('pay', again)
    await world.clock.advance(4_000)
    expect(again.state.name).toBe('paid')
  })
})
