import { useScanGun } from '@baas-pay/ui'
import { onBeforeUnmount, onMounted, shallowRef } from 'vue'
import type { Basket } from './sale'
import { useTill } from './use-till'

/** What the scanner's engine tells of a scan. */
interface Burst {
  readonly length: number
  readonly paceMs: number
  readonly longestGapMs: number
}

/** Longer than the last gap of a scan, and shorter than a cashier's pause before the customer's phone. */
const SLACK_MS = 150
const MOST_REMEMBERED = 40

/**
 * Typing an amount at a till that has a scanner: what the scanner types is no amount. The engine knows it by the end of the code at the latest,
 * and the basket is put back as it was before.
 */
export function useTyping() {
  const till = useTill()
  const notice = shallowRef('')
  let typed: { readonly atMs: number, readonly before: Basket }[] = []
  let lastKeyMs = 0

  const look = ({ timeStamp }: KeyboardEvent) => { lastKeyMs = timeStamp }
  // Before the engine, which keeps to itself what a scanner types.
  onMounted(() => window.addEventListener('keydown', look, true))
  onBeforeUnmount(() => window.removeEventListener('keydown', look, true))

  function undo({ length, paceMs, longestGapMs }: Burst): void {
    const sinceMs = lastKeyMs - length * paceMs - longestGapMs - SLACK_MS
    const first = typed.find(({ atMs }) => atMs >= sinceMs)
    if (first) till.basket = first.before
    typed = []
    notice.value = till.totalFen === 0 ? '请先选商品或输入金额，再扫付款码' : '请先按“收款”，再扫付款码'
  }
  useScanGun({ isBusy: () => true, onScan: ({ facts }) => undo(facts), onReject: ({ facts }) => undo(facts), allowsSynthetic: true })

  function change(act: () => void, atMs = performance.now()): void {
    notice.value = ''
    typed = [...typed.slice(1 - MOST_REMEMBERED), { atMs, before: till.basket }]
    act()
  }
  return { notice, change }
}
