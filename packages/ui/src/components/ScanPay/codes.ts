/** What is known of payment codes at a client's counters. */
import { gateways, type PayClient } from '@baas-pay/sdk'
import { paymentCodeRules, type PaymentCodeRule } from '@baas-pay/sdk/scan'

/** The codes that were charged at each client's counters: one page after the other, or two at a time. */
const used = new WeakMap<PayClient, Set<string>>()

/** Those of one client, to be added to. */
export function usedAt(client: PayClient): Set<string> {
  const codes = used.get(client) ?? new Set()
  used.set(client, codes)
  return codes
}

/** The wallets' rules; of a wallet that nobody here can charge the name is all that is known. */
export function rulesOf({ backend }: PayClient): PaymentCodeRule[] {
  const offered = new Set(backend.gateways.filter((type) => gateways[type].flow === 'scan').map((type) => gateways[type].provider))
  return paymentCodeRules.map((rule) => {
    const { provider, ...known } = rule
    return provider && offered.has(provider) ? rule : known
  })
}
