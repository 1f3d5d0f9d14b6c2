/** One fault: what goes wrong, and what a client must do about it. */
export interface Fault {
  readonly what: string
  readonly client: string
  /** How long an answer is held back, where that is the fault. */
  readonly delayMs?: number
}

/** Every fault that can be asked for, by name. */
export const FAULTS = {
  'slow': { what: 'the merchant answers the page late, after `ms`', client: 'wait for the answer, up to its own timeout; show that it is working', delayMs: 3000 },
  'offline': { what: 'the page\'s connections to the merchant break without an answer', client: 'say that the network is down and the payment is safe; go on asking' },
  '500s': { what: 'the merchant answers every request of the page with 500', client: 'end nothing; ask again, more slowly' },
  'create-answer-lost': { what: 'an order is created, and the connection breaks before its answer', client: 'find the order by its client_token; never create another' },
  'loses-notify': { what: 'the wallet\'s notifies never arrive', client: 'a merchant asks by orderquery; a page notices nothing' },
  'duplicate-notify': { what: 'every notify comes twice', client: 'a merchant acknowledges both and applies one' },
  'notify-before-answer': { what: 'the notify arrives before the payer\'s phone or the bridge has its answer', client: 'take the paid order as paid, whatever comes later' },
  'reordered-notifies': { what: 'the payment\'s notify misses its first turn, so that a refund\'s may come first', client: 'a merchant never lets an older notify undo a newer one' },
  'tampered-amount': { what: 'notifies tell of one fen less, with a good signature', client: 'a merchant refuses them and asks by orderquery' },
  'bad-signature': { what: 'notifies are signed with another key', client: 'a merchant refuses them and asks by orderquery' },
  'unknown-trade-state': { what: 'orderquery answers a trade_state that nobody has heard of', client: 'take it for no answer: go on asking, and end as unknown' },
  'userpaying': { what: 'a payment code always asks the payer for the password', client: 'say so, and wait; never charge again' },
  'systemerror-but-paid': { what: 'micropay charges the payer and answers SYSTEMERROR', client: 'ask by orderquery; never charge again' },
  'bankerror': { what: 'micropay answers BANKERROR, and the charge has not happened', client: 'ask by orderquery; reverse what stays open' },
  'refused': { what: 'the wallet refuses every payment of the payer', client: 'say so in plain words; a QR stays payable, a payment code needs a new one' },
  'expired': { what: 'the time of an unpaid order is over', client: 'check once more, then offer a new code' },
  'closes-while-paying': { what: 'the order closes while the payer types the password', client: 'say closed only after a check; nothing was charged' },
  'push-drops': { what: 'push connections break, and nudges are lost', client: 'go on asking: push only ever made it faster' },
} as const satisfies Readonly<Record<string, Fault>>

/** The name of a fault, in kebab-case. */
export type FaultName = keyof typeof FAULTS

/** Whether there is a fault of this name. */
export const isFaultName = (name: unknown): name is FaultName => typeof name === 'string' && Object.hasOwn(FAULTS, name)
