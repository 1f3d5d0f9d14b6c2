import { createCheckout, type Checkout, type CheckoutNews, type CheckoutState, type Health, type IntentId, type PayClient, type PayRequest } from '@baas-pay/sdk'
import { computed, onScopeDispose, shallowReadonly, shallowRef, toValue, type ComputedRef, type MaybeRefOrGetter, type ShallowRef } from 'vue'
import { intentKey } from '../../intent-key'
import { reportMisuse } from '../../report'

/** What is to be paid; or a function that tells it once it is wanted, perhaps after a while. */
export type PayIntent = PayRequest | (() => PayRequest | Promise<PayRequest>)

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
  /**
   * Makes the intent's checkout and starts it; with the same intent as before it changes nothing. An intent that is a function is called
   * where there is no unfinished payment to come back to.
   */
  readonly start: () => void
  /** Asks now, and resolves with the state that the answer led to. */
  readonly checkNow: () => Promise<CheckoutState>
  /** A new code for the same intent; tries again what could not be made. */
  readonly renew: () => Promise<CheckoutState>
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
  let key: string | undefined
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

  function take(wanted: PayRequest): void {
    try {
      const wantedKey = intentKey(wanted)
      if (shown.value && wantedKey === key) return
      refusal.value = undefined
      key = wantedKey
      // A copy: the page may go on changing its own object.
      request.value = { ...wanted }
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
  async function ask(tell: () => PayRequest | Promise<PayRequest>): Promise<void> {
    const isOver = state.value.name === 'idle' || state.value.name === 'paid' || state.value.name === 'closed'
    if (isDisposed || isAsked || !(isOver || refusal.value !== undefined)) return
    isAsked = true
    refusal.value = undefined
    leave(undefined)
    shown.value = undefined
    mirror()
    try {
      const wanted = await tell()
      if (!isDisposed) take(wanted)
    } catch (error) {
      if (!isDisposed) refuse(error)
    } finally {
      isAsked = false
    }
  }

  function start(): void {
    const given = toValue(intent)
    if (typeof given === 'function') void ask(given)
    else take(given)
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
    start,
    checkNow: () => during((checkout) => checkout.checkNow()),
    renew: () => during((checkout) => checkout.renew()),
    closeOrder: () => during((checkout) => checkout.closeOrder()),
  }
}
