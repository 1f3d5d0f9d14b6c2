import type { Attempt, Checkout, PayClient } from '@baas-pay/sdk'
import { shallowRef, type ShallowRef } from 'vue'
import type { Scanned, Tell } from './news'
import { pendingOf } from './pending-of'
import { reasonOf } from './words'

/** What {@link useCharging} needs. */
export interface ChargingOptions {
  readonly client: () => PayClient
  readonly tell: Tell
}

/** What {@link useCharging} gives. */
export interface Charging {
  /** Whether a code is on its way into its request, before the sdk says so. */
  readonly isSending: Readonly<ShallowRef<boolean>>
  /** Why the last code was not sent. */
  readonly notSent: ShallowRef<unknown>
  /** What was scanned for the charge of a checkout; nothing where another page sent it. */
  readonly scannedOf: (checkout: Checkout | undefined) => Scanned | undefined
  /** Hands a code to the checkout, which sends it once. False where it was not sent, and nothing was said about it. */
  readonly charge: (checkout: Checkout, code: string, scanned: Scanned) => Promise<boolean>
}

/** A code on its way into its one charge. */
export function useCharging({ client, tell }: ChargingOptions): Charging {
  const isSending = shallowRef(false)
  const notSent = shallowRef<unknown>()
  const scannedOf = new WeakMap<Checkout, Scanned>()

  async function charge(checkout: Checkout, code: string, scanned: Scanned): Promise<boolean> {
    const { state: before, intentId } = checkout
    /** What another tab has sent: the checkout takes that up, and leaves this code. */
    const sentElsewhere = pendingOf(client(), checkout)?.order.clientToken
    let own: Attempt | undefined
    scannedOf.set(checkout, scanned)
    notSent.value = undefined
    isSending.value = true
    const stop = checkout.subscribe(() => {
      const { state } = checkout
      if (state.name !== 'creating' || state.attempt === own) return
      isSending.value = false
      if (own || state.attempt.clientToken === sentElsewhere) return void scannedOf.delete(checkout)
      own = state.attempt
      tell('charging', { intentId, gatewayType: own.gatewayType, ...scanned })
    })
    try {
      await checkout.charge(code)
    } catch (error) {
      notSent.value = error
      tell('refused', { intentId, ...scanned, reason: reasonOf(error), error })
    } finally {
      stop()
      isSending.value = false
    }
    return notSent.value !== undefined || (checkout.state !== before && scannedOf.has(checkout))
  }

  return { isSending, notSent, scannedOf: (checkout) => checkout && scannedOf.get(checkout), charge }
}
