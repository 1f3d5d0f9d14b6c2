import type { PayRequest } from '@baas-pay/sdk'
import { yuanToFen } from '@baas-pay/sdk'
import { useLocalStorage, useSessionStorage } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed } from 'vue'
import { useRouter } from 'vue-router'
import { newNumber } from '../shop/number'

/** What is sold on a phone. */
export const film = { name: '《海上的风》2 张', cinema: '云上影院 3 号厅', at: '周六 19:30', seats: '5 排 7、8 座', amountFen: yuanToFen('76.00') } as const

interface Kept {
  /** Names what is paid once: a page that was left for the wallet and comes back, comes back to the same order. */
  number: string
  isPending: boolean
  isPaid: boolean
}

const newTicket = (): Kept => ({ number: newNumber('ticket'), isPending: false, isPaid: false })

/** The tickets that are being bought, kept in the browser: the page is left for the wallet. */
export const useTicket = defineStore('ticket', () => {
  const router = useRouter()
  const kept = useLocalStorage<Kept>('playground.ticket', newTicket(), { mergeDefaults: true, writeDefaults: true })
  const isPaying = useSessionStorage('playground.ticket-paying', false)
  if (!kept.value.isPending) isPaying.value = false

  const intent = computed<PayRequest>(() => ({
    gateway: 'weixin_tenpay_wap', intentId: kept.value.number, amountFen: film.amountFen, description: film.name,
    returnUrl: new URL(router.resolve({ name: 'h5-return' }).href, location.href).href,
  }))
  /** What a cinema's clerk reads: the end of the number. */
  const pickUpCode = computed(() => kept.value.number.slice(-6).toUpperCase())

  /** News is about these tickets, unless another tab has gone on to the next. */
  function onOurs(number: string | undefined, change: Partial<Kept>): void {
    if (number === kept.value.number) kept.value = { ...kept.value, ...change }
  }

  return {
    kept, isPaying, intent, pickUpCode,
    order: (number: string) => onOurs(number, { isPending: true }),
    drop: (number: string | undefined) => onOurs(number, { isPending: false }),
    pay: (number: string | undefined) => onOurs(number, { isPending: false, isPaid: true }),
    again: () => { kept.value = newTicket() },
  }
})
