/** What happens on the landing page: it mirrors one return, passes the payer's wishes on, and tells the page. */
import type { PayClient, ReturnFacts, ReturnNews } from '@baas-pay/sdk'
import { computed, shallowRef, watch } from 'vue'
import { checkAnswer } from '../../check-answer'
import { usePayReturn } from '../../composables/usePayReturn'
import { zhCNBack } from '../../locales/zh-CN-back'
import { zhCNRare } from '../../locales/zh-CN-rare'
import { usePayUI, useSection } from '../../plugin'
import { useAnnouncements } from '../PayDialog/useAnnouncements'
import { useCompletion } from '../PayDialog/useCompletion'
import { returnDeeds } from './deeds'
import type { PayReturnEmits, PayReturnProps, ReturnPaidFacts } from './types'
import { returnWords } from './words'

/** Emits one fact. */
export type Tell = <E extends keyof PayReturnEmits>(event: E, ...args: PayReturnEmits[E]) => void

/** The landing page's behaviour, without its looks. */
export function usePayReturnScreen(props: Readonly<PayReturnProps>, tell: Tell) {
  const ui = usePayUI()
  const back = useSection('back', zhCNBack)
  const rare = useSection('rare', zhCNRare)
  const messages = computed(() => ({ ...ui.messages.value, back: back.value, rare: rare.value }))
  function client(): PayClient {
    const own = props.client ?? ui.client
    if (!own) throw new Error('@baas-pay/ui: <PayReturn> has no client: app.use(createPayUI({ client })), or its `client` prop')
    return own
  }
  client()

  const completion = useCompletion<ReturnPaidFacts>({
    client,
    autoCloseMs: () => props.autoCloseMs ?? null,
    onComplete: (facts) => { if (facts) tell('complete', facts) },
  })

  /** A second payment of the same intent. */
  const twice = shallowRef<ReturnFacts>()

  function onNews(news: ReturnNews): void {
    const { type, ...facts } = news
    if (news.type === 'paid') completion.begin(facts as ReturnPaidFacts)
    if (news.type === 'duplicate-paid') {
      twice.value = news.second
      completion.stay()
    }
    ;(tell as (event: string, facts: unknown) => void)(type, facts)
  }

  const payReturn = usePayReturn(client, { intentId: () => props.intentId, order: () => props.order, cleanUrl: () => props.cleanUrl ?? true, onNews })
  const { state, health } = payReturn

  // A later check leaves the screen as it is.
  const screen = shallowRef(state.value)
  watch(state, (next) => { if (next.name !== 'checking' || !('order' in screen.value) || screen.value.name === 'checking') screen.value = next }, { flush: 'sync' })

  const order = computed(() => ('order' in state.value ? state.value.order : undefined))
  const facts = (): ReturnFacts => {
    const { gatewayType, tradeNo, transactionNo, amountFen } = order.value ?? {}
    return { intentId: payReturn.intentId.value, gatewayType, tradeNo, transactionNo, amountFen }
  }

  const answer = shallowRef('')
  watch(() => screen.value.name, () => { answer.value = '' }, { flush: 'sync' })

  async function check(): Promise<void> {
    const asked = screen.value.name
    answer.value = ''
    const { name } = await payReturn.checkNow()
    answer.value = checkAnswer(messages.value, { asked, name })
  }

  const isAsking = computed(() => state.value.name === 'checking' && screen.value.name !== 'checking')
  const words = computed(() => returnWords(screen.value, messages.value, twice.value !== undefined))
  /** Where it can still be paid, but not from here. */
  const isElsewhere = computed(() => {
    const { value: now } = screen
    return !payReturn.canPayAgain.value && !isAsking.value && (now.name === 'waiting' || (now.name === 'expired' && now.by === 'time'))
  })
  const canPayAgain = shallowRef(false)
  // While something is being checked, what was offered stays.
  watch([state, payReturn.canPayAgain], ([now, can]) => { if (now.name !== 'checking') canPayAgain.value = can }, { flush: 'sync', immediate: true })

  const deeds = computed(() => returnDeeds(screen.value, {
    messages: messages.value, canPayAgain: canPayAgain.value, isAsking: isAsking.value, check,
    retry: () => tell('retry', facts()), confirm: completion.complete, leave: () => tell('leave', facts()),
  }))

  const isOpen = computed(() => screen.value.name === 'checking' || screen.value.name === 'waiting' || screen.value.name === 'unknown')
  // Where nothing is asked any more, trouble with asking does not matter.
  const trouble = computed(() => (isOpen.value ? health.value : 'ok'))
  const text = () => `${words.value.title} ${words.value.text}`
  const isEnd = () => screen.value.name !== 'checking' && screen.value.name !== 'waiting'
  const { polite, assertive, say } = useAnnouncements({
    hint: () => (isEnd() ? '' : text()),
    answer: () => answer.value,
    network: () => (trouble.value === 'ok' ? '' : messages.value.network[trouble.value]),
    networkBack: () => (health.value === 'ok' ? messages.value.network.back : ''),
    result: () => (isEnd() ? text() : ''),
    isOpen: () => true,
  })

  return {
    messages, state, screen, order, twice, words, answer, deeds, isElsewhere, health: trouble, lastAnswerAt: payReturn.lastAnswerAt, autoCloseS: completion.autoCloseS,
    now: () => client().ports.clock.now(), stay: completion.stay, polite, assertive, say, theme: ui.theme,
  }
}
