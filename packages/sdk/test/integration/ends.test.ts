import { afterEach, describe, expect, it } from 'vitest'
import { BACKENDS, type Backed, type BackedWorld, type Json } from '../support/backends'
import { heard } from '../support/heard'
import { toQr } from '../support/qr'
import { type Network, type WorldOptions } from '../support/world'

let open: BackedWorld
afterEach(() => open.world.close())

async function begin(backend: Backed, options?: WorldOptions): Promise<BackedWorld> {
  open = await backend.open(options)
  return open
}

const SHORT_MS = 120_000
const lost = () => Promise.reject(new TypeError('connection reset'))

describe.each(BACKENDS)('how an order ends that nobody has paid yet, over $name', (backend: Backed) => {
  it.runIf(backend.canClose)('cancelling closes the order, and a closed order can\'t be paid', async () => {
    const { world } = await begin(backend)
    const { checkout, told } = await toQr(open)
    const before = checkout.state
    const closing = checkout.closeOrder()
    await world.clock.advance(0)
    expect((await closing).name).toBe('closed')
    expect(told.ends).toEqual(['closed'])
    expect((await world.phone('pay', { ...checkout, state: before })).status).toBeGreaterThanOrEqual(400)
    expect(world.kept.size).toBe(0)
  })

  it.runIf(backend.canClose)('rule 3: cancelling an order that has just been paid shows it paid', async () => {
    const { world } = await begin(backend)
    const { checkout, told } = await toQr(open)
    await world.phone('pay', checkout)
    const closing = checkout.closeOrder()
    await world.clock.advance(0)
    expect((await closing).name).toBe('paid')
    expect(told.ends).toEqual(['paid'])
  })

  it('rule 3: an order that runs out is expired on the server\'s word, after one last check', async () => {
    const { world } = await begin(backend, { orderTtlMs: SHORT_MS })
    const { checkout, told } = await toQr(open)
    await world.clock.advance(backend.lifeMs(SHORT_MS) - 1_000)
    expect(checkout.state.name).toBe('waiting')
    await world.clock.advance(20_000)
    expect(checkout.state.name).toBe('expired')
    expect(told.states.slice(-2)).toEqual(['checking', 'expired'])
    expect(told.ends).toEqual(['expired'])
  })

  it('rule 2: at the expiry the network is dead: unknown, and then what the server says', async () => {
    const { world } = await begin(backend, { orderTtlMs: SHORT_MS })
    const { checkout } = await toQr(open)
    await world.clock.advance(backend.lifeMs(SHORT_MS) - 1_000)
    world.network = lost
    await world.clock.advance(20_000)
    expect(checkout.state.name).toBe('unknown')
    world.network = (request, send) => send(request)
    await world.clock.advance(130_000)
    expect(checkout.state.name).toBe('expired')
  })

  it('rule 2: a payment that comes to light after the expiry turns it to paid', async () => {
    const { world } = await begin(backend, { orderTtlMs: SHORT_MS })
    const { checkout, told } = await toQr(open)
    const untrue: Network = async (request, send) => {
      const answer = await send(request)
      if (!backend.isFind(request)) return answer
      return Response.json(backend.closed((await answer.json()) as Json))
    }
    await world.phone('pay', checkout)
    world.network = untrue
    await world.clock.advance(backend.lifeMs(SHORT_MS) + 10_000)
    expect(checkout.state.name).toBe('expired')
    world.network = (request, send) => send(request)
    await world.clock.advance(130_000)
    expect(checkout.state).toMatchObject({ name: 'paid', late: true })
    expect(told.ends).toEqual(['expired', 'paid'])
  })

  it.runIf(backend.canClose)('a new code closes the old order first: one of them can be paid', async () => {
    const { world } = await begin(backend)
    const { checkout, told } = await toQr(open)
    const before = checkout.state
    const renewing = checkout.renew()
    await world.clock.advance(0)
    expect((await renewing).name).toBe('waiting')
    expect(checkout.state).toMatchObject({ attempt: { no: 2 } })
    expect(open.creates()).toBe(2)
    expect((await world.phone('pay', { ...checkout, state: before })).status).toBeGreaterThanOrEqual(400)
    await world.phone('pay', checkout)
    await world.clock.advance(3_300)
    expect(checkout.state).toMatchObject({ name: 'paid', attempt: { no: 2 } })
    expect(told.ends).toEqual(['paid'])
  })

  it('a definite refusal is failed, no order exists, and trying again makes one', async () => {
    const { world } = await begin(backend)
    world.network = () => Promise.resolve(backend.refusal())
    const checkout = open.page().checkout(open.goods)
    const told = heard(checkout)
    checkout.start()
    await world.clock.advance(0)
    expect(checkout.state).toMatchObject({ name: 'failed', error: { code: 409, message: '409: 库存不足', mayHavePaid: false } })
    world.network = (request, send) => send(request)
    void checkout.renew()
    await world.clock.advance(0)
    expect(checkout.state).toMatchObject({ name: 'waiting', attempt: { no: 2 } })
    expect(told.ends).toEqual(['failed'])
  })
})
