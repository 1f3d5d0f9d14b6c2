import { createCheckout, type Checkout, type CheckoutNews, type CheckoutState, type GatewayType, type Health, type IntentId, type PayClient, type PayRequest } from '@baas-pay/sdk'
import { computed, onScopeDispose, shallowReadonly, shallowRef, toValue, type ComputedRef, type MaybeRefOrGetter, type ShallowRef } from 'vue'
import { intentKey } from '../../intent-key'
import { reportMisuse } from '../../report'

/** What is to be paid. Its `gateway` is left out only where the payer chooses one. */
export type PayOrder = Omit<PayRequest, 'gateway'> & { gateway?: GatewayType }

/** What is to be paid; or a function that tells it once it is wanted, perhaps after a while. It is told the way of paying that was chosen. */
export type PayIntent = PayOrder | ((chosen: GatewayType | undefined) => PayOrder | Promise<PayOrder>)

/** Options of {@link useCheckout}. */
export interface UseCheckoutOptions {
  /** News of every checkout that this composable made, also of one that is watched but not shown any more. */
  onNews?: (news: CheckoutNews, of: { readonly checkout: Checkout; readonly isShown: boolean }) => void
}

/** What {@link useCheckout} gives. */
export interface UseCheckoutReturn {
  /** `idle` before `start()`. */
  readonly state: Readonly<ShallowRef<CheckoutState>>
  /** Names what the shown checkout is for. */
  readonly intentId: ComputedRef<IntentId | undefined>
  /** What the shown checkout asks to be paid: the intent as it was at `start()`. */
  readonly request: Readonly<ShallowRef<PayRequest | undefined>>
  readonly health: Readonly<ShallowRef<Health>>
  /** When the backend last told something about the order (ms since the epoch), as known at the last change of state or health. */
  readonly lastAnswerAt: Readonly<ShallowRef<number | undefined>>
  /** Why no checkout could be made of the intent: a mistake of the page, or the intent's own function failed. */
  readonly refusal: Readonly<ShallowRef<unknown>>
  /** Whether an order can be cancelled at this backend. */
  readonly canClose: ComputedRef<boolean>
  /** Whether the shown checkout is for the intent as it is now; for one that is a function, whether its payment is not over. */
  readonly isCurrent: () => boolean
  /**
   * Makes the intent's checkout and starts it; with the same intent as before it changes nothing. An intent that is a function is called
   * where there is no unfinished payment to come back to. `chosen` stands above the intent's own `gateway`, and changing it later is `switchTo`.
   * Resolves once the checkout has been made, or refused.
   */
  readonly start: (chosen?: GatewayType) => Promise<void>
  /**
   * Sends the payer on: asks the wallet's bridge (jsapi), or leaves for its page (redirect; `newWindow`: in a tab of its own, within a click).
   * Resolves with the state that it led to; rejects where there is no safe way.
   */
  readonly pay: (options?: { readonly newWindow?: boolean }) => Promise<CheckoutState>
  /** Asks now, and resolves with the state that the answer led to. */
  readonly checkNow: () => Promise<CheckoutState>
  /** A new code for the same intent; tries again what could not be made. */
  readonly renew: () => Promise<CheckoutState>
  /** Another way of paying the same intent: the order before is closed, and known to be closed, first. Changes nothing where it can't be. */
  readonly switchTo: (gatewayType: GatewayType) => Promise<CheckoutState>
  /** Cancels the order. */
  readonly closeOrder: () => Promise<CheckoutState>
}

const IDLE: CheckoutState = { name: 'idle' }
/** After these nothing can be heard any more that matters; an order that has only expired may have been paid. */
const OVER: ReadonlySet<CheckoutState['name']> = new Set(['paid', 'closed', 'failed'])

/**
 * A checkout as read-only refs. What it means and when to ask is the sdk's business; here it is only mirrored.
 * It stops with the scope that it was made in, and closes no order.
 * @example
 * const { state, start, checkNow } = useCheckout(client, { gateway: 'weixin_tenpay_native', amountFen: 10, description: '深蓝色秋裤' })
 * onMounted(start)
 */
