import { afterEach, describe, expect, it } from 'vitest'
import type { Checkout } from '../../src/index'
import { BACKENDS, tokenOf, type Backed, type BackedWorld } from '../support/backends'
import { heard } from '../support/heard'

let open: BackedWorld
afterEach(() => open.world.close())

interface Scene {
  readonly checkout: Checkout
  readonly told: ReturnType<typeof heard>
  readonly advance: (ms: number) => Promise<void>
}

async function qrScene(): Promise<Scene> {
  const checkout = open.page().checkout(open.goods)
  const told = heard(checkout)
  checkout.start()
  await open.world.clock.advance(6_000)
  return { checkout, told, advance: (ms) => open.world.clock.advance(ms) }
}

const pays = async (scene: Scene) => {
  expect((await open.world.phone('pay', scene.checkout)).status).toBe(200)
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
  await open.world.fault('none')
  await pays(scene)
  expect(scene.checkout.state.name).toBe('paid')
}

async function staysPayable(scene: Scene): Promise<void> {
  expect((await open.world.phone('pay', scene.checkout)).status).toBeGreaterThanOrEqual(400)
  await scene.advance(10_000)
  expect(scene.checkout.state.name).toBe('waiting')
  await open.world.fault('none')
  await isPaid(scene)
}

async function expires(scene: Scene): Promise<void> {
  await open.world.phone('pay', scene.checkout)
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
  await open.world.phone('pay', checkout)
  await advance(30_000)
  expect([checkout.state.name, checkout.health, told.ends]).toEqual(['waiting', 'unstable', []])
  await advance(30_000)
  await open.world.fault('none')
  await advance(60_000)
  expect([checkout.state.name, checkout.health, told.ends]).toEqual(['paid', 'ok', ['paid']])
}

describe.each(BACKENDS)('over $name, each fault at the QR leads to the right end, and one order', (backend: Backed) => {
  it('and every fault that the server knows is here', async () => {
    open = await backend.open()
    expect(await open.world.faults()).toEqual(Object.keys(atTheQr).toSorted())
  })

  it.each(Object.entries(atTheQr))('%s', async (name, play) => {
    open = await backend.open()
    const { world } = open
    if (!LATER.has(name)) await world.fault(name, name === 'create-answer-lost' ? { times: 1 } : {})
    const scene = await qrScene()
    if (LATER.has(name)) await world.fault(name)
    const token = tokenOf(scene.checkout)
    await play(scene)
    await world.fault('none')
    expect(await open.ordersByToken(token)).toHaveLength(1)
  })
})
