import { useScanGun } from '@baas-pay/ui'
import { shallowRef } from 'vue'
import type { Basket } from './sale'
import { useTill } from './use-till'

/** A cashier's pause before the customer's phone is longer, and the gaps of a scan are shorter: where in doubt, more of the amount is taken back. */
const PAUSE_MS = 400
/** Of a slow scanner, so many times its usual gap. */
const GAPS = 4
const MOST_REMEMBERED = 40

/**
 * Typing an amount at a till that has a scanner: what the scanner types is no amount. The engine knows it by the end of the code at the latest,
 * and the basket is put back as it was before.
 */
export function useTyping() {
  const till = useTill()
  const notice = shallowRef('')
  let typed: { readonly atMs: number, readonly before: Basket }[] = []

  function undo({ paceMs }: { readonly paceMs: number }): void {
    const pauseMs = Math.max(PAUSE_MS, GAPS * paceMs)
    const isFirst = typed.map(({ atMs }, index) => atMs - (typed[index - 1]?.atMs ?? 0) >= pauseMs)
    const first = typed[isFirst.lastIndexOf(true)] ?? typed[0]
    if (first) till.basket = first.before
    typed = []
    notice.value = till.totalFen === 0 ? `请先选商品${till.mayType ? '或输入金额' : ''}，再扫付款码` : '请先按“收款”，再扫付款码'
  }
  useScanGun({ isBusy: () => true, onScan: ({ facts }) => undo(facts), onReject: ({ facts }) => undo(facts), allowsSynthetic: true })

  function change(act: () => void, atMs = performance.now()): void {
    notice.value = ''
    typed = [...typed.slice(1 - MOST_REMEMBERED), { atMs, before: till.basket }]
    act()
  }
  return { notice, change }
}
