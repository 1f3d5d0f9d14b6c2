/** The rules of the design, as what may never be seen in the model's world. */
import { expect } from 'vitest'
import { gateways } from '../../src/index'
import { isAlive, TTL_MS } from './truth'
import { CODES, type Life, type ModelWorld } from './world'

const ENDS = new Set(['paid', 'closed', 'failed', 'expired', 'unknown'])

/** Rule 5: each end once per attempt, paid once, nothing after dispose. */
function endsAreToldOnce({ news, late }: Life): void {
  const keys: string[] = []
  let attempt = 0
  for (const piece of news) {
    if (piece.type === 'state' && piece.name === 'creating') attempt += 1
    if (ENDS.has(piece.type)) keys.push(piece.type === 'paid' ? 'paid' : `${piece.type} ${attempt}`)
  }
  expect(keys, 'rule 5: an end was told twice').toEqual([...new Set(keys)])
  expect(late, 'rule 5: something was told after dispose').toBe(0)
}

/** Rule 3: expired and closed are told only when the backend was asked for it. */
function endsAreChecked({ news }: Life): void {
  news.forEach((piece, index) => {
    if (piece.type !== 'expired' && piece.type !== 'closed') return
    // A check that the payer had asked for may still be under way when they cancel: its answer counts.
    const before = news.slice(0, index).findLastIndex((one) => one.type === 'state' && one.name !== 'checking' && one.name !== 'closing' && one.name !== piece.type)
    const isAsked = news.slice(before + 1, index).some((one) => one.type === 'ask' && one.why === 'check')
    expect(isAsked, `rule 3: ${piece.type} without a last check`).toBe(true)
  })
}

/** Rule 2: nothing leaves paid. */
function paidIsFinal({ news }: Life): void {
  const paid = news.findIndex((piece) => piece.type === 'state' && piece.name === 'paid')
  if (paid >= 0) expect(news.slice(paid + 1).filter(({ type }) => type === 'state'), 'rule 2: something left paid').toEqual([])
}

/**
 * The true order of what a page shows: by its number, and of a charge by its token. Where a page got no answer to any other create, another
 * tab may have shown the order of the same token since: trying again, or a reload, finds it.
 */
const orderOf = ({ truth }: ModelWorld, { checkout: { state } }: Life) => {
  if (!('attempt' in state)) return undefined
  if ('order' in state && state.order) return truth.get(state.order.tradeNo)
  return gateways[state.attempt.gatewayType].flow === 'scan' ? truth.byToken(state.attempt.clientToken) : undefined
}

/** What each page shows, held against what is true. */
function screensAreTrue(world: ModelWorld): void {
  const { truth, lives } = world
  for (const life of lives) {
    if (life.isDisposed) continue
    const { state, mayHavePaid } = life.checkout
    if (state.name === 'paid') expect(truth.paid().length, 'rule 1: paid, and nobody paid').toBeGreaterThan(0)
    if (state.name === 'failed') expect(state.error.mayHavePaid, 'rule 2: failed, and its own error says that it may be paid').toBe(false)
    const order = orderOf(world, life)
    if (!order || order.isLiedAbout || !order.isSeen) continue
    const isOpen = order.state === 'paid' || order.state === 'open' || order.state === 'typing'
    if (state.name === 'failed') expect(isOpen, 'rule 2: failed, and it may be paid').toBe(false)
    if (state.name === 'closed') expect(isOpen, 'rule 3: closed, and it may be paid').toBe(false)
    if (state.name === 'expired' && state.by === 'state') expect(isOpen, 'rule 3: expired, and it may be paid').toBe(false)
    if (isOpen && order.isAnswered) expect(mayHavePaid, 'money may have moved, and the checkout denies it').toBe(true)
  }
}

/** Rule 4: one order to pay, one charge. A server that calls an open order closed, or that has nothing to tell two tabs apart by, is excused. */
function oneIsPaid({ truth, supports, hasLocks }: ModelWorld): void {
  // A code of a charge that is known to be over may be shown again: the wallet refuses it, since it is used.
  const charged = truth.orders.filter((order) => order.authCode !== undefined && !order.isLiedAbout && (order.state === 'paid' || isAlive(order))).map(({ authCode }) => authCode)
  expect(charged, 'rule 4: a code was charged twice').toEqual([...new Set(charged)])
  if (truth.orders.some(({ isLiedAbout }) => isLiedAbout) || (!supports.token && !hasLocks)) return
  const alive = truth.payable().map(({ tradeNo }) => tradeNo)
  const paid = truth.paid().filter(({ refunded }) => !refunded).map(({ tradeNo }) => tradeNo)
  expect([...alive, ...paid].length, `rule 4: two orders at once: to pay ${alive.join()}, paid ${paid.join()}`).toBeLessThanOrEqual(1)
}

