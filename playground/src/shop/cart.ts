import type { PayRequest } from '@baas-pay/sdk'
import { useLocalStorage } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed } from 'vue'
import { goodsById, type Goods } from './goods'

/** One line of the cart. */
export interface CartLine {
  readonly goods: Goods
  readonly quantity: number
  readonly sumFen: number
}

interface Kept {
  /** Names what is paid once: a reload, or another tab, comes back to the same order. */
  number: string
  quantities: Record<string, number>
  isPaying: boolean
  /** An order of this cart waits to be paid. */
  isPending: boolean
  /** What was paid, once it was. */
  paidFen: number | undefined
}

const MOST = 99

const newNumber = (): string => `cart-${[...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`

const newCart = (): Kept => ({ number: newNumber(), quantities: {}, isPaying: false, isPending: false, paidFen: undefined })

/** The cart, kept in the browser. */
export const useCart = defineStore('cart', () => {
  const kept = useLocalStorage<Kept>('playground.cart', newCart(), { mergeDefaults: true, writeDefaults: true })
  const thanks = useLocalStorage<number | null>('playground.thanks', null)
  // The page was left after the payment and before its end was seen.
  if (kept.value.paidFen !== undefined) finish()

  const lines = computed<readonly CartLine[]>(() =>
    Object.entries(kept.value.quantities).flatMap(([id, quantity]) => {
      const goods = goodsById.get(id)
      return goods && quantity > 0 ? [{ goods, quantity, sumFen: goods.priceFen * quantity }] : []
    }),
  )
  const count = computed(() => lines.value.reduce((sum, { quantity }) => sum + quantity, 0))
  const totalFen = computed(() => lines.value.reduce((sum, { sumFen }) => sum + sumFen, 0))
  const description = computed(() => {
    const [first] = lines.value
    if (!first) return ''
    return count.value === 1 ? first.goods.name : `${first.goods.name} 等 ${count.value} 件`
  })
  const intent = computed<PayRequest>(() => ({
    gateway: 'weixin_tenpay_native', intentId: kept.value.number, amountFen: totalFen.value, description: description.value,
  }))

  function change(id: string, by: number): void {
    const quantity = Math.min(MOST, Math.max(0, (kept.value.quantities[id] ?? 0) + by))
    const { [id]: _, ...others } = kept.value.quantities
    kept.value.quantities = quantity > 0 ? { ...kept.value.quantities, [id]: quantity } : others
    thanks.value = null
  }

  /** Says thanks, and takes a new cart. */
  function finish(): void {
    thanks.value = kept.value.paidFen ?? null
    kept.value = newCart()
  }

  return { kept, thanks, lines, count, totalFen, intent, change, finish }
})
