import { afterEach, describe, expect, it } from 'vitest'
import type { Checkout } from '../../src/index'
import { BACKENDS, by, tokenOf, type Backed, type BackedWorld } from '../support/backends'
import { heard } from '../support/heard'

let open: BackedWorld
afterEach(() => open.world.close())

interface Scene {
  readonly checkout: Checkout
  readonly told: ReturnType<typeof heard>
  readonly advance: (ms: number) => Promise<void>
}

async function scanScene(): Promise<Scene> {
  const checkout = open.page().checkout(by(open.goods, 'weixin_tenpay_micropay'))
  const told = heard(checkout)
  void checkout.charge(await open.world.paymentCode())
  await open.world.clock.advance(0)
  return { checkout, told, advance: (ms) => open.world.clock.advance(ms) }
}

const balance = async () => {
  const answer = await open.world.server.wallets.fetch(new Request('http://127.0.0.1:8788/phone/wallet', { headers: { host: '127.0.0.1:8788' } }))
  return ((await answer.json()) as { balance_fen: number }).balance_fen
}

/** One course of a fault: what the payer and time do, how it ends, and how many fen were charged. */
type Course = readonly [limits: object, play: (scene: Scene) => Promise<void>, end: string, charged: number]

const passes = (ms: number) => ({ advance }: Scene) => advance(ms)
const confirms = async ({ checkout, advance }: Scene) => {
  expect(checkout.state).toMatchObject({ name: 'waiting', phase: 'userpaying' })
  await open.world.answer('confirm', checkout)
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
      await open.world.answer('decline', checkout)
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

describe.each(BACKENDS)('over $name, each fault of a payment code leads to the right end, and one charge', (backend: Backed) => {
  it('and every fault that the server knows is here', async () => {
    open = await backend.open()
    expect(await open.world.faults()).toEqual(Object.keys(ofACode).toSorted())
  })

  it.each(Object.entries(ofACode).flatMap(([name, courses]) => courses.map((course) => [name, ...course] as const)))('%s %j', async (name, limits, play, end, charged) => {
    open = await backend.open()
    const { world } = open
    await world.fault(name, limits)
    const before = await balance()
    const scene = await scanScene()
    await play(scene)
    expect(scene.checkout.state.name).toBe(end)
    await world.fault('none')
    expect(before - (await balance())).toBe(charged)
    expect(open.creates()).toBe(1)
    expect(await open.ordersByToken(tokenOf(scene.checkout))).toHaveLength(end === 'unknown' ? 0 : 1)
  })

  it.runIf(backend.canClose)('a cancel is too early at first, and says when it is not; then the charge is taken back', async () => {
    open = await backend.open()
    const { world } = open
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
    open = await backend.open()
    const { world } = open
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
    expect(open.creates()).toBe(1)
  })
})
