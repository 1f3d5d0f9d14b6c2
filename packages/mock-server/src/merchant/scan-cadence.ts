import type { ProviderName } from './gateways'

const SECOND = 1000
const MINUTE = 60 * SECOND
const DAY = 24 * 60 * MINUTE

/** From this age of an order on, a step at every so many milliseconds. */
export interface Phase { readonly fromMs: number, readonly everyMs: number }

/** How the merchant follows a charge by payment code at one provider. All ages are the order's, in milliseconds. */
export interface Cadence {
  /** The steps while nobody wants it undone, oldest phase first. */
  readonly following: readonly Phase[]
  /** The steps once the cashier wants it undone. */
  readonly undoing: readonly Phase[]
  /** From here on a step undoes the charge, whatever the cashier wants. */
  readonly undoFromMs: number
  /** The provider undoes no charge that is younger. */
  readonly reversibleAfterMs: number
  /** The provider undoes no charge that is older; nothing is done about it any more. */
  readonly reversibleForMs: number
}

const phase = (fromMs: number, everyMs: number): Phase => ({ fromMs, everyMs })

/** A row for each provider whose wallets have payment codes. */
export const CADENCES: Readonly<Partial<Record<ProviderName, Cadence>>> = {
  wechat: {
    following: [phase(5 * SECOND, 10 * SECOND), phase(305 * SECOND, MINUTE)],
    undoing: [phase(15 * SECOND, 2 * SECOND), phase(305 * SECOND, MINUTE)],
    undoFromMs: 45 * SECOND,
    reversibleAfterMs: 15 * SECOND,
    reversibleForMs: 7 * DAY,
  },
  alipay: {
    following: [phase(3 * SECOND, 3 * SECOND), phase(60 * SECOND, 10 * SECOND), phase(310 * SECOND, MINUTE)],
    undoing: [phase(0, 2 * SECOND), phase(310 * SECOND, MINUTE)],
    undoFromMs: 60 * SECOND,
    reversibleAfterMs: 0,
    reversibleForMs: DAY,
  },
  // After half a minute it is the cashier's to see to: nothing can be undone before five.
  qq: {
    following: [phase(10 * SECOND, 10 * SECOND), phase(30 * SECOND, 30 * SECOND), phase(10 * MINUTE, MINUTE)],
    undoing: [phase(5 * MINUTE, 2 * SECOND), phase(10 * MINUTE, MINUTE)],
    undoFromMs: 5 * MINUTE,
    reversibleAfterMs: 5 * MINUTE,
    reversibleForMs: 7 * DAY,
  },
}
