import type { Collection, Store } from '../../store/store'
import type { Order } from '../order'
import type { Pay, Purchase, Trail } from './records'
import type { WalnutSettings } from './settings'
import { createTurns, type Turns } from './turns'

/** What the Walnut routes work with, beside what all of the merchant does. */
export interface Desk {
  readonly settings: WalnutSettings
  readonly purchases: Collection<Purchase>
  readonly pays: Collection<Pay>
  /** What touches one purchase, or uses one token, comes one after the other. */
  readonly turns: Turns
  /** What WeChat Pay was told and said of pay objects that are just being sent, by `out_trade_no`. */
  readonly exchanges: Map<string, Trail>
  /** Callbacks that are under way, by pay object. */
  readonly callbacks: Map<string, Promise<void>>
  /** Who watches pay objects over a socket. */
  readonly watchers: Map<string, Set<Watcher>>
}

/** Is told that the order of its pay object has changed. */
export type Watcher = (order: Order) => void

/** The desk over a store. */
export function createDesk(settings: WalnutSettings, store: Store): Desk {
  return {
    settings,
    purchases: store.collection('merchant.walnut-purchases'),
    pays: store.collection('merchant.walnut-pays'),
    turns: createTurns(),
    exchanges: new Map(),
    callbacks: new Map(),
    watchers: new Map(),
  }
}
