import { afterEach, describe, expect, it } from 'vitest'
import { BACKENDS, tokenOf, tradeNoOf, type Backed, type BackedWorld } from '../support/backends'
import { heard } from '../support/heard'
import { toQr } from '../support/qr'
import { type WorldOptions } from '../support/world'

let open: BackedWorld
afterEach(() => open.world.close())

async function begin(backend: Backed, options?: WorldOptions): Promise<BackedWorld> {
  open = await backend.open(options)
  return open
}

const lost = () => Promise.reject(new TypeError('connection reset'))

describe.each(BACKENDS)('what is asked for again is one order, over $name', (backend: Backed) => {
  it('rule 4: an intent that was paid is not ordered again: a reload finds the payment, other goods are another order', async () => {
    const { world } = await begin(backend)
    const { checkout } = await toQr(open)
    await world.phone('pay', checkout)
    await world.clock.advance(3_300)
    checkout.dispose()
    const again = open.page().checkout(open.goods)
    const told = heard(again)
    again.start()
    expect(again.state.name).toBe('checking')
    await world.clock.advance(0)
    expect(again.state.name).toBe('paid')
    expect(told.states).not.toContain('waiting')
    expect(open.creates()).toBe(1)
    again.dispose()
    const other = open.page().checkout(open.dearer)
    other.start()
    await world.clock.advance(0)
    expect(other.state).toMatchObject({ name: 'waiting', order: { amountFen: 20 } })
    expect(open.creates()).toBe(2)
  })

  it('rule 2: an intent that was paid, asked for on a dead network, is unknown and shows no code', async () => {
    const { world } = await begin(backend)
    const { checkout } = await toQr(open)
    await world.phone('pay', checkout)
    await world.clock.advance(3_300)
    checkout.dispose()
    world.network = lost
    const again = open.page().checkout(open.goods)
    const told = heard(again)
    again.start()
    await world.clock.advance(5_000)
    expect(again.state.name).toBe('unknown')
    expect(told.states).not.toContain('waiting')
    expect(open.creates()).toBe(1)
  })

  it('rule 4: the create\'s answer is lost, and repeating it finds the same order by its token', async () => {
    const { world } = await begin(backend)
    let creates = 0
    world.network = async (request, send) => {
      if (!backend.isCreate(request)) return send(request)
      creates += 1
      const answer = await send(request)
      return creates === 1 ? lost() : answer
    }
    const checkout = open.page().checkout(open.goods)
    const told = heard(checkout)
    checkout.start()
    await world.clock.advance(0)
    expect(checkout.state.name).toBe('creating')
    expect(told.health).toEqual(['unstable'])
    await world.clock.advance(1_000)
    expect(checkout.state.name).toBe('waiting')
    expect(creates).toBe(2)
    const orders = await open.ordersByToken(tokenOf(checkout))
    expect(orders).toHaveLength(1)
    expect(JSON.stringify(orders)).toContain(tradeNoOf(checkout))
  })

  it('a reload comes back to the same order, and asks at once', async () => {
    const { world } = await begin(backend)
    const { checkout } = await toQr(open)
    const before = checkout.state
    checkout.dispose()
    await world.phone('pay', { ...checkout, state: before })
    const again = open.page().checkout(open.goods)
    again.start()
    expect(again.state).toMatchObject({ name: 'waiting', order: (before as { order?: unknown }).order })
    await world.clock.advance(0)
    expect(again.state.name).toBe('paid')
    expect(open.creates()).toBe(1)
  })

  it('rule 4: a reload before the create was answered comes back to the one order', async () => {
    const { world } = await begin(backend)
    let hold: (() => void) | undefined
    world.network = async (request, send) => {
      const answer = await send(request)
      if (backend.isCreate(request)) await new Promise<void>((resolve) => { hold = resolve })
      return answer
    }
    const first = open.page().checkout(open.goods)
    first.start()
    await world.clock.advance(0)
    const token = tokenOf(first)
    first.dispose()
    hold?.()
    world.network = (request, send) => send(request)
    const again = open.page().checkout(open.goods)
    again.start()
    await world.clock.advance(0)
    expect(tokenOf(again)).toBe(token)
    expect(again.state.name).toBe('waiting')
    expect(await open.ordersByToken(token)).toHaveLength(1)
  })

  it.runIf(backend.canClose)('rule 4: the cart changed before the reload: the old order is closed before the new one is made', async () => {
    const { world } = await begin(backend)
    const { checkout } = await toQr(open)
    const before = checkout.state
    checkout.dispose()
    const again = open.page().checkout(open.dearer)
    again.start()
    await world.clock.advance(0)
    expect(again.state).toMatchObject({ name: 'waiting', order: { amountFen: 20 } })
    expect((await world.phone('pay', { ...checkout, state: before })).status).toBeGreaterThanOrEqual(400)
  })

  it.runIf(backend.canClose)('rule 4: two tabs of one intent show one order, and a new code in one is the new code of the other', async () => {
    const { world } = await begin(backend)
    const { checkout: first } = await toQr(open)
    const { checkout: second } = await toQr(open)
    expect(second.state).toMatchObject({ order: (first.state as { order?: unknown }).order })
    expect(open.creates()).toBe(1)
    void second.renew()
    await world.clock.advance(0)
    const renewed = (second.state as { order?: { tradeNo?: string } }).order?.tradeNo
    await world.clock.advance(10_000)
    expect(first.state.name).toBe('expired')
    void first.renew()
    await world.clock.advance(0)
    expect(first.state).toMatchObject({ name: 'waiting', order: { tradeNo: renewed } })
    expect(open.creates()).toBe(2)
    const { checkout: third } = await toQr(open)
    expect(third.state).toMatchObject({ order: { tradeNo: renewed } })
    await world.phone('pay', third)
    await world.clock.advance(10_000)
    expect([first, second, third].map(({ state }) => state.name)).toEqual(['paid', 'paid', 'paid'])
  })

  it('rule 4: a create that was never answered fails, and trying again repeats it by the same token', async () => {
    const { world } = await begin(backend)
    world.network = async (request, send) => (backend.isCreate(request) ? (await send(request), lost()) : send(request))
    const checkout = open.page().checkout(open.goods)
    checkout.start()
    await world.clock.advance(10_000)
    expect(checkout.state).toMatchObject({ name: 'failed', error: { code: 600, retryable: true } })
    const token = tokenOf(checkout)
    world.network = (request, send) => send(request)
    void checkout.renew()
    await world.clock.advance(0)
    expect(checkout.state.name).toBe('waiting')
    expect(tokenOf(checkout)).toBe(token)
    expect(await open.ordersByToken(token)).toHaveLength(1)
  })

  it('a reload that asks for something else than the create whose answer was lost begins anew instead of failing by token_reused', async () => {
    const { world } = await begin(backend)
    world.network = async (request, send) => {
      const answer = await send(request)
      if (backend.isCreate(request)) throw new TypeError('reset')
      return answer
    }
    const first = open.page().checkout(open.goods)
    first.start()
    await world.clock.advance(0)
    first.dispose()
    world.network = (request, send) => send(request)
    const again = open.page().checkout({ ...open.goods, merchandiseSnapshot: { changed: true } })
    again.start()
    await world.clock.advance(0)
    expect(again.state.name).toBe('waiting')
    await world.phone('pay', again)
    await world.clock.advance(4_000)
    expect(again.state.name).toBe('paid')
  })
})
