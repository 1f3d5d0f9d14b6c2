import { PayAmount, PayCountdown, PayMethodList, PayNetwork, PayOrderNumber, PayQrcode, PayResult } from '@baas-pay/ui'
import { h, type VNode } from 'vue'
import { openScriptedShop, wares } from './scripted-shop'

/** A part by itself, with its props. */
export interface PartScene {
  readonly render: () => VNode
  /** What says that it is there. @default the part itself */
  readonly shows?: string
}

const part = (render: () => VNode, shows?: string): PartScene => (shows === undefined ? { render } : { render, shows })
const TRADE_NO = '9f27c1d04be84a6fb1c35e08d7a2640b'
const countdown = (leftMs: number) => {
  const deadlineAt = Date.now() + leftMs
  return part(() => h(PayCountdown, { deadlineAt }))
}
const { client } = openScriptedShop()
const result = (kind: 'paid' | 'closed' | 'failed' | 'expired' | 'unknown') => part(() => h(PayResult, { kind }))
const network = (health: 'unstable' | 'offline') => {
  const lastAnswerAt = Date.now() - 40_000
  return part(() => h(PayNetwork, { health, lastAnswerAt }))
}

/** Every state of the parts that a page can use alone, by the names in their addresses. */
export const partScenes: Readonly<Record<string, Readonly<Record<string, () => PartScene>>>> = {
  'pay-amount': {
    least: () => part(() => h(PayAmount, { amountFen: 1 })),
    usual: () => part(() => h(PayAmount, { amountFen: wares.usual.amountFen })),
    long: () => part(() => h(PayAmount, { amountFen: wares.long.amountFen })),
    longest: () => part(() => h(PayAmount, { amountFen: Number.MAX_SAFE_INTEGER })),
  },
  'pay-method-list': {
    wallets: () => part(() => h(PayMethodList, { methods: ['wechat', 'alipay', 'qq'], client })),
    ways: () => part(() => h(PayMethodList, { methods: ['weixin_tenpay_native', 'weixin_tenpay_wap', 'weixin_tenpay_js', 'alipay_page', 'alipay_wap'], client })),
  },
  'pay-qrcode': {
    drawn: () => part(() => h(PayQrcode, { text: 'weixin://wxpay/bizpayurl?pr=4Zx8qPvzz' }), '[data-pay-part="qrcode"] svg'),
    large: () => part(() => h(PayQrcode, { text: 'weixin://wxpay/bizpayurl?pr=4Zx8qPvzz', sizePx: 288 }), '[data-pay-part="qrcode"] svg'),
    // More than any code can hold.
    broken: () => part(() => h(PayQrcode, { text: '码'.repeat(3000) }), '[data-pay-part="qrcode-reload"]'),
  },
  'pay-countdown': { calm: () => countdown(272_000), urgent: () => countdown(44_000), hours: () => countdown(7_300_000), over: () => countdown(0) },
  'pay-network': { unstable: () => network('unstable'), offline: () => network('offline'), creating: () => part(() => h(PayNetwork, { health: 'unstable', creating: true })) },
  'pay-order-number': {
    whole: () => part(() => h(PayOrderNumber, { value: TRADE_NO })),
    compact: () => part(() => h(PayOrderNumber, { value: TRADE_NO, compact: true })),
  },
  'pay-result': { paid: () => result('paid'), closed: () => result('closed'), failed: () => result('failed'), expired: () => result('expired'), unknown: () => result('unknown') },
}
