import { detectEnvironment, type GatewayType, type PayRequest } from '@baas-pay/sdk'
import { useLocalStorage, useSessionStorage } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { useRouter } from 'vue-router'
import { isWalnut, keyFor, pageAt } from '../backend'
import { pricedByServer, productPrice } from '../catalogue'
import { newNumber } from '../shop/number'

/** What is sold on a phone. */
export const film = { name: '《海上的风》2 张', cinema: '云上影院 3 号厅', at: '周六 19:30', seats: '5 排 7、8 座', amountFen: productPrice('film-tickets') } as const

const WALNUT: readonly GatewayType[] = ['paypal', 'weixin_tenpay_native', 'alipay_qrcode']
const MINCLOUD: readonly GatewayType[] = ['weixin_tenpay_wap', 'alipay_wap', 'weixin_tenpay_native']

/** On a desktop the phone is only pictured, and the way out is taken all the same: without a choice nothing says that it needs a phone. */
export const isPictured = !isWalnut && detectEnvironment(navigator.userAgent).device === 'desktop'

/** What the dialog lets the payer choose from; nothing where the page has asked already. */
export const ways = isWalnut ? WALNUT : isPictured ? undefined : MINCLOUD

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
  const kept = useLocalStorage<Kept>(keyFor('ticket'), newTicket(), { mergeDefaults: true, writeDefaults: true })
  const isPaying = useSessionStorage(keyFor('ticket-paying'), false)
  if (!kept.value.isPending) isPaying.value = false

  /** Whose page is left for, where this page asks it itself. */
  const gateway = shallowRef<GatewayType>(isWalnut ? 'paypal' : 'weixin_tenpay_wap')
  const intent = computed<PayRequest>(() => ({
    gateway: gateway.value, intentId: kept.value.number, amountFen: film.amountFen, description: film.name,
    ...pricedByServer([{ id: 'film-tickets' }]),
    returnUrl: new URL(router.resolve(pageAt('/h5/return')).href, location.href).href,
  }))
  /** What a cinema's clerk reads: the end of the number. */
  const pickUpCode = computed(() => kept.value.number.slice(-6).toUpperCase())

  /** News is about these tickets, unless another tab has gone on to the next. */
  function onOurs(number: string | undefined, change: Partial<Kept>): void {
    if (number === kept.value.number) kept.value = { ...kept.value, ...change }
  }

  return {
    kept, isPaying, gateway, intent, pickUpCode,
    order: (number: string) => onOurs(number, { isPending: true }),
    drop: (number: string | undefined) => onOurs(number, { isPending: false }),
    pay: (number: string | undefined) => onOurs(number, { isPending: false, isPaid: true }),
    again: () => { kept.value = newTicket() },
  }
})
