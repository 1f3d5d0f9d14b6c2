import type { ScanIntent } from '@baas-pay/ui'
import { useSessionStorage } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { isWalnut, keyFor } from '../backend'
import type { ProductID } from '../catalogue'
import { newNumber } from '../shop/number'
import { addGoods, describe, emptyBasket, productsOf, totalOf, typeKey, type Basket } from './sale'

/** The till: what is rung up, and the sale that is being paid. A reload comes back to the sale, whose charge may be under way. */
export const useTill = defineStore('till', () => {
  const basket = shallowRef<Basket>(emptyBasket)
  const sale = useSessionStorage<ScanIntent | null>(keyFor('till-sale'), null, { serializer: { read: (text) => JSON.parse(text) as ScanIntent | null, write: (value) => JSON.stringify(value) } })
  const totalFen = computed(() => totalOf(basket.value))
  const description = computed(() => describe(basket.value))

  function begin(): void {
    if (totalFen.value === 0 || sale.value) return
    sale.value = { intentId: newNumber('sale'), amountFen: totalFen.value, description: description.value, ...productsOf(basket.value) }
  }

  /** Back to an empty basket: the sale is paid, or given up. */
  function end(): void {
    sale.value = null
    basket.value = emptyBasket
  }

  return {
    basket, sale, totalFen, description, begin, end,
    /** Only where the page prices what it sells. */
    mayType: !isWalnut,
    type: (key: string) => { basket.value = typeKey(basket.value, key) },
    add: (id: ProductID) => { basket.value = addGoods(basket.value, id) },
    clear: () => { basket.value = emptyBasket },
    /** Back to what was rung up, before anything was charged. */
    change: () => { sale.value = null },
  }
})
