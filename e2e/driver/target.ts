// How a page model names a part of a page. A driver turns it into its own kind of locator.

export interface Target {
  /** A part of ours by its stable attribute, or anything by what assistive technology calls it. */
  readonly by: { readonly css: string } | { readonly role: Role; readonly name: string }
  readonly within?: Target
  /** Which of several, from 0. Without it a driver refuses to act on more than one. */
  readonly nth?: number
}

export type Role = 'alert' | 'alertdialog' | 'button' | 'checkbox' | 'dialog' | 'heading' | 'link' | 'list' | 'listitem' | 'navigation' | 'radio' | 'region' | 'status' | 'textbox'

/** Values that attributes of the element must have, such as `{ 'data-pay-state': 'paid' }`. */
export type Having = Readonly<Record<string, string>>

const attribute = ([name, value]: readonly [string, string]) => `[${name}="${value.replaceAll('"', '\\"')}"]`

const marked = (marker: string, name: string, having: Having): Target => ({
  by: { css: [[marker, name] as const, ...Object.entries(having)].map(attribute).join('') },
})

/** A part of our components: `data-pay-part`. */
export const part = (name: string, having: Having = {}): Target => marked('data-pay-part', name, having)

/** A part of the virtual phone's page: `data-phone-part`. */
export const phonePart = (name: string, having: Having = {}): Target => marked('data-phone-part', name, having)

/** A part of the middle page that an `mweb_url` leads to: `data-h5-part`. */
export const h5Part = (name: string, having: Having = {}): Target => marked('data-h5-part', name, having)

/** A part of the playground's demos: `data-demo-part`. */
export const demoPart = (name: string, having: Having = {}): Target => marked('data-demo-part', name, having)

/** By role and the whole accessible name. */
export const byRole = (role: Role, name: string): Target => ({ by: { role, name } })

export const inside = (outer: Target, inner: Target): Target => ({ ...inner, within: outer })

export const nth = (target: Target, index: number): Target => ({ ...target, nth: index })
