/** What happens in the dialog: it mirrors one checkout at a time, passes the payer's wishes on, and tells the page. */
import { gateways, type OrderFacts, type PayClient, type StateName } from '@baas-pay/sdk'
import { computed, getCurrentScope, onMounted, shallowRef, watch, type Ref } from 'vue'
import { useCheckout } from '../../composables/useCheckout'
import { override } from '../../locales/messages'
import { usePayUI } from '../../plugin'
import { loadChunk } from '../../load-chunk'
import { loadEncoder } from '../PayQrcode/drawing'
import type * as Comforts from './comforts'
import type { PayDialogContext } from './context'
import { tellNews, type Tell } from './news'
import type { PaidFacts, PayDialogProps } from './types'
import { useAnnouncements } from './useAnnouncements'
import { useCompletion } from './useCompletion'
import { useMethods } from './useMethods'
import { useWallet } from './useWallet'
import { useWishes } from './useWishes'
import { codeWords, providerOf, resultWords } from './words'

/** Where another way of paying may be asked for: nothing is under way, and nobody doubts that the payer has not paid. */
const CHANGEABLE: ReadonlySet<StateName> = new Set(['waiting', 'expired', 'closed', 'failed'])

/** Once they are here, every dialog of the page has them. */
const comforts = shallowRef<typeof Comforts>()
const fetchComforts = async () => (comforts.value ??= await loadChunk(() => import('./comforts'), (module) => module))

