/** What `<ScanPay>` tells, as facts of rows. */
import type { ScanPayEmits } from '../../components/ScanPay'
import type { ScanFact } from './rows'

type Told = 'confirming' | 'paid' | 'refused' | 'unknown' | 'leave' | 'reversed' | 'duplicate-paid'

/** Listeners for `<ScanPay v-on="results.listeners">`. */
export type ScanResultListeners = { readonly [E in Told]: (...facts: ScanPayEmits[E]) => void }

type Facts = Partial<Omit<ScanFact, 'outcome' | 'reason'>>

const only = ({ intentId, gatewayType, tradeNo, transactionNo, clientToken, amountFen }: Facts): Facts => ({ intentId, gatewayType, tradeNo, transactionNo, clientToken, amountFen })

/** Makes the listeners. A charge that could not even be sent, since the page asked for what can't be, is no row. */
export function listenersTo(record: (fact: ScanFact) => void): ScanResultListeners {
  return {
    confirming: (facts) => record({ outcome: 'open', ...only(facts) }),
    paid: (facts) => record({ outcome: 'paid', ...only(facts), late: facts.late, refund: facts.refund, paidAt: facts.paidAt }),
    refused: (facts) => { if (facts.intentId !== undefined) record({ outcome: 'refused', ...only(facts), reason: facts.reason }) },
    unknown: (facts) => record({ outcome: 'unknown', ...only(facts) }),
    leave: (facts) => record({ outcome: 'unknown', ...only(facts) }),
    reversed: (facts) => record({ outcome: 'reversed', ...only(facts), refund: facts.isRefunded ? 'complete' : undefined }),
    'duplicate-paid': ({ first, second }) => {
      record({ outcome: 'paid', ...only(first) })
      record({ outcome: 'paid', ...only(second) })
    },
  }
}
