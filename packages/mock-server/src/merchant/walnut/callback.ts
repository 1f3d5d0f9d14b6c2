import { post } from '../../ports/http'
import type { Merchant } from '../merchant'
import type { Order } from '../order'
import { isReversing } from '../order-state'
import { refundableFen } from '../refund-status'
import { payView, type PayView } from './pay-view'
import { seen } from './pays'
import type { Pay } from './records'
import { own, type Callback } from './settings'
import { stateOf } from './states'
import { filledIn, filledInAddress } from './template'
import { noteResult } from './trail'

/** How long the shop is waited for. */
const TIMEOUT_MS = 10_000

/** Does what follows from a change of an order: the callback of one that is paid, once nobody takes that back, and whoever watches it is told. */
export function orderChanged(order: Order, merchant: Merchant): void {
  if (order.state === 'success' && !isReversing(order)) void afterPayment(order, merchant)
  for (const watcher of merchant.walnut.watchers.get(order.id) ?? []) watcher(order)
}

async function afterPayment(order: Order, merchant: Merchant): Promise<void> {
  try {
    await noteResult(order, merchant)
    await settle(order.id, merchant)
  } catch (cause) {
    tell('what follows a payment could not be done', cause, merchant)
  }
}

/** Takes up the payments whose callback no earlier process has begun, and names those whose callback one has left half done. */
export async function resumeCallbacks(merchant: Merchant): Promise<void> {
  try {
    const { pays } = merchant.walnut
    for (const pay of await pays.list({ apply_at: null })) if (pay.callback !== '') await settle(pay.id, merchant)
    for (const { id, apply_at } of await pays.list({ apply_re: null })) {
      if (apply_at !== null && !merchant.walnut.callbacks.has(id)) tell(`the callback of pay object ${id} was begun, and may not have ended`, undefined, merchant)
    }
  } catch (cause) {
    tell('callbacks could not be taken up', cause, merchant)
  }
}

/**
 * Runs the callback of a pay object if it is paid, once: `apply_at` is set before it begins, so that neither a notify beside a
 * check nor a restart runs it again.
 */
export async function settle(payId: string, merchant: Merchant): Promise<void> {
  const running = merchant.walnut.callbacks.get(payId)
  if (running) return running
  const pay = await merchant.walnut.pays.get(payId)
  if (!pay || pay.callback === '' || pay.apply_at !== null) return
  const run = runOnce(pay, merchant).finally(() => merchant.walnut.callbacks.delete(payId))
  merchant.walnut.callbacks.set(payId, run)
  await run
}

async function runOnce(pay: Pay, merchant: Merchant): Promise<void> {
  const { walnut: { pays, settings, turns } } = merchant
  const { order } = await seen(pay, merchant, { asks: false })
  if (stateOf(pay, order).pay_st !== 'OK' || isGivenBack(order)) return
  const claimed = await turns(`callback ${pay.or_id ?? pay.id}`, () => claim(pay, merchant))
  if (!claimed) return
  const view = payView(await seen(claimed, merchant, { asks: false }))
  const apply_re = await outcomeOf(own(settings.callbacks, pay.callback), view, merchant)
  await pays.update(pay.id, (current) => ({ ...current, apply_re }))
}

/** Whether nothing is left of a payment that the shop could deliver for. */
const isGivenBack = (order: Order | undefined): boolean => order !== undefined && refundableFen(order.amount_fen, order.refunds) === 0

/** Gets the one right to run a callback; nothing where it was given. An order that is paid a second time is not delivered a second time. */
async function claim({ id, or_id }: Pay, merchant: Merchant): Promise<Pay | undefined> {
  const { clock, walnut: { pays } } = merchant
  const tries = or_id === null ? [] : await pays.list({ or_id })
  const isRepeated = tries.some((one) => one.id !== id && one.apply_at !== null)
  const apply_re = isRepeated ? 'not run: the order was paid already' : null
  const claimed = await pays.update(id, (current) => (current.apply_at === null ? { ...current, apply_at: clock.now(), apply_re } : current))
  if (!claimed || claimed.before.apply_at !== null) return undefined
  if (isRepeated) tell(`the order of pay object ${id} was paid twice; its money is to be given back`, undefined, merchant)
  return isRepeated ? undefined : claimed.after
}

async function outcomeOf(callback: Callback | undefined, view: PayView, merchant: Merchant): Promise<string> {
  if (!callback) return 'there is no such callback any more'
  try {
    return await carryOut(callback, view, merchant)
  } catch (cause) {
    tell('a success callback has failed', cause, merchant)
    return 'failed'
  }
}

async function carryOut(callback: Callback, view: PayView, { http, clock, closing: signal }: Merchant): Promise<string> {
  if ('run' in callback) {
    await callback.run(view)
    return 'done'
  }
  const body = callback.body ? Object.fromEntries(Object.entries(callback.body).map(([name, text]) => [name, filledIn(text, view)])) : view
  const message = { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
  const { status } = await post(filledInAddress(callback.url, view), message, { http, clock, timeoutMs: TIMEOUT_MS, signal })
  return String(status)
}

// A store that is closed meanwhile is no failure.
function tell(what: string, cause: unknown, { log, closing }: Merchant): void {
  if (!closing.aborted) log({ type: 'failure', wing: 'merchant', what, cause })
}
