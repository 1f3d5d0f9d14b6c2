/** What becomes of a scanned text: a payment code is given once, anything else refused with its reason. */
import type { RejectReason, Scan, ScanDecoderOptions, ScanFacts, ScanReject } from './keystrokes-scan'
import { maskPaymentCode, paymentCodeRules, ruleOfHead } from './payment-code-rules'

/** As many codes are remembered: no wallet's code lives as long as the next two hundred. */
const MOST_USED = 200

/** A judge of texts. Whether one is a whole code is known before. */
export function createJudge({ rules = paymentCodeRules, isBusy = () => false, used = new Set() }: ScanDecoderOptions): (code: string, isWhole: boolean, facts: ScanFacts) => Scan | ScanReject {
  return (code, isWhole, facts) => {
    const masked = maskPaymentCode(code)
    const rule = ruleOfHead(code, rules)
    if (!rule) return { reason: 'unknown', masked, facts }
    const { brand, provider } = rule
    const refuse = (reason: RejectReason): ScanReject => ({ reason, masked, brand, facts })
    if (!isWhole) return refuse('incomplete')
    if (!provider) return refuse('unsupported')
    if (used.has(code)) return refuse('used')
    if (isBusy()) return refuse('busy')
    used.add(code)
    // A set gives its oldest first.
    for (const old of used) if (used.size > MOST_USED) used.delete(old)
    return { code, masked, brand, provider, facts }
  }
}
