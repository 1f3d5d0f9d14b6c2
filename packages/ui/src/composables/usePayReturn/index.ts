import { resume, type Health, type IntentId, type OrderRef, type PayClient, type Resumed, type ResumeOptions, type ReturnNews, type ReturnState } from '@baas-pay/sdk'
import { tryOnMounted } from '@vueuse/core'
import { onScopeDispose, shallowReadonly, shallowRef, toValue, watch, type MaybeRefOrGetter, type ShallowRef } from 'vue'
import { cleanAddress, readAddress } from './address'

/** Options of {@link usePayReturn}: what the shop knows of the payment. All may be absent. */
export interface UsePayReturnOptions {
  /** The shop's own name for what was to be paid, as its checkout had it. */
  intentId?: MaybeRefOrGetter<string | undefined>
  /** The order's number, where the shop knows it: it comes first, and works in a browser that did not make the order. */
  order?: MaybeRefOrGetter<OrderRef | undefined>
  /** Whether what the wallet added to the address is taken off once it has been read; the shop's own parameters stay. @default true */
  cleanUrl?: MaybeRefOrGetter<boolean>
  /** What the return tells, each at most once. */
  onNews?: (news: ReturnNews) => void
}

/** What {@link usePayReturn} gives. */
export interface UsePayReturnReturn {
  readonly state: Readonly<ShallowRef<ReturnState>>
  /** The intent that the order is known to be of. */
  readonly intentId: Readonly<ShallowRef<IntentId | undefined>>
  readonly health: Readonly<ShallowRef<Health>>
  /** When the backend last told something about the order (ms since the epoch), as known at the last change of state or health. */
  readonly lastAnswerAt: Readonly<ShallowRef<number | undefined>>
  /** Whether the payer may be sent back to the checkout of the same intent. */
  readonly canPayAgain: Readonly<ShallowRef<boolean>>
  /** Asks now, and resolves with the state that the answer led to. */
  readonly checkNow: () => Promise<ReturnState>
}

const CHECKING: ReturnState = { name: 'checking', why: 'return', order: { description: '' } }

const sameOrder = (a: OrderRef | undefined, b: OrderRef | undefined): boolean => a?.tradeNo === b?.tradeNo && a?.transactionNo === b?.transactionNo

/** Whether the shop speaks of another payment. That it says less than before (its address was cleaned) is no news. */
const isOther = (now: ResumeOptions, before: ResumeOptions): boolean =>
  (now.intentId !== undefined && now.intentId !== before.intentId) || (now.order !== undefined && !sameOrder(now.order, before.order))

/**
 * The payer's way back from a wallet's page, as read-only refs: it asks when it is mounted and ends with its scope. It creates nothing,
 * and goes nowhere.
 * @example
 * const { state, checkNow } = usePayReturn(client, { intentId: () => route.query.cart })
 */
export function usePayReturn(client: MaybeRefOrGetter<PayClient>, options: UsePayReturnOptions = {}): UsePayReturnReturn {
  const state = shallowRef<ReturnState>(CHECKING)
  const intentId = shallowRef<IntentId>()
  const health = shallowRef<Health>('ok')
  const lastAnswerAt = shallowRef<number>()
  const canPayAgain = shallowRef(false)
  let back: Resumed | undefined
  let asked: ResumeOptions = {}

  function mirror(from: Resumed): void {
    state.value = from.state
    intentId.value = from.intentId
    health.value = from.health
    lastAnswerAt.value = from.lastAnswerAt
    canPayAgain.value = from.canPayAgain
  }

  function wanted(): ResumeOptions {
    const order = toValue(options.order)
    const hasNumber = (order?.tradeNo ?? order?.transactionNo) !== undefined
    return { intentId: toValue(options.intentId) || undefined, ...(hasNumber && { order }) }
  }

  function begin(): void {
    back?.dispose()
    asked = wanted()
    const next = (back = resume(toValue(client), { ...asked, hint: readAddress() }))
    if (toValue(options.cleanUrl) ?? true) cleanAddress()
    next.onNews((news) => options.onNews?.(news))
    next.subscribe(() => mirror(next))
    mirror(next)
  }

  tryOnMounted(() => {
    begin()
    watch(wanted, (now) => { if (isOther(now, asked)) begin() })
  })
  onScopeDispose(() => back?.dispose())

  return {
    state: shallowReadonly(state),
    intentId: shallowReadonly(intentId),
    health: shallowReadonly(health),
    lastAnswerAt: shallowReadonly(lastAnswerAt),
    canPayAgain: shallowReadonly(canPayAgain),
    checkNow: () => back?.checkNow() ?? Promise.resolve(state.value),
  }
}
