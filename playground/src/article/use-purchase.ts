import { isHError } from '@baas-pay/sdk'
import { useDocumentVisibility } from '@vueuse/core'
import { computed, readonly, shallowRef, watch } from 'vue'
import { isWalnut } from '../backend'
import { useLogin } from '../login/use-login'
import { article } from './article'
import { ordersAtMinCloud, ordersAtWalnut, rememberOrder, type ArticleOrder } from './orders'

const paidOrders = isWalnut ? ordersAtWalnut : ordersAtMinCloud

/** Whether the reader may read: asked of the server, each time anew. */
export type Access = 'guest' | 'asking' | 'locked' | 'open' | 'unreachable'

/** Whether the reader who is logged in has bought the article. */
export function usePurchase() {
  const login = useLogin()
  const access = shallowRef<Access>('asking')
  const orders = shallowRef<readonly ArticleOrder[]>([])
  let turn = 0

  async function ask(): Promise<void> {
    const mine = turn += 1
    const { session } = login
    if (!session) {
      access.value = 'guest'
      return
    }
    if (access.value !== 'open') access.value = 'asking'
    const answer = await paidOrders(session).catch((error: unknown) => error)
    if (mine !== turn) return
    if (Array.isArray(answer)) orders.value = answer as readonly ArticleOrder[]
    else if (isHError(answer) && answer.code === 401) return login.forget()
    access.value = Array.isArray(answer) ? (orders.value.some(({ isKept }) => isKept) ? 'open' : 'locked') : 'unreachable'
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
    order: computed(() => orders.value.find(({ isKept }) => isKept)),
    /** What is bought again after a refund is another purchase. */
    intentId: computed(() => `article-${article.recordID}-${login.session?.uid ?? 'guest'}-${orders.value.filter(({ isKept }) => !isKept).length}`),
    ask,
    /** An order of the article was made. */
    ordered: (transactionNo: string | undefined) => { if (login.session && transactionNo !== undefined) rememberOrder(login.session, transactionNo) },
  }
}
