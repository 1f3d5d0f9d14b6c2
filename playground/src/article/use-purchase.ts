import { BaaS, isHError, type OrderRecord } from '@baas-pay/sdk'
import { useDocumentVisibility } from '@vueuse/core'
import { computed, readonly, shallowRef, watch } from 'vue'
import { useLogin } from '../login/use-login'
import { article } from './article'

/** Whether the reader may read: asked of the server, each time anew. */
export type Access = 'guest' | 'asking' | 'locked' | 'open' | 'unreachable'

/** An order whose money went back whole buys nothing any more. */
const isKept = ({ refund_status }: OrderRecord): boolean => refund_status !== 'complete'

/** Asks which orders of this article the reader has paid (seed 004's own example). */
async function paidOrders(): Promise<readonly OrderRecord[]> {
  const { data } = await new BaaS.Order().getOrderList({ merchandise_schema_id: article.schemaID, merchandise_record_id: article.recordID, status: 'success' })
  return data.objects
}

/** Whether the reader who is logged in has bought the article. */
export function usePurchase() {
  const login = useLogin()
  const access = shallowRef<Access>('asking')
  const orders = shallowRef<readonly OrderRecord[]>([])
  let turn = 0

  async function ask(): Promise<void> {
    const mine = turn += 1
    if (!login.session) {
      access.value = 'guest'
      return
    }
    if (access.value !== 'open') access.value = 'asking'
    const answer = await paidOrders().catch((error: unknown) => error)
    if (mine !== turn) return
    if (Array.isArray(answer)) orders.value = answer
    else if (isHError(answer) && answer.code === 401) return login.forget()
    access.value = Array.isArray(answer) ? (orders.value.some(isKept) ? 'open' : 'locked') : 'unreachable'
  }

  watch(() => login.session, () => {
    access.value = 'asking'
    orders.value = []
    void ask()
  }, { immediate: true })

  // It may have been bought in another window meanwhile.
  watch(useDocumentVisibility(), (is) => { if (is === 'visible') void ask() })

  return {
    access: readonly(access),
    order: computed(() => orders.value.find(isKept)),
    /** What is bought again after a refund is another purchase. */
    intentId: computed(() => `article-${article.recordID}-${login.session?.uid ?? 'guest'}-${orders.value.filter((one) => !isKept(one)).length}`),
    ask,
  }
}
