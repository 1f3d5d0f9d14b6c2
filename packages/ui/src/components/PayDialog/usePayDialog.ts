/** What happens in the dialog: it mirrors one checkout at a time, passes the payer's wishes on, and tells the page. */
import type { PayClient, StateName } from '@baas-pay/sdk'
import { useDocumentVisibility, useTimeoutFn } from '@vueuse/core'
import { computed, onMounted, shallowReadonly, shallowRef, watch, type Ref } from 'vue'
import { useCheckout } from '../../composables/useCheckout'
import { usePayUI } from '../../plugin'
import { loadEncoder } from '../PayQrcode/drawing'
import type { PayDialogContext } from './context'
import { tellNews, type Tell } from './news'
import type { PaidFacts, PayDialogProps } from './types'
import { useAnnouncements } from './useAnnouncements'
import { codeWords, providerOf, resultWords } from './words'

/** Where a check of the payer's leaves the screen. */
const RESTS: ReadonlySet<StateName> = new Set(['waiting', 'unknown', 'expired'])
/** Screens on which nothing is asked any more, so that trouble with asking does not matter. */
const SETTLED: ReadonlySet<StateName> = new Set(['paid', 'closed', 'failed', 'expired'])
/** Screens without a code, also while the payer has it asked again. */
const CODELESS: ReadonlySet<StateName> = new Set([...SETTLED, 'unknown'])

function requireClient(client: PayClient | undefined): PayClient {
  if (client) return client
  throw new Error('@baas-pay/ui: <PayDialog> has no client. Give it one by app.use(createPayUI({ client })) or by its `client` prop.')
}

/** The dialog's behaviour, without its looks. */
export function usePayDialog(props: Readonly<PayDialogProps>, open: Ref<boolean>, tell: Tell): PayDialogContext {
  const ui = usePayUI()
  const { messages } = ui
  const client = () => requireClient(props.client ?? ui.client)
  requireClient(props.client ?? ui.client)

  const answer = shallowRef('')
  const rest = shallowRef<StateName>('waiting')
  /** Paid, and the page has not been told yet that the payer saw it. */
  let toComplete: PaidFacts | undefined
  let isStaying = false

  const checkout = useCheckout(client, () => props.intent, {
    onNews: (news, of) => {
      tellNews(news, of.checkout, (event, ...args) => {
        if (event === 'paid' && of.isShown) toComplete = args[0] as PaidFacts
        tell(event, ...args)
      })
      if (news.type === 'paid' && of.isShown) startAutoClose()
    },
  })
  const { state, health, request, refusal } = checkout
  // A payment of the order before is shown, whatever the page has got wrong since.
  const isMisused = computed(() => refusal.value !== undefined && state.value.name !== 'paid')

  const autoClose = useTimeoutFn(complete, () => props.autoCloseMs ?? 0, { immediate: false })

  /** A success that nobody sees does not pass: the time counts while the page is visible. */
  function startAutoClose(): void {
    if (toComplete && !isStaying && props.autoCloseMs !== null && visibility.value === 'visible') autoClose.start()
  }
  const visibility = useDocumentVisibility()
  watch(visibility, (now) => (now === 'visible' ? startAutoClose() : autoClose.stop()))

  function complete(): void {
    autoClose.stop()
    const facts = toComplete
    toComplete = undefined
    isStaying = false
    // First out of sight: the page may change its cart, and with it the intent, when it hears of it.
    open.value = false
    if (facts) tell('complete', facts)
  }

  function dismiss(): void {
    if (state.value.name === 'paid') return complete()
    open.value = false
    answer.value = ''
    tell('dismiss')
  }

  watch(state, ({ name }) => { if (RESTS.has(name)) rest.value = name }, { flush: 'sync' })
  const screen = computed<StateName>(() => {
    if (isMisused.value) return 'failed'
    return state.value.name === 'checking' && state.value.why !== 'expiry' ? rest.value : state.value.name
  })
  watch(screen, () => { answer.value = '' }, { flush: 'sync' })
  // The cart changed, and its old order could not be closed: what is on the screen is not what the payer asked for.
  watch(state, (now) => {
    if (now.name === 'waiting' && request.value && now.order.description !== request.value.description) answer.value = messages.olderOrder
  }, { flush: 'sync' })

  async function check(): Promise<void> {
    const asked = screen.value
    answer.value = ''
    const { name } = await checkout.checkNow()
    const { unpaid, stillUnknown, stillUnpaid } = messages.check
    if (name === 'waiting') answer.value = unpaid
    else if (name === asked && name === 'unknown') answer.value = stillUnknown
    else if (name === asked && name === 'expired') answer.value = stillUnpaid
  }

  async function cancel(): Promise<void> {
    answer.value = ''
    if ((await checkout.closeOrder()).name === 'waiting') answer.value = messages.cancel.refused
  }

  async function renew(): Promise<void> {
    const before = request.value
    // The page may have mended its intent meanwhile: then that one is what is asked for.
    checkout.start()
    if (request.value !== before || isMisused.value) return
    const old = order.value
    await checkout.renew()
    const { name } = state.value
    const isSame = order.value?.tradeNo === old?.tradeNo && order.value?.transactionNo === old?.transactionNo
    if (old && isSame && (name === 'waiting' || name === 'expired')) answer.value = messages.renewRefused
  }

  watch(refusal, (error) => { if (error !== undefined) tell('failed', { error }) })
  onMounted(() => {
    watch(open, (isOpen) => {
      if (!isOpen) return
      // Before there is an order: a code that can't be drawn should be known of early.
      loadEncoder().catch(() => undefined)
      // Whoever opens a cancelled payment again wants to pay after all.
      if (state.value.name === 'closed') void renew()
      else checkout.start()
    }, { immediate: true })
  })

  const order = computed(() => ('order' in state.value ? state.value.order : undefined))
  const trouble = computed(() => (SETTLED.has(screen.value) ? 'ok' : health.value))
  const announcements = useAnnouncements({
    hint: () => (CODELESS.has(screen.value) ? '' : (codeWords(state.value, messages)?.hint ?? '')),
    answer: () => answer.value,
    network: () => (trouble.value === 'ok' ? '' : order.value ? messages.network[trouble.value] : messages.network.creating),
    networkBack: () => (health.value === 'ok' ? messages.network.back : ''),
    result: () => Object.values(resultWords(state.value, isMisused.value, messages) ?? {}).join(' '),
    isOpen: () => open.value,
  })

  return {
    messages, state, screen, order, isMisused,
    now: () => client().ports.clock.now(),
    health: trouble,
    lastAnswerAt: checkout.lastAnswerAt,
    canClose: checkout.canClose,
    amountFen: computed(() => order.value?.amountFen ?? request.value?.amountFen),
    description: computed(() => order.value?.description ?? request.value?.description ?? ''),
    provider: computed(() => providerOf(state.value) ?? 'wechat'),
    isAsking: computed(() => state.value.name === 'checking' && state.value.why === 'user'),
    answer: shallowReadonly(answer),
    autoCloseS: computed(() => (autoClose.isPending.value && props.autoCloseMs ? Math.ceil(props.autoCloseMs / 1_000) : undefined)),
    ...announcements,
    check, renew, cancel, dismiss,
    stay() {
      isStaying = true
      autoClose.stop()
    },
  }
}
