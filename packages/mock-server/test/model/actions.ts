import fc from 'fast-check'
import { EVERYBODY, type Who } from './callers'
import type { Line } from './world'

/** Something that a payer, a cashier, a shop, the network or the machine does. `order` counts from the oldest, around. */
export type Action =
  | { readonly type: 'create', readonly who: Who, readonly way: string, readonly yuan: number }
  /** The page asks again for an order whose answer it may not have had. */
  | { readonly type: 'create-again', readonly order: number }
  | { readonly type: 'pay', readonly order: number, readonly password: string }
  /** The payer scans it, or goes to its page, and does not pay. */
  | { readonly type: 'open', readonly order: number }
  | { readonly type: 'confirm', readonly order: number, readonly password: string }
  | { readonly type: 'decline', readonly order: number }
  | { readonly type: 'look' | 'close' | 'reverse', readonly order: number }
  /** Somebody else tries to see and to end the order. */
  | { readonly type: 'intrude', readonly order: number, readonly who: Who }
  | { readonly type: 'login', readonly who: Who }
  /** The phone goes to the other payer. */
  | { readonly type: 'phone', readonly account: number }
  | { readonly type: 'refund', readonly order: number, readonly share: number }
  | { readonly type: 'wait', readonly ms: number }
  | { readonly type: 'line', readonly which: 'api' | 'notify', readonly line: Line }
  | { readonly type: 'fault', readonly name: 'systemerror-but-paid' | 'bankerror' | 'userpaying' | 'duplicate-notify' | 'reordered-notifies' | 'notify-before-answer' | 'tampered-amount' | 'bad-signature' | 'unknown-trade-state' | 'closes-while-paying' | 'expired' }
  | { readonly type: 'restart' }
  /** The process dies at one of its writes to come, and another begins. */
  | { readonly type: 'kill', readonly write: number }
  | { readonly type: 'at-once', readonly first: Action, readonly second: Action }

const order = fc.nat({ max: 3 })
const who = fc.constantFrom(...EVERYBODY)
const password = fc.constantFrom('', '123456', '123456', '123456', '654321')

/** What the orders cost. */
export const YUAN = [0.1, 12, 1000, 1000.01] as const

const creating = (ways: readonly string[]): fc.Arbitrary<Action> => fc.record({ type: fc.constant('create' as const), who, way: fc.constantFrom(...ways), yuan: fc.constantFrom(...YUAN) })

const later: fc.Arbitrary<Action> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ type: fc.constant('create-again' as const), order }) },
  { weight: 8, arbitrary: fc.record({ type: fc.constantFrom('pay' as const, 'pay' as const, 'confirm' as const), order, password }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constantFrom('decline' as const, 'open' as const), order }) },
  { weight: 6, arbitrary: fc.record({ type: fc.constantFrom('look' as const, 'close' as const, 'reverse' as const), order }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('intrude' as const), order, who }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('login' as const), who }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('phone' as const), account: fc.constantFrom(0, 1) }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('refund' as const), order, share: fc.constantFrom(0.25, 0.5, 1) }) },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('wait' as const), ms: fc.constantFrom(1, 2500, 6000, 16_000, 61_000, 16 * 60_000) }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('line' as const), which: fc.constantFrom('api' as const, 'notify' as const), line: fc.constantFrom<Line>('up', 'up', 'lost', 'answer-lost') }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('fault' as const), name: fc.constantFrom('systemerror-but-paid' as const, 'bankerror' as const, 'userpaying' as const, 'duplicate-notify' as const, 'reordered-notifies' as const, 'notify-before-answer' as const, 'tampered-amount' as const, 'bad-signature' as const, 'unknown-trade-state' as const, 'closes-while-paying' as const, 'expired' as const) }) },
  { weight: 1, arbitrary: fc.constant({ type: 'restart' as const }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('kill' as const), write: fc.nat({ max: 9 }) }) },
)

/** Any sequence of what can happen, with orders by these ways of paying; two of them may happen at once. */
export function actionsBy(ways: readonly string[]): fc.Arbitrary<Action[]> {
  const create = creating(ways)
  const single = fc.oneof({ weight: 3, arbitrary: create }, { weight: 36, arbitrary: later })
  return fc.tuple(create, fc.array(
    fc.oneof({ weight: 4, arbitrary: single }, { weight: 1, arbitrary: fc.record({ type: fc.constant('at-once' as const), first: single, second: single }) }),
    { minLength: 4, maxLength: 24 },
  )).map(([first, rest]) => [first, ...rest])
}
