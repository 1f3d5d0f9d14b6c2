import type { Clock } from '../ports/clock'
import type { FaultName } from './catalogue'

/** A fault in force. */
export interface Scenario {
  readonly name: FaultName
  /** The `trade_no` (the wallet's `out_trade_no`) of the one order that it is for; without it, every order. */
  readonly trade_no?: string | undefined
  /** How many times more it strikes; without it, until it is stopped. */
  readonly times?: number | undefined
  /** The instant at which it ends by itself. */
  readonly ends_at?: number | undefined
  /** How long an answer is held back, where that is the fault. */
  readonly ms?: number | undefined
}

/** The faults in force, asked by whoever can commit them. */
export interface Scenarios {
  /** Puts a fault in force, in the place of one of the same name for the same order. */
  start(scenario: Scenario): void
  /** Ends the faults of this name, or all of them. */
  stop(name?: FaultName): void
  list(): readonly Scenario[]
  /** The fault, if it is in force for this order; an order's own before the one for all. Counts nothing. */
  find(name: FaultName, tradeNo?: string): Scenario | undefined
  /** The same, and counts it as having struck. */
  strike(name: FaultName, tradeNo?: string): Scenario | undefined
}

/** Creates a set of faults in which none is in force. */
export function createScenarios(clock: Clock): Scenarios {
  let active: readonly Scenario[] = []
  const list = (): readonly Scenario[] => (active = active.filter(({ times = 1, ends_at = Infinity }) => times > 0 && clock.now() < ends_at))
  const find: Scenarios['find'] = (name, tradeNo) => {
    const named = list().filter((scenario) => scenario.name === name)
    return named.find(({ trade_no }) => trade_no !== undefined && trade_no === tradeNo) ?? named.find(({ trade_no }) => trade_no === undefined)
  }
  return {
    list,
    find,
    start(scenario) {
      active = [...list().filter(({ name, trade_no }) => name !== scenario.name || trade_no !== scenario.trade_no), scenario]
    },
    stop(name) {
      active = name === undefined ? [] : list().filter((scenario) => scenario.name !== name)
    },
    strike(name, tradeNo) {
      const struck = find(name, tradeNo)
      if (struck?.times !== undefined) active = active.map((scenario) => (scenario === struck ? { ...struck, times: (struck.times ?? 1) - 1 } : scenario))
      return struck
    },
  }
}
