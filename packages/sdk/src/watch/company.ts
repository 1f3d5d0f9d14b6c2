/** What a shown order is watched together with: the other tabs, and the backend that nudges. It only makes asking rarer and sooner. */
import type { PayClient } from '../client'
import type { OrderRef } from '../core/order'
import type { Reading } from '../core/outcome'
import { createPush } from './push'
import { createTabs } from './tabs'

/** Options of {@link createCompany}. */
export interface CompanyOptions {
  readonly eventsUrl?: string | undefined
  /** The backend, or what another tab has read, hints at news. */
  readonly onHint: (why: 'nudge' | 'mirror') => void
  /** The next ask may be due at another time; `heard`: another tab has just read what this one knows. */
  readonly onTurn: (why?: 'heard' | 'lead') => void
}

/** The company of one watch, until it leaves. */
export interface Company {
  /** Whether nudges come through. */
  readonly isPushed: boolean
  /** How much longer this tab lets another one ask. */
  readonly mirroredMs: number
  /** What this tab has read last, and when it asks next; `isHearsay`: because another tab said so. */
  tell(reading: Reading, nextMs: number | undefined, isHearsay: boolean): void
  /** Leads and listens as long as this page is one that is looked at. */
  look(isLeaving: boolean): void
  leave(): void
}

/** Makes the company of a watch; it does nothing before it is told to `look`. */
export function createCompany(client: PayClient, ref: OrderRef, { eventsUrl, onHint, onTurn }: CompanyOptions): Company {
  const push = createPush(client, ref, { eventsUrl, onNudge: () => onHint('nudge'), onLive: onTurn })
  const tabs = createTabs(client, ref, { onNews: () => onHint('mirror'), onTurn })
  const { page } = client.ports
  let isLeft = false
  return {
    get isPushed() { return push.isLive },
    get mirroredMs() { return tabs.mirroredMs },
    tell: (reading, nextMs, isHearsay) => tabs.tell(reading, nextMs, isHearsay),
    look(isLeaving) {
      // A page that is left hears next that it is hidden: a lock or a connection asked for then costs it its place in the bfcache.
      isLeft = isLeaving || (isLeft && page.isHidden())
      tabs.look(!isLeft && !page.isHidden())
      if (isLeft) push.close()
      else push.open()
    },
    leave() {
      tabs.leave()
      push.close()
    },
  }
}
