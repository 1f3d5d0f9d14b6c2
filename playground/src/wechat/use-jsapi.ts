import { isHError, watchOrder, type OrderWatch, type Reading, type TradeNo, type WeixinWay } from '@baas-pay/sdk'
import { computed, onScopeDispose, readonly, shallowRef, watch } from 'vue'
import { isWalnut } from '../backend'
import { clientOf } from '../client'
import { useLogin } from '../login/use-login'
import type { Session } from '../login/session'
import { latestByMinCloud, payByMinCloud } from './mincloud-payment'
import type { Said } from './payment'
import { latestByWalnut, payByWalnut } from './walnut-payment'

const [pay, latestOrder] = isWalnut ? [payByWalnut, latestByWalnut] as const : [payByMinCloud, latestByMinCloud] as const

/** Where an order of this page stands. */
export type Stage = 'idle' | 'paying' | 'asking' | 'told'

/**
 * Pays inside WeChat, and then asks the server: what the bridge tells is shown, and never believed. An order that an earlier page
 * left is asked for at once; over MinCloud also one of another browser of the same login.
 */
export function useJsapi() {
  const login = useLogin()
  const stage = shallowRef<Stage>('idle')
  const said = shallowRef<Said>()
  /** What the server says of the order; `none` while it has not said anything. */
  const reading = shallowRef<Reading>({ kind: 'none' })
  const tradeNo = shallowRef<TradeNo>()
  /** Why no order could be made. */
  const refusal = shallowRef('')
  /** Whether an order of before may still turn up, which could be paid. */
  const isLookingBack = shallowRef(false)
  let orderWatch: OrderWatch | undefined
  let isGone = false

  function reset(): void {
    orderWatch?.stop()
    orderWatch = undefined
    stage.value = 'idle'
    said.value = undefined
    tradeNo.value = undefined
    reading.value = { kind: 'none' }
    refusal.value = ''
  }

  /** From here on the server is asked until it says that the order is over. */
  async function follow(session: Session, number: TradeNo): Promise<void> {
    if (isGone) return
    tradeNo.value = number
    stage.value = 'asking'
    const own = watchOrder(clientOf(session), { tradeNo: number }, {
      resumed: true,
      onAnswer: (watched) => {
        if (orderWatch !== own) return
        reading.value = watched.reading
        stage.value = 'told'
        if (watched.reading.kind === 'paid') own.stop()
      },
    })
    orderWatch = own
    await check()
  }

  async function check(): Promise<void> {
    const own = orderWatch
    if (!own || stage.value === 'paying') return
    if (stage.value !== 'told') stage.value = 'asking'
    const last = await own.check()
    if (orderWatch !== own) return
    if (reading.value.kind !== 'paid') reading.value = last
    stage.value = 'told'
  }

  async function payBy(way: WeixinWay, { isSilent }: { readonly isSilent: boolean }): Promise<void> {
    const { session } = login
    if (!session || stage.value === 'paying') return
    reset()
    stage.value = 'paying'
    try {
      const told = await pay(session, way, { isSilent })
      said.value = told.said
      await follow(session, told.tradeNo)
    } catch (error) {
      if (isHError(error) && error.code === 401) login.forget()
      refusal.value = error instanceof Error ? error.message.replace(/^\d+: /, '') : String(error)
      stage.value = 'idle'
    }
  }

  async function lookBack(session: Session | undefined): Promise<void> {
    reset()
    if (!session?.openid) return
    isLookingBack.value = true
    const number = await latestOrder(session).catch((error: unknown) => {
      if (isHError(error) && error.code === 401) login.forget()
      return undefined
    })
    if (login.session !== session) return
    isLookingBack.value = false
    if (number !== undefined && stage.value === 'idle') await follow(session, number)
  }

  watch(() => login.session, (session) => void lookBack(session), { immediate: true })
  onScopeDispose(() => {
    isGone = true
    reset()
  })

  const isOver = computed(() => ['closed', 'failed'].includes(reading.value.kind))
  return {
    stage: readonly(stage), said: readonly(said), reading: readonly(reading), tradeNo: readonly(tradeNo), refusal: readonly(refusal), isLookingBack: readonly(isLookingBack),
    /** A second order is made only while the first can't have been paid unknowingly: the server has said so, and the wallet is closed. */
    mayPay: computed(() => stage.value === 'idle' || (stage.value === 'told' && (isOver.value || (reading.value.kind === 'waiting' && !said.value?.isSilent)))),
    pay: payBy, check,
    /** The payer wants another one; or says that the wallet is closed and nothing was paid, as the server has just said. */
    startOver: reset,
  }
}
