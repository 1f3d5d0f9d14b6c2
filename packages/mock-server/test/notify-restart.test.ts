import { describe, expect, test } from 'vitest'
import { createManualClock, createMemoryStore, type MockServerOptions } from '../src/index'
import { merchantOf, paidOrder } from './cashier'
import { createMock } from './mock'

const LADDER_S = [15, 15, 30, 180, 600, 1200, 1800, 1800, 1800, 3600, 10_800, 10_800, 10_800, 21_600, 21_600]
const NOTIFY_URL = 'http://127.0.0.1:9/n'

/** Servers over one store and one clock, one after the other; `sentAt` has the second of every notify that any of them sent. */
function lives(options: MockServerOptions = {}) {
  const clock = createManualClock()
  const store = createMemoryStore()
  const sentAt: number[] = []
  let isAcknowledged = false
  const http = async (): Promise<Response> => {
    sentAt.push((clock.now() - Date.UTC(2026, 0, 1)) / 1000)
    return new Response(isAcknowledged ? '<xml><return_code>SUCCESS</return_code></xml>' : 'no')
  }
  return { clock, sentAt, start: () => createMock({ ...options, clock, store, http }), acknowledge: () => { isAcknowledged = true } }
}

describe('the ladder of a notify', () => {
  test('goes on where it was when the server comes back', async () => {
    const { clock, sentAt, start } = lives()
    const first = start()
    await paidOrder(first, { notify_url: NOTIFY_URL })
    await clock.advance(20_000)
    await first.server.close()
    const second = start()
    await clock.advance(90_000_000)
    expect(sentAt).toStrictEqual(LADDER_S.reduce((instants, delay) => [...instants, (instants.at(-1) ?? 0) + delay], [0]))
    await second.server.close()
  })

  test('takes up at once what fell due while the server was away', async () => {
    const { clock, sentAt, start, acknowledge } = lives()
    const first = start()
    await paidOrder(first, { notify_url: NOTIFY_URL })
    await clock.advance(1000)
    await first.server.close()
    await clock.advance(1_000_000)
    start()
    await clock.advance(0)
    acknowledge()
    await clock.advance(90_000_000)
    expect(sentAt).toStrictEqual([0, 1001, 1016])
  })

  test('tells of a refund whose money arrived while the server was away', async () => {
    const { clock, sentAt, start, acknowledge } = lives()
    const first = start()
    acknowledge()
    const paid = await paidOrder(first)
    await clock.advance(0)
    await merchantOf(first).refund({ ...paid, out_refund_no: 'r1', total_fee: '10', refund_fee: '10', notify_url: NOTIFY_URL })
    await first.server.close()
    await clock.advance(60_000)
    start()
    await clock.advance(90_000_000)
    expect(sentAt).toStrictEqual([0, 60])
  })

  test('is over for good once it was acknowledged', async () => {
    const { clock, sentAt, start, acknowledge } = lives()
    const first = start()
    acknowledge()
    await paidOrder(first, { notify_url: NOTIFY_URL })
    await clock.advance(1000)
    await first.server.close()
    start()
    await clock.advance(90_000_000)
    expect(sentAt).toStrictEqual([0])
  })

  test('is as long as it is told to be', async () => {
    const { clock, sentAt, start } = lives({ notifyScale: 0.01 })
    await paidOrder(start(), { notify_url: NOTIFY_URL })
    await clock.advance(900_000)
    expect(sentAt).toHaveLength(16)
    expect(sentAt.slice(0, 5)).toStrictEqual([0, 0.15, 0.3, 0.6, 2.4])
    expect(sentAt.at(-1)).toBeCloseTo(866.4)
  })
})