/** By what support finds an order. */
const numberOf = (order: Pick<OrderFacts, 'tradeNo' | 'transactionNo'> | undefined): string | undefined => order?.tradeNo ?? order?.transactionNo

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
    client,
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
      if (news.type === 'duplicate-paid' && of.isShown) {
        twice.value = news.second
        completion.stay()
      }
      // Where the payer has gone meanwhile, the page does not send them anywhere.
      const { state: at } = of.checkout
      if (news.type === 'created' && of.isShown && open.value && 'attempt' in at) void wallet.onCreated(at.attempt, isPressed)
    },
  })
  const { state, health, request, refusal } = checkout
  /** The second payment of what is shown as paid. */
  const twice = shallowRef<OrderFacts>()
  watch(state, ({ name }) => { if (name !== 'paid') twice.value = undefined }, { flush: 'sync' })
  // A payment of the order before is shown, whatever the page has got wrong since.
  const isRefused = computed(() => refusal.value !== undefined && state.value.name !== 'paid')

  const methods = useMethods({ props, client, open, checkout })
  const { isChoosing, chosen, flow, isChoice, isFresh, mustChoose, begun } = methods
  /** Whether what comes next was asked for on this screen: only then may the page be left for it. */
  let isPressed = false

  // A payer's or the window's check leaves the screen as it is.
  const shown = shallowRef(state.value)
  watch(state, (next) => { if (next.name !== 'checking' || next.why === 'expiry') shown.value = next }, { flush: 'sync' })
  const screen = computed<StateName>(() => (isRefused.value ? 'failed' : shown.value.name))

  // What has become of the payment is never behind a choice.
  watch(screen, (name) => { if (!isFresh.value || name === 'paid') isChoosing.value = false }, { flush: 'sync' })

  const wishes = useWishes({ checkout, screen, messages, chosen })
  const { answer, isCancelWanted } = wishes

  const order = computed(() => ('order' in state.value && !isFresh.value ? state.value.order : undefined))
  const wallet = useWallet({ client, checkout, order, messages, answer, renew })
  const number = computed(() => {
    const value = numberOf(order.value)
    if (value) return { value }
    // What support can search by where no order number came back.
    const token = state.value.name === 'unknown' && !isFresh.value ? state.value.attempt.clientToken : undefined
    return token && { value: token, label: messages.value.order.tokenLabel }
  })
  const show = computed(() => (screen.value === 'waiting' && !isChoosing.value ? order.value?.show : undefined))
  const codeUrl = computed(() => (show.value?.flow === 'qrcode' ? show.value.codeUrl : undefined))
  const framedUrl = computed(() => (show.value?.flow === 'redirect' && show.value.isFramed ? show.value.url : undefined))
  const isEnlarged = shallowRef(false)
  watch([codeUrl, framedUrl, open], () => { isEnlarged.value = false })

  async function renew(): Promise<void> {
    isPressed = true
    await wishes.renew()
  }

  function payChosen(): void {
    if (chosen.value === undefined || !isChoosing.value) return
    isChoosing.value = false
    isPressed = true
    void wishes.payBy(chosen.value)
    wallet.onPressed()
  }

  function choosing(is: boolean): void {
    isChoosing.value = is
    answer.value = ''
    // The choice begins at what is shown, and going back changes nothing.
    if ('attempt' in state.value) chosen.value = state.value.attempt.gatewayType
  }

  function onOpen(): void {
    isPressed = false
    if (mustChoose()) isChoosing.value = true
    // Whoever opens a cancelled payment again wants to pay after all.
    else if (state.value.name === 'closed' && checkout.isCurrent()) void wishes.renew()
    else void checkout.start(isChoice.value ? begun() : chosen.value)
  }

  const stateName = computed(() => {
    const { name } = state.value
    if (isFresh.value) return 'idle'
    return isRefused.value ? 'failed' : name
  })

  function dismiss(): void {
    if (isEnlarged.value) {
      isEnlarged.value = false
      return
    }
    const { value: name } = stateName
    if (name === 'paid') return completion.complete()
    open.value = false
    answer.value = ''
    const { tradeNo, transactionNo, amountFen } = order.value ?? {}
    tell('dismiss', { state: name, intentId: isFresh.value ? undefined : checkout.intentId.value, tradeNo, transactionNo, amountFen })
  }

  watch(refusal, (error) => { if (error !== undefined) tell('failed', { error }) })
  onMounted(() => {
    watch(open, (isOpen) => {
      if (!isOpen) return
      // Before there is an order: a code that can't be drawn should be known of early.
      loadEncoder().catch(() => undefined)
      onOpen()
    }, { immediate: true })
  })

  // What the page asks for now, before a checkout has been made of it.
  const asked = computed(() => ((isFresh.value || !request.value) && typeof props.intent !== 'function' ? props.intent : request.value))
  const rare = computed(() => messages.value.rare ?? (comforts.value && override(comforts.value.zhCNRare, ui.own?.rare)))
  const result = computed(() => (isChoosing.value ? undefined : resultWords(shown.value, {
    refusal: isRefused.value ? refusal.value : undefined, isCancelWanted: isCancelWanted.value, isTwice: twice.value !== undefined, rare: rare.value,
  }, messages.value)))
  const words = computed(() => {
    if (result.value || isChoosing.value) return undefined
    const { value } = state
    // Back from the wallet the payer waits for the answer.
    const isBack = value.name === 'checking' && (value.why === 'bridge' || value.why === 'return')
    return codeWords(isBack ? value : shown.value, { flow: flow.value, walletPhase: wallet.walletPhase.value }, messages.value)
  })
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
    ...methods, ...wishes, ...wallet, ...completion, ...announcements,
    client, choosing, payChosen, renew,
    methods: computed(() => props.methods ?? []),
    choose: (gatewayType) => tell('method-change', { gatewayType }),
    canChange: computed(() => isChoice.value && !isChoosing.value && CHANGEABLE.has(screen.value)),
    messages, state, stateName, screen, order, number, secondNumber: computed(() => numberOf(twice.value)), codeUrl, framedUrl, framed: shallowRef(), isDrawn: shallowRef(false), isEnlarged, result, words, now, dismiss,
    health: trouble,
    paidAt: computed(() => (state.value.name === 'paid' ? comforts.value?.formatPaidAt(state.value.paidAt, messages.value.locale) : undefined)),
    comforts, fetchComforts,
    lastAnswerAt: checkout.lastAnswerAt,
    canCancel: computed(() => checkout.canClose.value && !isChoosing.value && (screen.value === 'waiting' || (state.value.name === 'creating' && !state.value.closeRequested))),
    amountFen: computed(() => {
      const fen = order.value?.amountFen ?? asked.value?.amountFen ?? -1
      // A page's mistake is no amount.
      return fen >= 0 && fen % 1 === 0 ? fen : undefined
    }),
    description: computed(() => order.value?.description ?? asked.value?.description ?? ''),
    provider: computed(() => providerOf(state.value) ?? (chosen.value ? gateways[chosen.value].provider : 'wechat')),
    isAsking: computed(() => state.value.name === 'checking' && state.value.why !== 'expiry' && state.value.why !== 'window'),
  }
  const scope = getCurrentScope()
  async function addComforts(): Promise<void> {
    const { useComforts } = await fetchComforts()
    if (scope?.active) scope.run(() => useComforts(dialog, { open, isModal: () => !props.inline, sound: () => props.sound ?? false }))
  }
  // Nothing of the payment waits for them.
  onMounted(() => void addComforts().catch(() => undefined))
  return dialog
}
