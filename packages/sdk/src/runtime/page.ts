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

/** Listens to a page's events, by name; on a server there are none. */
function listen(names: readonly string[], listener: (event: Event) => void): Stop {
  if (!hasPage()) return () => {}
  const wirings = names.map((name) => [name === 'visibilitychange' ? document : window, name] as const)
  for (const [target, name] of wirings) target.addEventListener(name, listener)
  return () => {
    for (const [target, name] of wirings) target.removeEventListener(name, listener)
  }
}

const hasPage = (): boolean => typeof document !== 'undefined' && typeof window !== 'undefined'

/** A page that was hidden and is seen again, or that comes out of the bfcache. */
const isBack = (event: Event): boolean =>
  event.type === 'pageshow' ? (event as PageTransitionEvent).persisted : document.visibilityState === 'visible'

/** Some in-app browsers have no `onLine`: only an explicit false counts. */
export const isBrowserOnline = (): boolean => typeof navigator === 'undefined' || (navigator.onLine as boolean | undefined) !== false

/** The browser's page; on a server it is visible, online and silent. */
export const browserPage: Page = {
  isHidden: () => hasPage() && document.visibilityState === 'hidden',
  isOnline: isBrowserOnline,
  onWake: (listener) =>
    listen(['visibilitychange', 'pageshow', 'online', 'focus'], (event) => {
      if (event.type === 'online' || event.type === 'focus') listener(event.type)
      else if (isBack(event)) listener('return')
    }),
  onChange: (listener) => listen(['visibilitychange', 'online', 'offline', 'pageshow', 'pagehide'], ({ type }) => listener(type === 'pagehide')),
}
