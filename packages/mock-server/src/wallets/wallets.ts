import type { Ports } from '../options'
import type { Clock } from '../ports/clock'
import type { Random } from '../ports/random'
import type { Collection } from '../store/store'
import { credentialsOf, type WechatCredentials } from './credentials'
import { createNotifier, type Notifier } from './notifier'
import { createPayers, type Payers } from './payers'
import type { Code, Trade } from './trade'

/** What the wallets wing works with. */
export interface Wallets {
  readonly clock: Clock
  readonly random: Random
  readonly closeAfterMs: number
  readonly trades: Collection<Trade>
  readonly codes: Collection<Code>
  readonly payers: Payers
  readonly notifier: Notifier
  readonly credentials: () => Promise<WechatCredentials>
}

/** Sets up the wallets over the given ports. */
export function createWallets(ports: Ports): Wallets {
  const { clock, random, closeAfterMs, store } = ports
  const credentials = credentialsOf(store, random)
  return {
    clock,
    random,
    closeAfterMs,
    trades: store.collection('wallets.trades'),
    codes: store.collection('wallets.codes'),
    credentials,
    payers: createPayers(store, random),
    notifier: createNotifier({ ...ports, credentials }),
  }
}
