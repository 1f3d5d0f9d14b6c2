import { createCheckout, forgetPending, gateways, type Checkout, type CheckoutNews, type CheckoutState, type Health, type PayClient, type PayRequest } from '@baas-pay/sdk'
import { onScopeDispose, shallowReadonly, shallowRef, type ShallowRef } from 'vue'
import { intentKey } from '../../intent-key'
import { reportMisuse } from '../../report'
import type { ScanIntent } from './types'

/** What {@link useCustomers} needs. */
export interface CustomersOptions {
  readonly client: () => PayClient
  readonly intent: () => ScanIntent
  /** News of every customer's checkout, also of one who has gone without a result. */
  readonly onNews: (news: CheckoutNews, of: { readonly checkout: Checkout; readonly isShown: boolean }) => void
}

/** What {@link useCustomers} gives. */
export interface Customers {
  /** The checkout of the customer at the counter; undefined where none could be made. */
  readonly shown: Readonly<ShallowRef<Checkout | undefined>>
  /** What that customer pays: the page may want something else by now. */
  readonly wanted: Readonly<ShallowRef<ScanIntent>>
  readonly state: Readonly<ShallowRef<CheckoutState>>
  readonly health: Readonly<ShallowRef<Health>>
  readonly lastAnswerAt: Readonly<ShallowRef<number | undefined>>
  /** Why no checkout could be made of the intent. */
  readonly refusal: Readonly<ShallowRef<unknown>>
  /** Whether the page's intent is still the one that is shown. */
  readonly isCurrent: () => boolean
  /** The next customer, by the page's intent as it is now. What may still be paid of the one before stays watched. */
  readonly next: () => void
}

const IDLE: CheckoutState = { name: 'idle' }
/** After these nothing can be heard any more that matters. */
const OVER: ReadonlySet<CheckoutState['name']> = new Set(['idle', 'paid', 'closed', 'failed'])

/** One checkout for each customer. What they mean and when to ask is the sdk's business; here they are only mirrored. */
export function useCustomers({ client, intent, onNews }: CustomersOptions): Customers {
  const shown = shallowRef<Checkout>()
  const wanted = shallowRef(intent())
  const state = shallowRef<CheckoutState>(IDLE)
  const health = shallowRef<Health>('ok')
  const lastAnswerAt = shallowRef<number>()
  const refusal = shallowRef<unknown>()
  const watched = new Set<Checkout>()
  let key: string | undefined
  let isNamed = false

  function mirror(): void {
    state.value = shown.value?.state ?? IDLE
    health.value = shown.value?.health ?? 'ok'
    lastAnswerAt.value = shown.value?.lastAnswerAt
  }

  function drop(checkout: Checkout): void {
    checkout.dispose()
    watched.delete(checkout)
  }

  function follow(checkout: Checkout): void {
    watched.add(checkout)
    const isShown = () => checkout === shown.value
    checkout.subscribe(() => {
      if (isShown()) mirror()
      else if (OVER.has(checkout.state.name)) drop(checkout)
    })
    checkout.onEvent((news) => {
      // The screen first: the page may ask what is on it.
      if (isShown()) mirror()
      onNews(news, { checkout, isShown: isShown() })
    })
  }

  function make(): Checkout {
    const { backend } = client()
    // The first code decides; without any such gateway the sdk says what is missing.
    const gateway = backend.gateways.find((type) => gateways[type].flow === 'scan')
    return createCheckout(client(), { ...wanted.value, gateway } as PayRequest)
  }

  function next(): void {
    const before = shown.value
    wanted.value = intent()
    key = intentKey(wanted.value)
    // Nothing of the customer before is on the screen of the next.
    state.value = IDLE
    refusal.value = shown.value = undefined
    if (before && OVER.has(before.state.name)) drop(before)
    // A name that nobody else knows is never asked for again, and a counter sells for years.
    if (before?.state.name === 'paid' && !isNamed) forgetPending(client(), before.intentId)
    isNamed = wanted.value.intentId !== undefined
    try {
      const made = make()
      shown.value = made
      follow(made)
      made.start()
    } catch (error) {
      refusal.value = error
      reportMisuse(error)
    }
    mirror()
  }

  onScopeDispose(() => [...watched].forEach(drop))

  return {
    shown: shallowReadonly(shown), wanted: shallowReadonly(wanted), state: shallowReadonly(state), health: shallowReadonly(health), lastAnswerAt: shallowReadonly(lastAnswerAt),
    refusal: shallowReadonly(refusal), isCurrent: () => intentKey(intent()) === key, next,
  }
}
