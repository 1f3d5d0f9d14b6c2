/** Leaving for a wallet's page, as a port. Who calls it has checked the address. */

/** A window that was opened in the payer's click, before there was an address to go to. */
export interface OpenedWindow {
  go(url: string): void
  close(): void
}

/** How a page sends its payer on. */
export interface Navigate {
  /** Leaves this page. */
  go(url: string): void
  /** Opens a window that can't reach this page; undefined where the browser blocks it, as it does outside a click. */
  open(): OpenedWindow | undefined
}

/** The browser's. */
export const browserNavigate: Navigate = {
  go: (url) => location.assign(url),
  open() {
    const opened = window.open('about:blank', '_blank')
    if (!opened) return undefined
    // Asked for by `noopener`, window.open would not give the window back.
    opened.opener = null
    return { go: (url) => opened.location.replace(url), close: () => opened.close() }
  },
}
