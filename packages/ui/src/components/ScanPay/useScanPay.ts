/** What happens at the counter: a scanner's codes become charges, one customer after the other, and the page is told. */
import type { PayClient } from '@baas-pay/sdk'
import type { Scan, ScanReject } from '@baas-pay/sdk/scan'
import { computed, onMounted, shallowRef, watch, type Ref } from 'vue'
import { useScanGun } from '../../composables/useScanGun'
import { useTimer } from '../../composables/useTimer'
import { intentKey } from '../../intent-key'
import { zhCNScan } from '../../locales/zh-CN-scan'
import { usePayUI, useSection } from '../../plugin'
import { rulesOf, usedAt } from './codes'
import { createTeller, type Tell } from './news'
import type { SoundName } from './sounds'
import type { ChargePaidFacts, ScanPayProps, ScanScreen } from './types'
import { useCharging } from './useCharging'
import { useCustomers } from './useCustomers'
import { usePassing } from './usePassing'
import { useScanWishes } from './useScanWishes'
import { useSounds } from './useSounds'
import { useWaiting } from './useWaiting'
import { endWords, reasonOf, screenOf, stageWords } from './words'

const ENDED: ReadonlySet<ScanScreen> = new Set(['paid', 'refused', 'reversed'])
const TAKES_CODES: ReadonlySet<ScanScreen> = new Set(['ready', 'reading', 'refused', 'reversed'])
/** Whether a charge has no end yet. */
const isOpen = (is: ScanScreen): boolean => is !== 'paid' && !TAKES_CODES.has(is)
const SOUNDS: { readonly [S in ScanScreen]?: SoundName } = { paid: 'paid', refused: 'refused', reversed: 'refused', unknown: 'refused' }
/** How long a word about a scan that was no payment stays. */
const NOTICE_MS = 8_000

/** What {@link useScanPay} works with. */
export interface ScanPayOptions {
  readonly props: Readonly<ScanPayProps>
  readonly tell: Tell
  readonly sound: Readonly<Ref<boolean>>
  readonly field: Readonly<Ref<HTMLInputElement | null>>
}

