import fc from 'fast-check'
import { createManualClock, createSeededRandom } from '@baas-pay/mock-server'
import { describe, expect, it } from 'vitest'
import { createCheckout, createPayClient, memoryStorage, type CheckoutNews } from '../../src/index'
import { sleep } from '../../src/runtime/clock'
import { alone } from '../support/browser'
import { createHostileBackend, FAULTS, type Fault } from '../support/hostile-backend'
import { createFakePage, goods } from '../support/world'

const ENDS = new Set<CheckoutNews['type']>(['paid', 'closed', 'failed', 'expired', 'unknown'])

type Move =
  | { do: 'advance'; ms: number }
  | { do: 'faults'; faults: Fault[] }
  | { do: 'pay' | 'end' | 'check' | 'renew' | 'switch' | 'close' | 'hide' | 'see' | 'reload' }

const moves: fc.Arbitrary<Move> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('advance' as const), ms: fc.integer({ min: 0, max: 20_000 }) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('faults' as const), faults: fc.array(fc.constantFrom(...FAULTS), { minLength: 1, maxLength: 5 }) }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constantFrom('pay' as const, 'end' as const, 'check' as const, 'renew' as const, 'switch' as const, 'close' as const, 'hide' as const, 'see' as const, 'reload' as const) }) },
)

/** Plays a sequence on a page over a hostile backend. */
async function play(sequence: readonly Move[], supports: { token: boolean; close: boolean }, seed: number) {
  const clock = createManualClock()
  const random = createSeededRandom(seed)
  const hostile = createHostileBackend((ms, signal) => sleep(clock, ms, signal), supports)
  const storage = memoryStorage()
  const told: { news: CheckoutNews[]; disposed: boolean; late: number }[] = []

  const open = () => {
    const fakePage = createFakePage()
    const client = createPayClient({ ...alone, backend: hostile.backend, clock, storage, page: fakePage.page, random: { bytes: (count) => random.bytes(count), fraction: () => 0.5 } })
    const checkout = createCheckout(client, goods)
    const page = { news: [] as CheckoutNews[], disposed: false, late: 0 }
    checkout.onEvent((piece) => page.disposed ? (page.late += 1) : page.news.push(piece))
    checkout.subscribe(() => { if (page.disposed) page.late += 1 })
    told.push(page)
    checkout.start()
    return { checkout, fakePage, page }
  }
  let now = open()
  const shownNo = () => ('order' in now.checkout.state ? now.checkout.state.order?.tradeNo : undefined)
  const quiet = (promise: Promise<unknown>) => void promise.catch(() => undefined)

  for (const move of sequence) {
    switch (move.do) {
      case 'advance': await clock.advance(move.ms); break
      case 'faults': hostile.faults.push(...move.faults); break
      // A payer can only pay what a screen shows.
      case 'pay': if (['waiting', 'checking'].includes(now.checkout.state.name)) hostile.pay(shownNo()); break
      case 'end': hostile.end(shownNo()); break
      case 'check': quiet(now.checkout.checkNow()); break
      case 'renew': quiet(now.checkout.renew()); break
      case 'switch': quiet(now.checkout.switchTo('qpay_native')); break
      case 'close': quiet(now.checkout.closeOrder()); break
      case 'hide': now.fakePage.set({ hidden: true }); break
      case 'see': now.fakePage.set({ hidden: false }); break
      case 'reload':
        now.page.disposed = true
        now.checkout.dispose()
        // A reload after the payment is the shop's to handle: the intent is over.
        if (now.page.news.some(({ type }) => type === 'paid')) return { hostile, told, now, clock }
        now = open()
        break
    }
  }
  // In the end the network is good and the payer looks: whatever was true must show.
  hostile.faults.length = 0
  now.fakePage.set({ hidden: false, online: true })
  await clock.advance(120_000)
  return { hostile, told, now, clock }
}

const settings = { numRuns: Number(process.env.RUNS ?? 120) }
const sequences = fc.array(moves, { minLength: 1, maxLength: 14 })

describe('whatever the network, the provider and the payer do', () => {
  it.each([{ token: true, close: true }, { token: false, close: true }, { token: true, close: false }])('the rules hold over a backend with %j', { timeout: 120_000 }, async (supports) => {
    await fc.assert(fc.asyncProperty(sequences, fc.integer(), async (sequence, seed) => {
      const { hostile, told, now } = await play(sequence, supports, seed)
      // rule 5: each end once per attempt, paid once, nothing after dispose.
      for (const { news, late } of told) {
        const keys: string[] = []
        let attempt = 0
        for (const piece of news) {
          if (piece.type === 'state' && piece.name === 'creating') attempt += 1
          if (ENDS.has(piece.type)) keys.push(piece.type === 'paid' ? 'paid' : `${piece.type} ${attempt}`)
        }
        expect(new Set(keys).size).toBe(keys.length)
        expect(late).toBe(0)
      }
      // rule 1: nothing is paid that nobody paid. rules 2 and 6: what was paid shows as paid.
      const isPaid = hostile.orders.some(({ state }) => state === 'paid')
      if (!now.page.disposed) expect(now.checkout.state.name === 'paid').toBe(isPaid)
      // rule 4: one charge for one intent.
      expect(hostile.paidTwice).toBe(false)
      now.checkout.dispose()
    }), settings)
  })
})
