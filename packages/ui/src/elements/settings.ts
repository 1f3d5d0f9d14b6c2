/** What the elements of a page share. */
import type { PayClient } from '@baas-pay/sdk'
import type { PayMessagesOverride } from '../locales/messages'

/** Options of {@link definePayElements}. */
export interface PayElementsOptions {
  /** Whom the elements ask; an element's own `client` property wins. */
  client?: PayClient | undefined
  /** The language of the texts, as a BCP 47 tag; an element's own `locale` wins. @default 'zh-CN' */
  locale?: string | undefined
  /** Any of the texts in the shop's own words. */
  messages?: PayMessagesOverride | undefined
  /** Fixes the theme; an element's own `theme` wins. @default the payer's own preference */
  theme?: 'light' | 'dark' | undefined
  /**
   * Where `style.css` is, for browsers that can't adopt stylesheets (Safari before 16.4). Without it these get a `<style>` in each element,
   * which a strict CSP refuses. @default beside the script, for the script tag
   */
  stylesheet?: string | undefined
  /** Where `kiosk.css` is, for the same browsers: `<scan-pay>` needs it beside `style.css`. @default beside the script, for the script tag */
  kioskStylesheet?: string | undefined
}

let settings: PayElementsOptions = {}

/** The settings in force; an element reads them when it comes to the page. */
export const sharedSettings = (): PayElementsOptions => settings

/** Puts others in force. */
export function shareSettings(options: PayElementsOptions): void {
  settings = options
}
