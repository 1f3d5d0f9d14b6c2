import type { Checkout } from '@baas-pay/sdk'
import { isHError } from '@baas-pay/sdk'
import { shallowReadonly, shallowRef, type ShallowRef } from 'vue'
import type { Scanned, Tell } from './news'
import { refusedReason } from './words'

/** What {@link useCharging} gives. */
export interface Charging {
  /** Whether a code is on its way into its request, before the sdk says so. */
  readonly isSending: Readonly<ShallowRef<boolean>>
  /** Why the last code was not sent. */
  readonly notSent: ShallowRef<unknown>
  /** When the last charge began. */
  readonly startedAt: Readonly<ShallowRef<number>>
  readonly scannedOf: (checkout: Checkout | undefined) => Scanned | undefined
  /** Hands a code to the checkout, which sends it once. False where it was not sent, and nothing was said about it. */
  readonly charge: (checkout: Checkout, code: string, scanned: Scanned) => Promise<boolean>
}

/** A code on its way into its one charge. */
export function useCharging(tell: Tell, now: () => number): Charging {
  const isSending = shallowRef(false)
  const notSent = shallowRef<unknown>()
  const startedAt = shallowRef(now())
  const scannedOf = new WeakMap<Checkout, Scanned>()

  async function charge(checkout: Checkout, code: string, scanned: Scanned): Promise<boolean> {
    const { state: before, intentId } = checkout
    scannedOf.set(checkout, scanned)
    notSent.value = undefined
    startedAt.value = now()
    isSending.value = true
    const stop = checkout.subscribe(() => {
      const { state } = checkout
      if (state.name !== 'creating') return
      stop()
      isSending.value = false
      tell('charging', { intentId, gatewayType: state.attempt.gatewayType, ...scanned })
    })
    try {
      await checkout.charge(code)
    } catch (error) {
      notSent.value = error
      tell('refused', { intentId, ...scanned, reason: isHError(error) ? refusedReason(error) : 'other', error })
    } finally {
      stop()
      isSending.value = false
    }
    return checkout.state !== before || notSent.value !== undefined
  }

  return { isSending: shallowReadonly(isSending), notSent, startedAt: shallowReadonly(startedAt), scannedOf: (checkout) => checkout && scannedOf.get(checkout), charge }
}