/** The counter's behaviour, without its looks. */
export function useScanPay({ props, tell, sound, field }: ScanPayOptions) {
  const ui = usePayUI()
  const section = useSection('scan', zhCNScan)
  const messages = computed(() => ({ ...ui.messages.value, scan: section.value }))
  function client(): PayClient {
    const own = props.client ?? ui.client
    if (!own) throw new Error('@baas-pay/ui: <ScanPay> has no client: app.use(createPayUI({ client })), or its `client` prop')
    return own
  }
  const now = () => client().ports.clock.now()
  const rules = rulesOf(client())
  const hear = useSounds(sound)

  const paidFacts = shallowRef<ChargePaidFacts>()
  const charging = useCharging({ client, tell })
  const { isSending, notSent } = charging
  const teller = createTeller({ tell, scannedOf: charging.scannedOf })
  const customers = useCustomers({
    client, intent: () => props.intent,
    onNews: (news, { checkout, isShown }) => teller(news, checkout, isShown ? (facts) => { paidFacts.value = facts } : undefined),
  })
  const { shown, state, refusal } = customers

  /** What the state shows, or showed before it was checked. */
  const held = shallowRef<ScanScreen>('ready')
  watch(state, (is) => { held.value = screenOf(is) ?? held.value }, { flush: 'sync' })
  /** The state whose end has been seen. */
  const passed = shallowRef<unknown>()
  /** The customer is done with, and the page says what comes next. */
  const isDone = shallowRef(false)

  const { isArmed, reading, commitsText, arm, submit } = useScanGun({ rules, used: usedAt(client()), field, isBusy: () => !canTake(), onScan, onReject, allowsSynthetic: props.allowsSynthetic ?? false })
  const screen = computed<ScanScreen>(() => {
    if (isSending.value) return 'charging'
    if (refusal.value !== undefined || notSent.value !== undefined) return 'refused'
    if (held.value !== 'ready' && passed.value !== state.value) return held.value
    return reading.value.length > 0 ? 'reading' : 'ready'
  })
  // A payment that was given back can't be charged again by the same name.
  const canTake = () => TAKES_CODES.has(screen.value) && refusal.value === undefined && state.value.name !== 'paid'

  const notice = shallowRef<ScanReject>()
  const noticeTimer = useTimer(() => { notice.value = undefined }, () => NOTICE_MS)
  function onReject(reject: ScanReject): void {
    // Whatever it was: while none is taken, nobody is to be sent for another.
    notice.value = canTake() ? reject : { ...reject, reason: 'busy' }
    noticeTimer.start()
    hear('rejected')
    tell('rejected', { reason: reject.reason, brand: reject.brand, masked: reject.masked })
  }

  function onScan(scan: Scan): void {
    void send(scan)
  }

  async function send({ code, brand, masked, facts }: Scan): Promise<void> {
    hear('read')
    notice.value = undefined
    // The page has changed what is to be paid since the customer before.
    if (!customers.isCurrent()) customers.next()
    if (!shown.value) return
    tell('scan', { brand, masked })
    const isSent = await charging.charge(shown.value, code, { brand, masked })
    if (!isSent) onReject({ reason: canTake() ? 'used' : 'busy', masked, brand, facts })
  }

  const passing = usePassing({ client, delayMs: () => (screen.value === 'paid' ? props.paidMs : props.endedMs) ?? null, onPass: goOn })
  const nextOr = (isNext: boolean) => {
    if (isNext || !customers.isCurrent()) customers.next()
    else isDone.value = true
  }

  /** The end has been seen: the next code of this customer, or the next customer. */
  function goOn(): void {
    if (screen.value === 'paid' && paidFacts.value) tell('complete', paidFacts.value)
    // What has a name of its own is not sold twice.
    if (state.value.name === 'paid') return nextOr(props.intent.intentId === undefined)
    passed.value = state.value
    notSent.value = undefined
    if (!customers.isCurrent()) customers.next()
  }

  /** The cashier goes on although nobody knows; what there is goes on being asked for. */
  function leave(): void {
    const { value: is } = state
    if (!shown.value || !('attempt' in is)) return
    const { tradeNo, transactionNo, amountFen } = ('order' in is ? is.order : undefined) ?? {}
    tell('leave', { intentId: shown.value.intentId, gatewayType: is.attempt.gatewayType, tradeNo, transactionNo, amountFen, ...charging.scannedOf(shown.value) })
    nextOr(props.intent.intentId === undefined)
  }

  watch(shown, () => {
    passed.value = notSent.value = paidFacts.value = undefined
    isDone.value = false
  }, { flush: 'sync' })
  watch(() => intentKey(props.intent), () => {
    if (!customers.isCurrent() && (isDone.value || refusal.value !== undefined || canTake())) customers.next()
  })
  watch(refusal, (error) => { if (error !== undefined) tell('refused', { reason: 'misused', error }) }, { flush: 'sync' })

  watch(screen, (is, before) => {
    const sounding = SOUNDS[is]
    if (sounding) hear(sounding)
    // Who was told to wait need not any more.
    if (TAKES_CODES.has(is) && !TAKES_CODES.has(before)) notice.value = undefined
    if (ENDED.has(is) && refusal.value === undefined) passing.begin()
    else passing.end()
    if (is === 'ready' && before !== 'reading') tell('ready')
  }, { flush: 'sync' })
  onMounted(() => {
    customers.next()
    if (screen.value === 'ready') tell('ready')
  })

  const wishes = useScanWishes({ customers, screen, messages, now })
  const reason = computed(() => {
    if (refusal.value !== undefined) return 'misused'
    const error = notSent.value ?? (state.value.name === 'failed' ? state.value.error : undefined)
    return reasonOf(error)
  })
  const order = computed(() => ('order' in state.value ? state.value.order : undefined))
  const waiting = useWaiting({ client, now, customers, isOn: () => isOpen(screen.value), closableAt: () => order.value?.closableAt })

  return {
    ...wishes, ...waiting, ...passing, messages, now, theme: ui.theme, client, screen, state, order, isArmed, reading, commitsText, arm, submit, notice, goOn, leave, paidFacts, hear,
    canTake: computed(canTake),
    /** Whether there is anything that the cashier can go on to from here. */
    canGoOn: computed(() => refusal.value === undefined && !isDone.value),
    health: computed(() => (isOpen(screen.value) ? customers.health.value : 'ok')),
    lastAnswerAt: customers.lastAnswerAt,
    wallets: rules.filter(({ provider }) => provider).map(({ brand }) => brand),
    scanned: computed(() => (screen.value === 'ready' || screen.value === 'reading' ? undefined : charging.scannedOf(shown.value))),
    words: computed(() => stageWords(screen.value, state.value, messages.value)),
    result: computed(() => endWords(screen.value, state.value, { reason: reason.value, isCancelWanted: wishes.isCancelWanted.value }, messages.value)),
    canCancel: computed(() => shown.value?.canClose === true && order.value !== undefined && (screen.value === 'confirming' || screen.value === 'unknown')),
    number: computed(() => {
      const value = order.value?.tradeNo ?? order.value?.transactionNo
      if (value) return { value }
      const token = state.value.name === 'unknown' ? state.value.attempt.clientToken : undefined
      return token && { value: token, label: messages.value.order.tokenLabel }
    }),
    description: computed(() => order.value?.description ?? customers.wanted.value.description),
    amountFen: computed(() => {
      const fen = order.value?.amountFen ?? customers.wanted.value.amountFen
      // A page's mistake is no amount.
      return fen >= 0 && fen % 1 === 0 ? fen : undefined
    }),
  }
}

/** What the counter's panels share. */
export type ScanPayContext = ReturnType<typeof useScanPay>
