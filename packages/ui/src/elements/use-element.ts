import type { PayClient } from '@baas-pay/sdk'
import { computed, useHost, useShadowRoot, type ComputedRef } from 'vue'
import { makePayUI, sharePayUI } from '../plugin'
import { sharedSettings } from './settings'
import { adoptStyles, type Looks } from './stylesheet'

/** What every element takes. */
export const commonProps = {
  /** The language of its texts. */
  locale: String,
  /** Fixes its theme. The stylesheet reads it off the attribute. */
  theme: String,
} as const

/** What {@link useElement} gives. */
export interface ElementContext {
  readonly host: HTMLElement
  readonly client: ComputedRef<PayClient | undefined>
  /** Tells the page, by an event on the element itself. */
  readonly tell: (name: string, detail?: unknown) => void
}

/** What an element of ours has around it: its looks (`own` beside those of all elements), its texts, its client, and the page that listens. */
export function useElement(props: Readonly<{ client?: PayClient | undefined, locale?: string | undefined }>, ...own: readonly Looks[]): ElementContext {
  const host = useHost()
  const root = useShadowRoot()
  if (!host || !root) throw new Error('@baas-pay/ui: this component is an element’s alone')
  adoptStyles(root, ...own)
  const { client, locale, messages, theme } = sharedSettings()
  sharePayUI({ ...makePayUI({ locale: () => props.locale ?? locale ?? 'zh-CN', ...(messages && { messages }), ...(theme && { theme }), ...(client && { client }) }), isInPlace: true })
  return {
    host,
    client: computed(() => props.client ?? client),
    tell: (name, detail) => void host.dispatchEvent(new CustomEvent(name, { detail })),
  }
}
