import type { PayRequest } from '@baas-pay/sdk'
import { useLocalStorage, useSessionStorage } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed } from 'vue'
import { useRouter } from 'vue-router'
import { keyFor, pageAt } from '../backend'
import { pricedByServer } from '../catalogue'
import { goodsById, type Goods } from './goods'
import { newNumber } from './number'

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
  /** What the order that waits to be paid is for; the cart may change meanwhile. */
  ordered: Record<string, number>
  /** An order of this cart waits to be paid. */
  isPending: boolean
  /** What was paid, once it was. */
  paidFen: number | undefined
}

const MOST = 99

const newCart = (quantities: Kept['quantities'] = {}): Kept => ({ number: newNumber('cart'), quantities, ordered: {}, isPending: false, paidFen: undefined })

/** The cart, kept in the browser. */
export const useCart = defineStore('cart', () => {
  const router = useRouter()
  const kept = useLocalStorage<Kept>(keyFor('cart'), newCart(), { mergeDefaults: true, writeDefaults: true })
  const thanks = useLocalStorage<number | null>(keyFor('thanks'), null)
  // Each tab's own: opening the dialog here opens none elsewhere.
  const isPaying = useSessionStorage(keyFor('paying'), false)
  if (!kept.value.isPending) isPaying.value = false

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
  /** It names the cart: in a tab of its own the wallet's page is still open when this one may have gone on to the next cart. */
  function returnUrlFor(number: string): string {
    const { path, query } = pageAt('/shop/return')
    return new URL(router.resolve({ path, query: { ...query, cart: number } }).href, location.href).href
  }
  const intent = computed<PayRequest>(() => ({
    gateway: 'weixin_tenpay_native', intentId: kept.value.number, amountFen: totalFen.value, description: description.value,
    ...pricedByServer(lines.value.map(({ goods, quantity }) => ({ id: goods.id, amount: quantity }))),
    returnUrl: returnUrlFor(kept.value.number),
  }))

  function change(id: string, by: number): void {
    const quantity = Math.min(MOST, Math.max(0, (kept.value.quantities[id] ?? 0) + by))
    const { [id]: _, ...others } = kept.value.quantities
    kept.value.quantities = quantity > 0 ? { ...kept.value.quantities, [id]: quantity } : others
    thanks.value = null
  }

  /** An order was made of what is in the cart now. */
  function order(): void {
    kept.value.isPending = true
    kept.value.ordered = { ...kept.value.quantities }
  }

  /** Whether news is about this cart: another tab may have taken a new one. */
  const isOurs = (number: string): boolean => number === kept.value.number

  /** Remembered at once, so that no page change can offer a paid cart again. */
  function pay(number: string, amountFen: number | undefined): void {
    if (isOurs(number)) kept.value.paidFen = amountFen ?? totalFen.value
  }

  /** Says thanks for a paid cart, and takes a new one with what came into it after the order. */
  function finish(number = kept.value.number): void {
    if (!isOurs(number) || kept.value.paidFen === undefined) return
    const { ordered, quantities, paidFen } = kept.value
    const left = Object.entries(quantities).map(([id, quantity]) => [id, quantity - (ordered[id] ?? 0)] as const).filter(([, quantity]) => quantity > 0)
    thanks.value = paidFen
    // A dialog that a reload would open again would be for the new cart.
    isPaying.value = false
    kept.value = newCart(Object.fromEntries(left))
  }

  return { kept, isPaying, thanks, lines, count, totalFen, intent, change, order, pay, finish }
})
