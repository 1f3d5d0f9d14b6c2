import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { refundedFen, type Trade } from '../../src/wallets/trade'
import { tradeNow } from '../../src/wallets/wallets'
import { actionsBy } from './actions'
import { minCloud, type Page } from './mincloud'
import { calm, newCast, play, runsOf, type Cast } from './stage'
import { GATEWAYS, SCANS } from './ways'
import { World } from './world'

const RUNS = runsOf(80)

const tradesOf = (page: Page, trades: readonly Trade[]): Trade[] => trades.filter(({ out_trade_no }) => out_trade_no === page.last?.trade_no)

/** What holds after every step, whatever is on its way. */
async function checkAlways({ world, pages }: Cast<Page>): Promise<void> {
  const trades = await world.trades()
  for (const page of pages) {
    const [trade] = tradesOf(page, trades)
    expect(page.leaks, 'one user never sees another\'s orders').toStrictEqual([])
    expect(page.takenBack, 'rule 2: nothing leaves paid').toBe(false)
    if (page.told.has('paid')) expect(trade?.payment, 'rule 1: nobody is told paid without a charge').toBeTruthy()
    if ((page.told.has('closed') || page.told.has('failed')) && trade?.payment) expect(trade.state, 'rule 2: what was told closed or failed is never kept as paid').toBe('REVOKED')
    if (page.told.has('closed') && trade) expect(tradeNow(trade, world).state, 'what was told closed can\'t be paid again').not.toMatch(/^(NOTPAY|USERPAYING)$/)
    if (trade?.provider === 'wechat' && trade.trade_type === 'JSAPI') expect([trade.openid, trade.payment?.openid ?? trade.openid], 'a page inside WeChat is paid by whoever is logged in there').toStrictEqual(Array.from({ length: 2 }, () => world.openids[page.caller.account ?? -1]))
    if (trade?.payment) expect(refundedFen(trade), 'no more goes back than was paid').toBeLessThanOrEqual(trade.total_fee)
  }
  expect(new Set(pages.flatMap(({ last }) => (last ? [last.trade_no] : []))).size, 'rule 4: one order a token').toBe(pages.filter(({ last }) => last).length)
}

/** Everybody's list is of their own orders, and a guest's is empty. */
async function checkLists({ world, callers, pages }: Cast<Page>): Promise<void> {
  for (const caller of Object.values(callers)) {
    const listed = (await world.merchant('?limit=1000', caller.headers)).body.objects.map(({ trade_no }) => trade_no)
    const own = caller.account === undefined ? [] : pages.flatMap(({ caller: owner, last }) => (owner === caller && last ? [last.trade_no] : []))
    expect(new Set(listed), 'a list is of one\'s own orders').toStrictEqual(new Set(own))
  }
}

/** What holds once every message gets through and every deadline has passed. */
async function checkInTheEnd({ world, pages }: Cast<Page>): Promise<void> {
  const trades = await world.trades()
  for (const page of pages) {
    const [trade] = tradesOf(page, trades)
    if (!trade) continue
    const isKept = trade.payment !== null && trade.state !== 'REVOKED'
    if (isKept) expect(page.last?.['status'], 'no paid order is lost').toBe('success')
    if (page.last?.['status'] === 'success') expect(trade.payment, 'never paid without a trade').toBeTruthy()
    if (!isKept) expect(page.last?.['trade_state'], 'an unpaid order has come to an end').not.toMatch(/^(NOTPAY|NOTEXIST|WAIT_BUYER_PAY|USERPAYING)$/)
    expect(page.last?.['refund_status'] ?? null, 'refunds are told as they are').toBe(page.last?.['status'] === 'success' ? refundStatusOf(trade) : null)
  }
  const known = new Set(pages.map(({ last }) => last?.trade_no))
  expect(trades.filter((trade) => trade.payment && trade.state !== 'REVOKED' && !known.has(trade.out_trade_no)), 'no charge without an order that its page can find').toStrictEqual([])
}

function refundStatusOf(trade: Trade): string | null {
  if (trade.state === 'REVOKED') return 'complete'
  const refunded = refundedFen(trade)
  if (refunded === 0) return null
  return refunded === trade.total_fee ? 'complete' : 'partial'
}

describe('payers, cashiers, shops, networks and restarts, in any order', () => {
  test('rule 4: charge no order twice, lose no payment, and tell of none that did not happen', async () => {
    await fc.assert(fc.asyncProperty(actionsBy([...GATEWAYS, ...SCANS]), fc.constantFrom('v2' as const, 'v3' as const), async (sequence, wechatApi) => {
      const cast = await newCast<Page>(new World({ wechatApi }))
      for (const action of sequence) {
        await play(action, cast, minCloud)
        await checkAlways(cast)
      }
      await calm(cast, minCloud)
      await checkInTheEnd(cast)
      await checkLists(cast)
      await cast.world.close()
    }), { numRuns: RUNS })
  }, 60_000 + RUNS * 3000)
})
