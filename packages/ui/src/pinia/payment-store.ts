import { forgetPending, listPending, watchPending, type PayClient, type PayRequest, type PendingPayment } from '@baas-pay/sdk'
import { defineStore } from 'pinia'
import { computed, hasInjectionContext, onScopeDispose, shallowRef } from 'vue'
import { currentPayUI, usePayUI } from '../plugin'

function clientOf(): PayClient {
  const client = (hasInjectionContext() ? usePayUI().client : undefined) ?? currentPayUI()?.client
  if (!client) throw new Error('@baas-pay/ui/pinia: usePaymentStore() has no client: app.use(createPinia()).use(createPayUI({ client })) comes first')
  return client
}

/**
 * The payments that were begun in this browser and are not finished: a view over what the sdk remembers, kept up by its notices, in every
 * tab. It has no truth of its own: what became of a payment is the backend's to say, by a checkout of the same intent or `<PayReturn>`.
 * @example
 * const payments = usePaymentStore()
 * const unfinished = computed(() => payments.find(cart.id))
 * // <button v-if="unfinished" @click="intent = payments.resume(cart.id)">继续付款</button>
 */
export const usePaymentStore = defineStore('baas-pay', () => {
  const client = clientOf()
  const list = shallowRef(listPending(client))
  let text = JSON.stringify(list.value)

  /** Reads again what is remembered; it is done by itself at each notice. */
  function refresh(): void {
    const now = listPending(client)
    const nowText = JSON.stringify(now)
    if (nowText === text) return
    text = nowText
    list.value = now
  }
  onScopeDispose(watchPending(client, refresh))

  /** The unfinished payment of an intent. */
  function find(intentId: string): PendingPayment | undefined {
    return list.value.find((pending) => pending.intentId === intentId)
  }

  /**
   * What to give `<PayDialog>`, `openPayDialog` or `createCheckout` so that it comes back to an intent's order; undefined where none is
   * pending. Whether it has been paid meanwhile they find out.
   */
  function resume(intentId: string): PayRequest | undefined {
    const pending = find(intentId)
    return pending && { gateway: pending.gatewayType, intentId: pending.intentId, amountFen: pending.amountFen, description: pending.description }
  }

  /**
   * Forgets an intent, whose order may still be paid: a checkout of it would make another one. Only for what the shop's server says is over.
   */
  function forget(intentId: string): void {
    forgetPending(client, intentId)
  }

  /** Newest first. A getter, so that nobody writes it, and no server's list is carried over into a browser. */
  const pending = computed(() => list.value)

  return { pending, find, resume, forget, refresh }
})

/** What {@link usePaymentStore} gives. */
export type PaymentStore = ReturnType<typeof usePaymentStore>
