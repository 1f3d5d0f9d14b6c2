/** The looks inside a shadow root, which a page's own stylesheets don't reach. */
import css from '../styles/index.css?inline'
import { sharedSettings } from './settings'

let shared: CSSStyleSheet | undefined

function sheet(): CSSStyleSheet {
  if (!shared) {
    shared = new CSSStyleSheet()
    shared.replaceSync(css)
  }
  return shared
}

/** Safari before 16.4 adopts nothing. */
function linkOrStyle(): HTMLElement {
  const { stylesheet } = sharedSettings()
  return stylesheet ? Object.assign(document.createElement('link'), { rel: 'stylesheet', href: stylesheet }) : Object.assign(document.createElement('style'), { textContent: css })
}

const canAdopt = (root: Partial<ShadowRoot>): boolean => root.adoptedStyleSheets !== undefined

/** Gives a shadow root the looks, once. */
export function adoptStyles(root: ShadowRoot): void {
  if (!canAdopt(root)) {
    if (!root.querySelector('link, style')) root.prepend(linkOrStyle())
  } else if (!root.adoptedStyleSheets.includes(sheet())) {
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet()]
  }
}
