/** The looks inside a shadow root, which a page's own stylesheets don't reach. */
import css from '../styles/index.css?inline'
import { sharedSettings } from './settings'

/** A stylesheet, in both of the ways that a shadow root gets one. */
export interface Looks {
  /** One for all elements of the page. */
  readonly sheet: () => CSSStyleSheet
  /** Safari before 16.4 adopts nothing. */
  readonly element: () => HTMLElement
}

/** A stylesheet's text, and where its file is. */
export function createLooks(text: string, href: () => string | undefined): Looks {
  let shared: CSSStyleSheet | undefined
  return {
    sheet() {
      if (!shared) {
        shared = new CSSStyleSheet()
        shared.replaceSync(text)
      }
      return shared
    },
    element() {
      const file = href()
      return file ? Object.assign(document.createElement('link'), { rel: 'stylesheet', href: file }) : Object.assign(document.createElement('style'), { textContent: text })
    },
  }
}

const base = createLooks(css, () => sharedSettings().stylesheet)

const canAdopt = (root: Partial<ShadowRoot>): boolean => root.adoptedStyleSheets !== undefined

/** Gives a shadow root the looks, once: those of all elements, and then its own. */
export function adoptStyles(root: ShadowRoot, ...own: readonly Looks[]): void {
  const looks = [base, ...own]
  if (!canAdopt(root)) {
    if (!root.querySelector('link, style')) root.prepend(...looks.map(({ element }) => element()))
  } else if (!root.adoptedStyleSheets.includes(base.sheet())) {
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, ...looks.map(({ sheet }) => sheet())]
  }
}
