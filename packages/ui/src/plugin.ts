import type { PayClient } from '@baas-pay/sdk'
import { inject, type InjectionKey, type Plugin } from 'vue'
import type { PayMessages } from './locales/messages'
import { zhCN } from './locales/zh-CN'

/** Options of {@link createPayUI}. */
export interface PayUIOptions {
  /** Whom the components ask; a component's own `client` prop wins. */
  client?: PayClient
  /** The texts. @default zhCN */
  messages?: PayMessages
  /** Fixes the dialog's theme. @default the payer's own preference, or `data-pay-theme` on an element around the component */
  theme?: 'light' | 'dark'
}

const KEY: InjectionKey<PayUIOptions> = Symbol('@baas-pay/ui')

/**
 * Gives every component of an app its client, texts and theme.
 * @example
 * createApp(App).use(createPayUI({ client: createPayClient({ backend: minCloud({ clientID: 'demo', host }) }) })).mount('#app')
 */
export function createPayUI(options: PayUIOptions): Plugin {
  return { install: (app) => void app.provide(KEY, options) }
}

/** What {@link createPayUI} gave, with its defaults. */
export function usePayUI(): { client: PayClient | undefined; messages: PayMessages; theme: 'light' | 'dark' | undefined } {
  const options = inject(KEY, {})
  return { client: options.client, messages: options.messages ?? zhCN, theme: options.theme }
}
