/** Pages that a server renders and a browser hydrates: each component as a page writes it. */
import { createPayClient, memoryStorage, type Backend } from '@baas-pay/sdk'
import { createSSRApp, h, type App, type Component } from 'vue'
import { createPayUI, PayAmount, PayCountdown, PayDialog, PayMethodList, PayNetwork, PayOrderNumber, PayQrcode, PayResult, PayReturn, ScanPay } from '../index'

/** One of them. */
export interface ServerScene {
  readonly component: Component
  readonly props: object
  /** What the server sends of it. */
  readonly shows: string
}

const INTENT = { gateway: 'weixin_tenpay_native', amountFen: 10, description: '深蓝色秋裤', intentId: 'cart-42' } as const

export const serverScenes: Readonly<Record<string, ServerScene>> = {
  'a closed dialog': { component: PayDialog, props: { intent: INTENT }, shows: '<!--' },
  'an open dialog': { component: PayDialog, props: { intent: INTENT, open: true }, shows: '<!--' },
  'an open dialog with a choice': { component: PayDialog, props: { intent: INTENT, methods: ['wechat', 'alipay'], open: true }, shows: '<!--' },
  'a dialog as a panel': { component: PayDialog, props: { intent: INTENT, open: true, inline: true }, shows: '0.10' },
  'the landing page': { component: PayReturn, props: { intentId: 'cart-42' }, shows: 'data-pay-state="checking"' },
  'the ways of paying': { component: PayMethodList, props: { methods: ['wechat', 'alipay'] }, shows: 'alipay_qrcode' },
  'the counter': { component: ScanPay, props: { intent: { amountFen: 10, description: '午餐' } }, shows: 'data-pay-scan' },
  'the counter, with a camera': { component: ScanPay, props: { intent: { amountFen: 10, description: '午餐' }, camera: true }, shows: 'data-pay-scan' },
  'a code': { component: PayQrcode, props: { text: 'weixin://wxpay/bizpayurl?pr=1' }, shows: 'data-pay-part="qrcode"' },
  'an amount': { component: PayAmount, props: { amountFen: 10 }, shows: '0.10' },
  'a countdown': { component: PayCountdown, props: { deadlineAt: 300_500, now: () => 0 }, shows: 'data-pay-part="countdown"' },
  'an order number': { component: PayOrderNumber, props: { value: 'T1' }, shows: 'T1' },
  'network trouble': { component: PayNetwork, props: { health: 'unstable' }, shows: 'data-pay-health="unstable"' },
  'an end': { component: PayResult, props: { kind: 'unknown', title: '正在确认', text: '请不要重复付款' }, shows: '请不要重复付款' },
}

/** A backend that is never heard of again; `calls` are what it was asked. */
function silentBackend(calls: string[]): Backend {
  const silence = (name: string) => () => {
    calls.push(name)
    return new Promise<never>(() => {})
  }
  return {
    scope: 'test:server', gateways: ['weixin_tenpay_native', 'weixin_tenpay_wap', 'alipay_qrcode', 'alipay_wap', 'weixin_tenpay_micropay', 'alipay_barcode'],
    supports: { token: true, close: true, reverse: false, expiry: true, push: false }, create: silence('create'), find: silence('find'),
  }
}

/** The app of a scene, the same on the server and in the browser. */
export function appOf(name: string, calls: string[] = []): App {
  const scene = serverScenes[name]
  if (!scene) throw new Error(`no scene "${name}"`)
  const client = createPayClient({ backend: silentBackend(calls), storage: memoryStorage() })
  return createSSRApp({ render: () => h(scene.component, scene.props) }).use(createPayUI({ client }))
}
