/** The dialog for code that has no place for a component: opened by a call, told by a promise. */
import type { PayClient } from '@baas-pay/sdk'
import { createApp, effectScope, h, nextTick, shallowRef } from 'vue'
import { PayDialog, type DismissFacts, type PaidFacts, type PayDialogEmits, type PayDialogProps } from './components/PayDialog'
import type { PayIntent } from './composables/useCheckout'
import { intentKey } from './intent-key'
import { currentPayUI, makePayUI, providePayUI, type PayUI, type PayUIOptions } from './plugin'

type CamelCase<Name extends string> = Name extends `${infer Head}-${infer Rest}` ? `${Head}${Capitalize<CamelCase<Rest>>}` : Name

/** The dialog's emits as callbacks: `onPaid`, `onOrderClosed`, and so on. They come while it is hidden, too. */
export type PayDialogListeners = { readonly [E in keyof PayDialogEmits as `on${Capitalize<CamelCase<E>>}`]?: (...args: PayDialogEmits[E]) => void }

/** Options of {@link openPayDialog}. Texts, language, theme and client are those of the page's {@link createPayUI} unless given here. */
export interface OpenPayDialogOptions extends Omit<PayDialogProps, 'intent' | 'inline' | 'client'>, PayUIOptions, PayDialogListeners {
  /** Takes the dialog off the page, and closes no order: another call comes back to it. */
  signal?: AbortSignal
}

/** How the payer left the dialog. Only `paid` says that money came; a payment that was only hidden may still be made, and `onPaid` tells. */
export type PayDialogOutcome = ({ readonly state: 'paid' } & PaidFacts) | DismissFacts

type MountOptions = Omit<OpenPayDialogOptions, 'signal' | 'client'> & { readonly client: PayClient }

/** What each call says anew: the dialog tells the page that asked last. */
type ShownOptions = Omit<MountOptions, keyof PayUIOptions>

/** A dialog on the page: shown, or hidden over an order that may still be paid. */
interface Host {
  readonly client: PayClient
  readonly key: unknown
  /** Shows it, as it was asked for last; settles when it leaves the screen. */
  readonly show: (intent: PayIntent, options: ShownOptions) => Promise<PayDialogOutcome>
  readonly unmount: () => void
}

const hosts = new Set<Host>()

/** One payment has one dialog, however often it is asked for. */
const keyOf = (intent: PayIntent): unknown => (typeof intent === 'function' ? intent : (intent.intentId ?? intentKey(intent)))

/** Nothing can come of the payment any more. */
const isOver = ({ state }: PayDialogOutcome): boolean => state === 'paid' || state === 'closed' || state === 'failed'

/** The page's own texts and theme, or others for this dialog alone. */
function uiOf(options: PayUIOptions): PayUI {
  const page = currentPayUI()
  return page && options.locale === undefined && options.messages === undefined && options.theme === undefined ? page : makePayUI(options)
}

function mount(intent: PayIntent, { client, ...options }: MountOptions): Host {
  const scope = effectScope(true)
  const shown = shallowRef<{ readonly intent: PayIntent } & ShownOptions>({ intent })
  const open = shallowRef(false)
  let settle: (outcome: PayDialogOutcome) => void = () => {}
  let outcome: Promise<PayDialogOutcome> | undefined
  let last: PayDialogOutcome | undefined

  async function onHidden(): Promise<void> {
    open.value = false
    // How it was left is told right after.
    await nextTick()
    outcome = undefined
    if (!last) return
    settle(last)
    if (isOver(last)) host.unmount()
  }

  const app = createApp({
    render: () => h(PayDialog, {
      ...shown.value,
      client,
      open: open.value,
      'onUpdate:open': (is: boolean) => { if (!is) void onHidden() },
      onPaid(facts) {
        last = { state: 'paid', ...facts }
        shown.value.onPaid?.(facts)
      },
      onDismiss(facts) {
        last = facts
        shown.value.onDismiss?.(facts)
      },
    }),
  })
  const host: Host = {
    client, key: keyOf(intent),
    show(wanted, asked) {
      shown.value = { ...shown.value, ...asked, intent: wanted }
      open.value = true
      outcome ??= new Promise((resolve) => { settle = resolve })
      return outcome
    },
    unmount() {
      if (!hosts.delete(host)) return
      app.unmount()
      scope.stop()
    },
  }
  const ui = scope.run(() => uiOf(options))
  if (ui) providePayUI(app, ui)
  app.mount(document.createElement('div'))
  hosts.add(host)
  return host
}

/** Ends with the dialog, or with an AbortError once the signal says so. */
function until(outcome: Promise<PayDialogOutcome>, signal: AbortSignal, unmount: () => void): Promise<PayDialogOutcome> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      unmount()
      reject(aborted())
    }
    signal.addEventListener('abort', stop, { once: true })
    void outcome.then(resolve).finally(() => signal.removeEventListener('abort', stop))
  })
}

const aborted = () => new DOMException('the dialog was taken off the page', 'AbortError')

/**
 * Opens the dialog for an intent, and tells how the payer left it. Call it within the click. For a payment whose dialog is open it gives the
 * same promise; one that was hidden is shown again with its order. Hidden, it goes on watching, and tells `onPaid`. What the last call
 * says counts, listeners too; language, texts and theme stay those of the first.
 * Rejects where the page has no client, and with an AbortError on `signal`.
 * @example
 * const outcome = await openPayDialog({ gateway: 'weixin_tenpay_native', intentId: 'cart-42', amountFen: 10, description: '深蓝色秋裤' }, { client })
 * if (outcome.state === 'paid') showThanks()
 */
export async function openPayDialog(intent: PayIntent, { signal, ...options }: OpenPayDialogOptions = {}): Promise<PayDialogOutcome> {
  if (signal?.aborted) throw aborted()
  const client = options.client ?? currentPayUI()?.client
  if (!client) throw new Error('@baas-pay/ui: openPayDialog has no client: app.use(createPayUI({ client })), or its `client` option')
  const known = [...hosts].find((one) => one.client === client && one.key === keyOf(intent))
  const host = known ?? mount(intent, { ...options, client })
  const { locale: _, messages: __, theme: ___, client: ____, ...asked } = options
  const outcome = host.show(intent, asked)
  return signal ? until(outcome, signal, host.unmount) : outcome
}
