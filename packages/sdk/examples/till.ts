/** A sale at a till: a payment code that is scanned is charged, once. */
import { createCheckout, type CheckoutState, type PayClient } from '@baas-pay/sdk'
import { createScanGun, type RejectReason } from '@baas-pay/sdk/scan'

/** What a cashier is told of a scan that is not charged. */
const WHY: Readonly<Record<RejectReason, string>> = {
  incomplete: '没有读全，请再扫一次',
  unknown: '这不是付款码',
  unsupported: '这里收不了这个钱包的付款码',
  used: '这个付款码已经用过，请顾客刷新后再扫',
  busy: '上一次扫码还没有结果，请稍等',
}

/** A code may come where nothing is under way, and where what was is known to be unpaid. */
const takesCode = ({ name }: CheckoutState): boolean => name === 'idle' || name === 'failed' || name === 'closed'

/** Takes one sale's payment; `show` has each state, `say` a word for the cashier. The answer ends it. */
export function takePayment(client: PayClient, sale: { no: string; amountFen: number; description: string }, show: (state: CheckoutState) => void, say: (text: string) => void): () => void {
  const { no: intentId, ...goods } = sale
  const checkout = createCheckout(client, { gateway: 'weixin_tenpay_micropay', intentId, ...goods })
  const gun = createScanGun({
    isBusy: () => !takesCode(checkout.state),
    onReject: ({ reason }) => say(WHY[reason]),
    // The code goes into the charge and nowhere else. Its wallet's own gateway is taken.
    onScan: ({ code }) => void checkout.charge(code).catch(() => say('没有发出去，请顾客刷新付款码后再扫')),
  })
  const stop = checkout.subscribe(() => show(checkout.state))
  // After a reload: comes back to a charge that is not over.
  checkout.start()
  gun.start()
  return () => {
    gun.stop()
    stop()
    checkout.dispose()
  }
}
