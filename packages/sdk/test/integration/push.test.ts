import { afterEach, describe, expect, it } from 'vitest'
import { createFakeBrowser } from '../support/browser'
import { heard } from '../support/heard'
import { listenBy } from '../support/sse'
import { createWorld } from '../support/world'

let world: ReturnType<typeof createWorld>
afterEach(() => world.close())

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