export function useCheckout(client: MaybeRefOrGetter<PayClient>, intent: MaybeRefOrGetter<PayIntent>, options: UseCheckoutOptions = {}): UseCheckoutReturn {
  const state = shallowRef<CheckoutState>(IDLE)
  const health = shallowRef<Health>('ok')
  const lastAnswerAt = shallowRef<number>()
  const refusal = shallowRef<unknown>()
  const request = shallowRef<PayRequest>()
  const shown = shallowRef<Checkout>()
  /** Every checkout that is still watched, with its intent's name. */
  const watched = new Map<Checkout, string | undefined>()
  const key = shallowRef<string>()
  let isAsked = false
  let isDisposed = false

  function mirror(): void {
    state.value = shown.value?.state ?? IDLE
    health.value = shown.value?.health ?? 'ok'
    lastAnswerAt.value = shown.value?.lastAnswerAt
  }

  function drop(checkout: Checkout): void {
    checkout.dispose()
    watched.delete(checkout)
  }

  /** An order that is still payable stays watched; the sdk comes back to the one of the same name by itself. */
  function leave(intentId: string | undefined): void {
    const checkout = shown.value
    if (!checkout) return
    const { name } = checkout.state
    if (OVER.has(name) || (intentId !== undefined && watched.get(checkout) === intentId)) drop(checkout)
  }

  function make(wanted: PayRequest): void {
    // First the new one: where it can't be made, the order that is on the screen stays watched.
    const checkout = createCheckout(toValue(client), wanted)
    leave(wanted.intentId)
    watched.set(checkout, wanted.intentId)
    shown.value = checkout
    checkout.subscribe(() => {
      if (checkout === shown.value) mirror()
      else if (OVER.has(checkout.state.name)) drop(checkout)
    })
    checkout.onEvent((news) => options.onNews?.(news, { checkout, isShown: checkout === shown.value }))
    checkout.start()
  }

  function take(wanted: PayOrder, chosen: GatewayType | undefined): void {
    try {
      if (shown.value && intentKey(wanted) === key.value) return
      refusal.value = undefined
      key.value = intentKey(wanted)
      // A copy: the page may go on changing its own object. Where nobody has said how to pay, the sdk says what is missing.
      request.value = { ...wanted, gateway: chosen ?? wanted.gateway } as PayRequest
      make(request.value)
    } catch (error) {
      refuse(error)
    }
    mirror()
  }

  function refuse(error: unknown): void {
    refusal.value = error
    reportMisuse(error)
  }

  /** Asks the page what is to be paid. One payment at a time: while an answer is missing, nothing else is asked. */
  async function ask(tell: Exclude<PayIntent, PayOrder>, chosen: GatewayType | undefined): Promise<void> {
    if (isDisposed || isAsked || isCurrent()) return
    isAsked = true
    refusal.value = undefined
    leave(undefined)
    shown.value = undefined
    mirror()
    try {
      const wanted = await tell(chosen)
      if (!isDisposed) take(wanted, chosen)
    } catch (error) {
      if (!isDisposed) refuse(error)
    } finally {
      isAsked = false
    }
  }

  function isCurrent(): boolean {
    const given = toValue(intent)
    if (typeof given !== 'function') return shown.value !== undefined && intentKey(given) === key.value
    const { name } = state.value
    return name !== 'idle' && name !== 'paid' && name !== 'closed' && refusal.value === undefined
  }

  async function start(chosen?: GatewayType): Promise<void> {
    const given = toValue(intent)
    if (typeof given === 'function') await ask(given, chosen)
    else take(given, chosen)
  }

  const during = (act: (checkout: Checkout) => Promise<CheckoutState>): Promise<CheckoutState> =>
    shown.value ? act(shown.value) : Promise.resolve(state.value)

  onScopeDispose(() => {
    isDisposed = true
    ;[...watched.keys()].forEach(drop)
  })

  return {
    state: shallowReadonly(state),
    intentId: computed(() => shown.value?.intentId),
    request: shallowReadonly(request),
    health: shallowReadonly(health),
    lastAnswerAt: shallowReadonly(lastAnswerAt),
    refusal: shallowReadonly(refusal),
    canClose: computed(() => shown.value?.canClose ?? false),
    isCurrent,
    start,
    pay: (way) => during((checkout) => checkout.pay(way)),
    checkNow: () => during((checkout) => checkout.checkNow()),
    renew: () => during((checkout) => checkout.renew()),
    switchTo: (gatewayType) => during((checkout) => checkout.switchTo(gatewayType)),
    closeOrder: () => during((checkout) => checkout.closeOrder()),
  }
}
