import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Trade } from '../../src/wallets/trade'
import { tradeNow } from '../../src/wallets/wallets'
import { actionsBy } from './actions'
import { calm, newCast, play, runsOf, type Cast } from './stage'
import { shopThatTells, walnut, type Basket } from './walnut'
import { PAY_TYPES } from './ways'
import { World } from './world'

const RUNS = runsOf(50)

/** How often each order's success callback has begun, by the order's number or its pay object's. */
type Delivered = ReadonlyMap<string, number>

const tradesOf = ({ last, route }: Basket, trades: readonly Trade[]): Trade[] => trades.filter(({ out_trade_no }) => last && (route === 'pay/buy' ? out_trade_no.startsWith(`${last.id}_`) : out_trade_no === last.id))
const isKept = ({ payment, state }: Trade): boolean => payment !== null && state !== 'REVOKED'

/** What holds after every step, whatever is on its way. */
async function checkAlways({ world, pages }: Cast<Basket>, delivered: Delivered): Promise<void> {
  const trades = await world.trades()
  for (const page of pages) {
    const own = tradesOf(page, trades)
    expect(page.leaks, 'one user never sees another\'s orders').toStrictEqual([])
    expect(page.takenBack, 'rule 2: nothing leaves paid').toBe(false)
    for (const trade of own) checkTold(page, trade, world)
    expect(own.filter(isKept).length, 'rule 4: no order is paid twice').toBeLessThanOrEqual(1)
    expect(own.filter((trade) => isKept(trade) || isPayable(trade, page, world)).length, 'rule 4: no second try while the first might still be paid').toBeLessThanOrEqual(1)
    if (page.last?.status === 'OK') expect(own.some(({ payment }) => payment), 'rule 1: nobody is told paid without a charge').toBe(true)
  }
  for (const [id, times] of delivered) expect([id, times], 'a callback is begun once').toStrictEqual([id, 1])
  const known = pages.flatMap(({ last }) => (last ? [last.id] : []))
  expect(new Set(known).size, 'rule 4: one order a token').toBe(known.length)
}

/** Whether the payer has what it takes: a request for the password, or what a page was given to pay with. */
function isPayable(trade: Trade, { offered }: Basket, world: World): boolean {
  const { state, provider } = tradeNow(trade, world)
  // PayPal's payer agrees, and is charged by the merchant alone.
  if (provider === 'paypal') return false
  return state === 'USERPAYING' || (state === 'NOTPAY' && offered.has(trade.out_trade_no))
}

function checkTold(page: Basket, trade: Trade, world: World): void {
  if (page.told.get(trade.out_trade_no) !== 'closed') return
  expect(isKept(trade), 'rule 2: what was told closed or failed is never kept as paid').toBe(false)
  expect(isPayable(trade, page, world), 'what was told closed can\'t be paid again').toBe(false)
}

/** What holds once every message gets through and every deadline has passed. */
async function checkInTheEnd({ world, pages }: Cast<Basket>, delivered: Delivered): Promise<void> {
  const trades = await world.trades()
  for (const { last, ...page } of pages) {
    const own = tradesOf({ last, ...page }, trades)
    if (!last || own.length === 0) continue
    if (own.some(isKept)) expect(last.status, 'no paid order is lost').toBe('OK')
    else if (last.status !== 'OK') expect(last.status, 'an unpaid order has come to an end').not.toBe('WAIT')
    // A process that died in the middle has begun it: it is never begun again.
    if (last.status === 'OK' && !world.hasRestarted) expect(delivered.get(last.id), 'what is paid is delivered').toBe(1)
    if (last.status !== 'OK') expect(delivered.get(last.id), 'what is not paid is not delivered').toBeUndefined()
  }
  const known = new Set(pages.flatMap((page) => tradesOf(page, trades)))
  expect(trades.filter((trade) => isKept(trade) && !known.has(trade)), 'no charge without an order that its page can find').toStrictEqual([])
}

describe('payers and shops at Walnut\'s routes, networks and restarts, in any order', () => {
  test('rule 4: charge no order twice, deliver none twice, lose no payment, and tell of none that did not happen', async () => {
    await fc.assert(fc.asyncProperty(actionsBy([...PAY_TYPES.all, ...PAY_TYPES.scans]), fc.constantFrom('v2' as const, 'v3' as const), async (sequence, wechatApi) => {
      const delivered = new Map<string, number>()
      const cast = await newCast<Basket>(new World({ wechatApi, walnut: shopThatTells((id) => delivered.set(id, (delivered.get(id) ?? 0) + 1)) }))
      for (const action of sequence) {
        await play(action, cast, walnut)
        await checkAlways(cast, delivered)
      }
      await calm(cast, walnut)
      await checkAlways(cast, delivered)
      await checkInTheEnd(cast, delivered)
      await cast.world.close()
    }), { numRuns: RUNS })
  }, 60_000 + RUNS * 3000)
})
