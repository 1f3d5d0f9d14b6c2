/** What happens in the dialog: it mirrors one checkout at a time, passes the payer's wishes on, and tells the page. */
import type { PayClient, StateName } from '@baas-pay/sdk'
import { computed, getCurrentScope, onMounted, shallowRef, watch, type Ref } from 'vue'
import { useCheckout } from '../../composables/useCheckout'
import { usePayUI } from '../../plugin'
import { loadEncoder } from '../PayQrcode/drawing'
import type { PayDialogContext } from './context'
import { tellNews, type Tell } from './news'
import type { PaidFacts, PayDialogProps } from './types'
import { useAnnouncements } from './useAnnouncements'
import { useCompletion } from './useCompletion'
import { useWishes } from './useWishes'
import { codeWords, providerOf, resultWords } from './words'

/** The dialog's behaviour, without its looks. */
export function usePayDialog(props: Readonly<PayDialogProps>, open: Ref<boolean>, tell: Tell): PayDialogContext {
  const ui = usePayUI()
  const { messages } = ui
  function client(): PayClient {
    const own = props.client ?? ui.client
    if (!own) throw new Error('@baas-pay/ui: <PayDialog> has no client: app.use(createPayUI({ client })), or its `client` prop')
    return own
  }
  client()
  const now = () => client().ports.clock.now()

  const completion = useCompletion({
    autoCloseMs: () => props.autoCloseMs ?? null,
    onComplete(facts) {
      // First out of sight: the page may change its cart, and with it the intent, when it hears of it.
      open.value = false
      if (facts) tell('complete', facts)
    },
  })

  const checkout = useCheckout(client, () => props.intent, {
    onNews: (news, of) => {
      tellNews(news, of.checkout, (event, ...args) => {
        if (event === 'paid' && of.isShown) completion.begin(args[0] as PaidFacts)
        tell(event, ...args)
      })
    },
  })
  const { state, health, request, refusal } = checkout
  // A payment of the order before is shown, whatever the page has got wrong since.
  const isRefused = computed(() => refusal.value !== undefined && state.value.name !== 'paid')

  // A payer's or the window's check leaves the screen as it is.
  const shown = shallowRef(state.value)
  watch(state, (next) => { if (next.name !== 'checking' || next.why === 'expiry') shown.value = next }, { flush: 'sync' })
  const screen = computed<StateName>(() => (isRefused.value ? 'failed' : shown.value.name))

  const { answer, ...wishes } = useWishes({ checkout, screen, messages })

  const order = computed(() => ('order' in state.value ? state.value.order : undefined))
  const number = computed(() => {
    const value = order.value?.tradeNo ?? order.value?.transactionNo
    if (value) return { value }
    // What support can search by where no order number came back.
    const token = state.value.name === 'unknown' ? state.value.attempt.clientToken : undefined
    return token && { value: token, label: messages.value.order.tokenLabel }
  })
  const codeUrl = computed(() => {
    const show = screen.value === 'waiting' ? order.value?.show : undefined
    return show?.flow === 'qrcode' ? show.codeUrl : undefined
  })
  const isEnlarged = shallowRef(false)
  watch([codeUrl, open], () => { isEnlarged.value = false })

  function dismiss(): void {
    if (isEnlarged.value) {
      isEnlarged.value = false
      return
    }
    const { name } = state.value
    if (name === 'paid') return completion.complete()
    open.value = false
    answer.value = ''
    const { tradeNo, transactionNo, amountFen } = order.value ?? {}
    tell('dismiss', { state: isRefused.value ? 'failed' : name, intentId: checkout.intentId.value, tradeNo, transactionNo, amountFen })
  }

  watch(refusal, (error) => { if (error !== undefined) tell('failed', { error }) })
  onMounted(() => {
    watch(open, (isOpen) => {
      if (!isOpen) return
      // Before there is an order: a code that can't be drawn should be known of early.
      loadEncoder().catch(() => undefined)
      // Whoever opens a cancelled payment again wants to pay after all.
      if (state.value.name === 'closed') void wishes.renew()
      else checkout.start()
    }, { immediate: true })
  })

  const result = computed(() => resultWords(shown.value, { refusal: isRefused.value ? refusal.value : undefined, isCancelWanted: wishes.isCancelWanted.value }, messages.value))
  const words = computed(() => (result.value ? undefined : codeWords(shown.value, messages.value)))
  // Where nothing is asked any more, trouble with asking does not matter.
  const trouble = computed(() => (result.value && screen.value !== 'unknown' ? 'ok' : health.value))
  const announcements = useAnnouncements({
    hint: () => words.value?.hint ?? '',
    answer: () => answer.value,
    network: () => (trouble.value === 'ok' ? '' : order.value ? messages.value.network[trouble.value] : messages.value.network.creating),
    networkBack: () => (health.value === 'ok' ? messages.value.network.back : ''),
    result: () => Object.values(result.value ?? {}).join(' '),
    isOpen: () => open.value,
  })

  const dialog: PayDialogContext = {
    messages, state, screen, order, number, isRefused, codeUrl, isEnlarged, result, words, now, dismiss,
    health: trouble,
    lastAnswerAt: checkout.lastAnswerAt,
    canClose: checkout.canClose,
    amountFen: computed(() => {
      const fen = order.value?.amountFen ?? request.value?.amountFen ?? -1
      // A page's mistake is no amount.
      return fen >= 0 && fen % 1 === 0 ? fen : undefined
    }),
    description: computed(() => order.value?.description ?? request.value?.description ?? ''),
    provider: computed(() => providerOf(state.value) ?? 'wechat'),
    isAsking: computed(() => state.value.name === 'checking' && state.value.why === 'user'),
    answer,
    autoCloseS: completion.autoCloseS,
    stay: completion.stay,
    ...wishes,
    ...announcements,
  }
  const scope = getCurrentScope()
  async function addComforts(): Promise<void> {
    const { useComforts } = await import('./useComforts')
    if (scope?.active) scope.run(() => useComforts(dialog, { open, sound: () => props.sound ?? false }))
  }
  // Nothing of the payment waits for them.
  onMounted(() => void addComforts().catch(() => undefined))
  return dialog
}
