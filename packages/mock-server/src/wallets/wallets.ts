import type { Ports } from '../options'
import type { Scenarios } from '../scenarios/scenarios'
import type { Collection } from '../store/store'
import { credentialsOf, type Credentials } from './credentials'
import { createNotifier, type Notifier } from './notifier'
import { createPayers, type Payers } from './payers'
import type { PaymentCode } from './payment-codes'
import { createQueue, type Queue } from './queue'
import type { Prepay, Trade } from './trade'
import { tradeAt, transition } from './trade-state'
import { grantsOf, type Grants } from './wechat-login/grants'

/** What the wallets wing works with. */
export interface Wallets extends Pick<Ports, 'clock' | 'random' | 'closeAfterMs' | 'allowedOrigins' | 'walletsOrigin'> {
  readonly trades: Collection<Trade>
  readonly prepays: Collection<Prepay>
  readonly paymentCodes: Collection<PaymentCode>
  /** Logins and tickets of the official account. */
  readonly grants: Grants
  readonly payers: Payers
  readonly notifier: Notifier
  readonly scenarios: Scenarios
  readonly credentials: Credentials
  /** Payments go through it, so that they see each other's. */
  readonly oneAtATime: Queue
  /** Uses of payment codes go through it, so that a request that comes twice finds what the first one made. */
  readonly micropayments: Queue
  /** Refunds go through it, so that each sees the numbers of the others. */
  readonly refunds: Queue
}

/** Sets up the wallets over the given ports. */
export function createWallets(ports: Ports & { readonly scenarios: Scenarios }): Wallets {
  const { clock, random, closeAfterMs, allowedOrigins, walletsOrigin, store, scenarios } = ports
  const credentials = credentialsOf(store, ports)
  const trades: Collection<Trade> = store.collection('wallets.trades', 'whole')
  return {
    clock, random, closeAfterMs, allowedOrigins, walletsOrigin, scenarios, credentials, trades,
    prepays: store.collection('wallets.prepays', 'whole'),
    paymentCodes: store.collection('wallets.payment-codes', 'whole'),
    grants: grantsOf(store),
    payers: createPayers(store, random),
    notifier: createNotifier({ ...ports, credentials, trades }),
    oneAtATime: createQueue(),
    micropayments: createQueue(),
    refunds: createQueue(),
  }
}

/** The trade as it is now. */
export function tradeNow(trade: Trade, { clock }: Pick<Wallets, 'clock'>): Trade {
  return tradeAt(trade, clock.now())
}

/** The trade as somebody sees it who asks for it; where the fault `expired` strikes, its time is over from here on. */
export async function lookAt(trade: Trade, wallets: Wallets): Promise<Trade> {
  const isOpen = transition(trade, { type: 'expire' }) !== trade
  if (!isOpen || !wallets.scenarios.strike('expired', trade.out_trade_no)) return tradeNow(trade, wallets)
  const now = wallets.clock.now()
  const updated = await wallets.trades.update(trade.id, (current) => ({ ...current, expires_at: Math.min(current.expires_at, now) }))
  return tradeNow(updated?.after ?? trade, wallets)
}
