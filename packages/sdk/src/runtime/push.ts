/** Listening to a server's nudges, as a port. */
import type { Stop } from './page'

/**
 * Listens to an address: `onNudge` at each event, `onLive` when the connection is there and when it is lost. It comes back by itself
 * where it can.
 */
export type Listen = (url: string, onNudge: () => void, onLive: (isLive: boolean) => void) => Stop

/** By EventSource. Where there is none nothing is heard, and the order is asked for at full rate. */
export const browserListen: Listen = (url, onNudge, onLive) => {
  if (typeof EventSource === 'undefined') return () => {}
  const source = new EventSource(url)
  source.addEventListener('open', () => onLive(true))
  source.addEventListener('error', () => onLive(false))
  // What it carries is not looked at.
  for (const name of ['nudge', 'message']) source.addEventListener(name, () => onNudge())
  return () => source.close()
}
