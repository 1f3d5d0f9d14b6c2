/** Whether the payer looks at the page and the network is there, as a port. */

/** Undoes what was started. */
export type Stop = () => void

/** Why a page looks again. `return` is a page that comes back from elsewhere (visible again, bfcache). */
export type Wake = 'return' | 'online' | 'focus'

/** What the watch needs to know of the page. */
export interface Page {
  isHidden(): boolean
  isOnline(): boolean
  /** Calls back when the payer comes back or the network does. */
  onWake(listener: (why: Wake) => void): Stop
  /** Calls back when visibility or the network changes in any direction; `isLeaving` when the page is being left, perhaps to come back. */
  onChange(listener: (isLeaving?: boolean) => void): Stop
}

type Wiring = readonly [target: EventTarget, event: string, listener: EventListener]

function listen(wirings: readonly Wiring[]): Stop {
  for (const [target, event, listener] of wirings) target.addEventListener(event, listener)
  return () => {
    for (const [target, event, listener] of wirings) target.removeEventListener(event, listener)
  }
}

const hasPage = (): boolean => typeof document !== 'undefined' && typeof window !== 'undefined'

/** Some in-app browsers have no `onLine`: only an explicit false counts. */
export const isBrowserOnline = (): boolean => typeof navigator === 'undefined' || (navigator.onLine as boolean | undefined) !== false

/** The browser's page; on a server it is visible, online and silent. */
export const browserPage: Page = {
  isHidden: () => hasPage() && document.visibilityState === 'hidden',
  isOnline: isBrowserOnline,
  onWake: (listener) =>
    hasPage()
      ? listen([
          [document, 'visibilitychange', () => { if (document.visibilityState === 'visible') listener('return') }],
          [window, 'pageshow', (event) => { if ((event as PageTransitionEvent).persisted) listener('return') }],
          [window, 'online', () => listener('online')],
          [window, 'focus', () => listener('focus')],
        ])
      : () => {},
  onChange: (listener) =>
    hasPage()
      ? listen([
          ...['visibilitychange', 'online', 'offline', 'pageshow'].map((event) => [event === 'visibilitychange' ? document : window, event, () => listener(false)] as const),
          [window, 'pagehide', () => listener(true)],
        ])
      : () => {},
}
