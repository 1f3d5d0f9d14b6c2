import { BaaS, isHError, watchOrder, type OrderWatch, type Reading, type TradeNo, type WeixinWay } from '@baas-pay/sdk'
import { computed, onScopeDispose, readonly, shallowRef, watch } from 'vue'
import { clientOf } from '../client'
import { useLogin } from '../login/use-login'
import type { Session } from '../login/session'
import { lunch } from './lunch'

/** What the bridge told the page. It proves nothing. */
export interface Said {
  readonly words: string
  /** Whether the bridge has left off. A silent one may still have the payer in the wallet. */
  readonly isSilent: boolean
}

/** Where an order of this page stands. */
export type Stage = 'idle' | 'paying' | 'asking' | 'told'

const SILENCE_MS = 6_000

const CALLS: Readonly<Record<WeixinWay, string>> = { WeixinJSBridge: 'get_brand_wcpay_request', wx: 'chooseWXPay' }

function saidOf(error: unknown, way: WeixinWay): Said {
  const code = isHError(error) ? error.code : 0
  if (code === 607) return { words: `${CALLS[way]}:cancel`, isSilent: false }
  if (code === 601) return { words: '（没有回话）', isSilent: true }
  return { words: error instanceof Error ? error.message.replace(/^\d+: /, '') : String(error), isSilent: false }
}

/** The newest order of this lunch, if the payer has one. */
async function latestOrder(): Promise<TradeNo | undefined> {
  const { data } = await new BaaS.Order().limit(1).orderBy('-created_at').getOrderList({ merchandise_schema_id: lunch.schemaID, merchandise_record_id: lunch.recordID })
  return data.objects[0]?.trade_no as TradeNo | undefined
}

/**
 * Pays inside WeChat by the documented API, and then asks the server: what the bridge tells is shown, and never believed.
 * An order that an earlier page left, here or in another browser of the same login, is asked for at once.
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

  async function pay(way: WeixinWay, { isSilent }: { readonly isSilent: boolean }): Promise<void> {
    const { session } = login
    if (!session || stage.value === 'paying') return
    reset()
    stage.value = 'paying'
    try {
      const { err_msg, trade_no } = await BaaS.payment.payWithWechat({
        gatewayType: 'weixin_tenpay_js', totalCost: lunch.priceFen / 100, merchandiseDescription: lunch.name,
        merchandiseSchemaID: lunch.schemaID, merchandiseRecordID: lunch.recordID, way,
        // Nobody watching a demo waits three minutes for a bridge that is told to be silent.
        ...(isSilent ? { bridgeTimeoutMs: SILENCE_MS } : {}),
      })
      said.value = { words: err_msg, isSilent: false }
      await follow(session, trade_no as TradeNo)
    } catch (error) {
      const number = isHError(error) ? error.tradeNo : undefined
      if (isHError(error) && error.code === 401) login.forget()
      said.value = number === undefined ? undefined : saidOf(error, way)
      if (number !== undefined) return follow(session, number)
      refusal.value = error instanceof Error ? error.message.replace(/^\d+: /, '') : String(error)
      stage.value = 'idle'
    }
  }

  async function lookBack(session: Session | undefined): Promise<void> {
    reset()
    if (!session?.openid) return
    const number = await latestOrder().catch((error: unknown) => {
      if (isHError(error) && error.code === 401) login.forget()
      return undefined
    })
    if (number !== undefined && login.session === session && stage.value === 'idle') await follow(session, number)
  }

  watch(() => login.session, (session) => void lookBack(session), { immediate: true })
  onScopeDispose(() => {
    isGone = true
    reset()
  })

  const isOver = computed(() => ['paid', 'closed', 'failed'].includes(reading.value.kind))
  return {
    stage: readonly(stage), said: readonly(said), reading: readonly(reading), tradeNo: readonly(tradeNo), refusal: readonly(refusal),
    /** A second order is made only while the first can't have been paid unknowingly: the server has said so, and the wallet is closed. */
    mayPay: computed(() => stage.value === 'idle' || (stage.value === 'told' && (isOver.value || (reading.value.kind === 'waiting' && !said.value?.isSilent)))),
    pay, check,
    /** The payer says that the wallet is closed and nothing was paid; the server has just said the same. */
    startOver: reset,
  }
}
