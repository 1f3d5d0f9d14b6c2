/** Making an attempt's order: one tab of an intent at a time, in the wallet's browser where it needs one, and never twice. */
import type { PayClient } from '../client'
import { gateways, sendsOn } from '../core/gateways'
import type { Order, OrderAnswer } from '../core/order'
import type { CheckedGoods } from '../core/request'
import { isHError } from '../errors'
import { loadWallet } from '../parts'
import { loadWithin } from '../runtime/part'
import type { Attempts, Run } from './attempts'
import { createOrder, toOrder, type CreateResult } from './create-order'

/** What became of it; `elsewhere`: another tab of this intent has made the order meanwhile. */
export type MakeResult = CreateResult | { readonly kind: 'elsewhere'; readonly run: Run }

/** Options of {@link makeOrder}. */
export interface MakeOptions {
  readonly goods: CheckedGoods
  readonly attempts: Attempts
  /** The payment code of a charge. */
  readonly authCode: string | undefined
  readonly signal: AbortSignal
  /** Called when an answer was lost and the create is being repeated. */
  readonly onTrouble: () => void
}

/** Makes the order; undefined where `signal` was aborted. */
export async function makeOrder(client: PayClient, run: Run, { goods, attempts, authCode, signal, onTrouble }: MakeOptions): Promise<MakeResult | undefined> {
  const { attempt } = run
  try {
    // What the payer is sent on by is there before there is an order.
    const wallet = sendsOn(gateways[attempt.gatewayType].flow) ? await loadWithin(client, loadWallet, signal) : undefined
    await wallet?.checkBrowser(client, run, signal)
    return await client.ports.locks.request(`${attempts.key}:create`, signal, async () => {
      const made = attempts.adopt()
      if (made) return { kind: 'elsewhere', run: made }
      const result = await createOrder(client, { request: { ...goods, gateway: attempt.gatewayType, ...(authCode && { authCode }) }, attempt, signal, onTrouble })
      if (result.kind !== 'created' || signal.aborted) return result
      // Without locks another tab may have been quicker; the code of this one has been seen by nobody.
      const quicker = authCode === undefined ? attempts.adopt() : undefined
      if (quicker) return { kind: 'elsewhere', run: quicker }
      // Written down before the next tab may look.
      attempts.answered(run, result.order)
      return result
    })
  } catch (error) {
    if (signal.aborted) return undefined
    // Why the payer can't be sent on; nothing was sent to the backend.
    if (isHError(error)) return { kind: 'refused', error }
    throw error
  }
}

/** An order that was found by its token. */
export const foundOrder = (run: Run, found: OrderAnswer): Order => toOrder({ ...run, gateway: run.attempt.gatewayType }, found)
