import type { PayClient } from '@baas-pay/sdk'
import { computed, effectScope, inject, provide, shallowReadonly, shallowRef, toValue, watch, type App, type ComputedRef, type InjectionKey, type MaybeRefOrGetter, type Plugin, type ShallowRef } from 'vue'
import { locales, nearestLocale, type PayLocale } from './locales'
import { override, type OwnSection, type PayMessagesOverride, type SharedMessages } from './locales/messages'
import { zhCN } from './locales/zh-CN'

/** Options of {@link createPayUI}. */
export interface PayUIOptions {
  /** Whom the components ask; a component's own `client` prop wins. */
  client?: PayClient
  /**
   * The language of the texts, as a BCP 47 tag: Simplified and Traditional Chinese, and English for every other. A ref or getter switches it.
   * Only zh-CN is in the bundle; until another one has come, its texts stand in. @default 'zh-CN'
   */
  locale?: MaybeRefOrGetter<string>
  /** Any of the texts in the shop's own words; or all of them, for a language of its own. */
  messages?: PayMessagesOverride
  /** Fixes the dialog's theme. @default the payer's own preference, or `data-pay-theme` on an element around the component */
  theme?: 'light' | 'dark'
}

/** What the components of an app share. */
export interface PayUI {
  readonly client: PayClient | undefined
  readonly messages: Readonly<ShallowRef<SharedMessages>>
  /** The shop's own words. */
  readonly own?: PayMessagesOverride | undefined
  readonly theme: 'light' | 'dark' | undefined
  /** Whether a dialog stays where it stands: an element's has its looks inside the element alone. */
  readonly isInPlace?: boolean
  /** Fetches the texts again, where they did not come. */
  readonly refresh: () => void
}

const KEY: InjectionKey<PayUI> = Symbol('@baas-pay/ui')

/** Shares one with every component of an app. */
export const providePayUI = (app: App, ui: PayUI): void => void app.provide(KEY, ui)

/** Shares one with every component below. */
export const sharePayUI = (ui: PayUI): void => provide(KEY, ui)

let current: PayUI | undefined

/** What the page's app was given, for what is opened from outside its components. */
export const currentPayUI = (): PayUI | undefined => current

function createTexts({ locale, messages: own }: PayUIOptions) {
  const tag = () => nearestLocale(toValue(locale) ?? 'zh-CN')
  const messages = shallowRef<SharedMessages>(override(zhCN, own))
  /** Whose texts are shown, or on their way. */
  let named: PayLocale | undefined = 'zh-CN'

  async function load(wanted: PayLocale): Promise<void> {
    const table = await locales[wanted]()
    if (wanted === tag()) messages.value = override(table, own)
  }
  function refresh(): void {
    const wanted = tag()
    if (named === wanted) return
    named = wanted
    // The dialog works without its own language, too; it is fetched again when something is next shown.
    load(wanted).catch(() => { if (named === wanted) named = undefined })
  }
  watch(tag, refresh, { immediate: true })
  return { messages: shallowReadonly(messages), refresh }
}

/** The shared things of an app, or of a dialog that is on its own. They live as long as the scope around. */
export const makePayUI = (options: PayUIOptions = {}): PayUI => ({ client: options.client, theme: options.theme, own: options.messages, ...createTexts(options) })

/**
 * Gives every component of an app its client, texts and theme.
 * @example
 * createApp(App).use(createPayUI({ client: createPayClient({ backend: minCloud({ clientID: 'demo', host }) }), locale: 'en' })).mount('#app')
 */
export function createPayUI(options: PayUIOptions): Plugin {
  return {
    install(app) {
      const scope = effectScope(true)
      const ui = scope.run(() => makePayUI(options))
      if (!ui) return
      providePayUI(app, ui)
      // A server renders many payers' pages; each has its own.
      if (typeof document !== 'undefined') current = ui
      app.onUnmount(() => {
        scope.stop()
        if (current === ui) current = undefined
      })
    },
  }
}

const plain: PayUI = { client: undefined, messages: shallowRef(zhCN), theme: undefined, refresh: () => {} }

/** What {@link createPayUI} gave, with its defaults. */
export function usePayUI(): PayUI {
  const ui = inject(KEY, plain)
  ui.refresh()
  return ui
}

/** A section of the texts that comes with its component: in the page's language, and until that has come in Simplified Chinese. */
export function useSection<S extends OwnSection>(section: S, chinese: NonNullable<SharedMessages[S]>): ComputedRef<NonNullable<SharedMessages[S]>> {
  const { messages, own } = usePayUI()
  const table = override(chinese, own?.[section])
  return computed(() => messages.value[section] ?? table)
}
