import type { ClientToken, Fen, TradeNo } from '@baas-pay/sdk'
import { ScannerTest, ScanResults, useScanResults, type ScanFact } from '@baas-pay/ui'
import { defineComponent, h } from 'vue'
import type { PartScene } from './part-scenes'
import { openScriptedShop } from './scripted-shop'

const no = (name: string) => `${name}4be84a6fb1c35e08d7a2640b` as TradeNo
const charge = (outcome: ScanFact['outcome'], name: string, facts: Partial<ScanFact> = {}): ScanFact =>
  ({ outcome, intentId: name, tradeNo: no(name), amountFen: 1990 as Fen, gatewayType: 'weixin_tenpay_micropay', ...facts })

const RESULTS: readonly ScanFact[] = [
  charge('paid', 'a'),
  charge('paid', 'b', { gatewayType: 'alipay_barcode', amountFen: 123456789 as Fen }),
  charge('refused', 'c', { gatewayType: 'qpay_micropay', reason: 'not-enough' }),
  charge('reversed', 'd', { refund: 'complete' }),
  charge('paid', 'e', { late: true }),
  charge('paid', 'f', { intentId: 'e' }),
  charge('unknown', 'g', { tradeNo: undefined, clientToken: '6e27aaebbf1f874a8658bdd760b0ca57' as ClientToken }),
  charge('open', 'h', { gatewayType: 'alipay_barcode' }),
]

/** A till that was told of some charges. */
function results(facts: readonly ScanFact[], shows: string): PartScene {
  const { client } = openScriptedShop()
  const Till = defineComponent(() => {
    const kept = useScanResults(client)
    for (const fact of facts) kept.record(fact)
    return () => h(ScanResults, { results: kept })
  })
  return { render: () => h(Till), shows }
}

/** A till's own parts. */
export const tillScenes: Readonly<Record<string, Readonly<Record<string, () => PartScene>>>> = {
  'scan-results': { none: () => results([], '[data-pay-part="results-empty"]'), all: () => results(RESULTS, '[data-pay-part="results-row"]') },
  'scanner-test': { waiting: () => ({ render: () => h(ScannerTest), shows: '[data-pay-part="scanner-verdict"]' }) },
}