/** Rule 8: nowhere hostile, nothing secret. */
function nothingLeaks({ went }: ModelWorld): void {
  for (const url of went) expect(url, 'rule 8').toMatch(/^https:\/\/wallet\.test\//)
}

/** Held after every step. */
export function holdRules(world: ModelWorld): void {
  for (const life of world.lives) {
    endsAreToldOnce(life)
    endsAreChecked(life)
    paidIsFinal(life)
  }
  screensAreTrue(world)
  oneIsPaid(world)
  nothingLeaks(world)
}

/** Longer than a page that is looked at may take to ask: the slowest rate of an order in its time, and the longest trust in another tab. */
const ATTENTION_MS = 200_000

/** Rule 6: a page that is looked at has gone on asking, whatever has failed: a payment shows by itself, without a wake-up. */
async function holdAttention(world: ModelWorld): Promise<void> {
  const { truth, tabs, advance, elapsed, hasJumped } = world
  if (hasJumped()) return
  const watching = tabs.filter((life) => {
    const { isDisposed, page: { page }, checkout: { state } } = life
    const order = state.name === 'waiting' || state.name === 'unknown' ? orderOf(world, life) : undefined
    return !isDisposed && !page.isHidden() && page.isOnline() && order?.isAnswered && !order.isLiedAbout && elapsed() - order.createdAt < TTL_MS - ATTENTION_MS
  })
  for (const life of watching) truth.pay(orderOf(world, life))
  const paid = watching.filter((life) => orderOf(world, life)?.state === 'paid')
  await advance(ATTENTION_MS)
  holdRules(world)
  for (const { checkout, isDisposed } of paid) if (!isDisposed) expect(checkout.state.name, 'rule 6: looked at, and no longer asked for').toBe('paid')
}

/** Rules 2 and 6: once the network is good and the payer looks, what is true shows, and a reload shows it too. */
export async function holdInTheEnd(world: ModelWorld, isInWallet: boolean): Promise<void> {
  const { truth, tabs, faults, advance, jump, lives, browser, calls, supports, dispose, reload } = world
  faults.length = 0
  world.network.isDead = false
  await holdAttention(world)
  jump(0)
  for (const { page } of tabs) {
    page.set({ hidden: true })
    page.set({ hidden: false, online: true })
  }
  // Longer than a charge may take to be given up.
  await advance(40_000)
  holdRules(world)
  for (const life of tabs) {
    const order = orderOf(world, life)
    // What the backend has called closed at our wish is not asked for any more; everything else is.
    if (life.isDisposed || order?.state !== 'paid' || (order.isLiedAbout && life.checkout.state.name === 'closed')) continue
    expect(life.checkout.state.name, 'rule 6: paid, and the page does not know').toBe('paid')
  }
  const known = truth.paid().find(({ isAnswered, isLiedAbout, isOfAnother }) => (isAnswered || (supports.token && !isOfAnother)) && !isLiedAbout)
  for (const index of [0, 1] as const) reload(index)
  await advance(12_000)
  holdRules(world)
  if (known) for (const { checkout } of tabs) expect(checkout.state.name, 'rule 6: paid, and a reload does not know').toBe('paid')
  if (!isInWallet) expect(truth.orders.filter(({ flow }) => flow === 'jsapi'), 'rule 9: a jsapi order outside the wallet').toEqual([])
  const texts = world.texts()
  for (const code of CODES) expect(texts, 'rule 8: a payment code was kept').not.toContain(code)
  for (const life of lives) dispose(life)
  const sent = calls.sent
  await advance(60_000)
  expect(browser.left(), 'rule 5: something was not released').toEqual({ held: 0, waiting: 0, lines: 0, connections: 0 })
  expect([world.pending(), lives.map(({ page }) => page.listeners()), calls.sent], 'rule 5: timers, listeners, requests').toEqual([0, lives.map(() => 0), sent])
  for (const life of lives) endsAreToldOnce(life)
}
