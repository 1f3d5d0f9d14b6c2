import { createPayClient, gateways, memoryStorage, yuanToFen, type Backend, type Clock, type CloseResult, type CreatedOrder, type Fen, type GatewayType, type Navigate, type OrderAnswer, type Page, type PayClient, type Presentation, type Provider, type TradeNo, type TransactionNo } from '@baas-pay/sdk'

/**
 * A merchant that says what a scene needs. Everything above it is what ships: the sdk's machine gets to its states by its own steps,
 * and the dialog shows them. Only the waiting is cut short.
 */
export interface ScriptedShop {
  readonly client: PayClient
  /** Told of every order, by create and find. */
  told: Partial<OrderAnswer>
  create: () => Promise<Partial<CreatedOrder>>
  find: () => Promise<Partial<OrderAnswer>>
  close: () => Promise<CloseResult>
  takeBack: () => Promise<CloseResult>
  isOnline: boolean
  /** From here on time runs as it does. */
  calm(): void
}

const HASTE = 100
const LIFE_MS = 299_000
const FOREVER_MS = 86_400_000

/** An answer that never comes. */
export const silence = (): Promise<never> => new Promise(() => {})

/** The same numbers each time, so that pictures can be compared. */
const numbers = { tradeNo: '9f27c1d04be84a6fb1c35e08d7a2640b' as TradeNo, transactionNo: '5b0e6d1f3c9a4827a6d2f81e40c7935a' as TransactionNo }

/** An order before, where a scene has one. */
const earlier = { tradeNo: '2b6d90e7a15c43f8b7d0c94e6f1a8d35' as TradeNo, transactionNo: 'c81e4a7d2f5b4960a3d7e1f08b6c2954' as TransactionNo }

const CODES: Readonly<Record<Provider, string>> = {
  wechat: 'weixin://wxpay/bizpayurl?pr=4Zx8qPvzz', alipay: 'https://qr.alipay.com/bax03431ljhokirwl38f00a7', qq: 'https://myun.tenpay.com/mqq/pay/qrcode.html?t=6V8d6b3', paypal: '',
}

/** What the payer is shown, by the table of gateways. */
function shownBy(gatewayType: GatewayType): Presentation {
  const { flow, provider } = gateways[gatewayType]
  if (flow === 'redirect') return { flow, url: 'https://wx.tenpay.com/cgi-bin/mmpayweb-bin/checkmweb?prepay_id=wx21' }
  if (flow === 'scan') return { flow }
  return flow === 'jsapi' ? { flow, payload: {} } : { flow: 'qrcode', codeUrl: CODES[provider] }
}

function backendOf(shop: () => ScriptedShop): Backend {
  return {
    scope: 'gallery',
    gateways: ['weixin_tenpay_native', 'weixin_tenpay_wap', 'weixin_tenpay_js', 'alipay_qrcode', 'alipay_wap', 'alipay_page', 'qpay_native', 'paypal', 'weixin_tenpay_micropay', 'alipay_barcode', 'qpay_micropay'],
    supports: { token: true, close: true, reverse: true, expiry: true, push: false },
    create: async ({ amountFen, gateway }, { clientToken }) => ({
      ...numbers, clientToken, amountFen, expiresInMs: LIFE_MS,
      show: shownBy(gateway),
      ...shop().told, ...(await shop().create()),
    }),
    find: async ({ tradeNo }) => ({ ...(tradeNo === earlier.tradeNo ? earlier : numbers), status: 'pending', ...shop().told, ...(await shop().find()) }),
    close: () => shop().close(),
    reverse: () => shop().takeBack(),
  }
}

/** Opens a shop in which a scene can be played. */
export function openScriptedShop(): ScriptedShop {
  let haste = HASTE
  const clock: Clock = {
    now: () => Date.now(),
    setTimeout: (callback, delayMs) => window.setTimeout(callback, delayMs / haste),
    clearTimeout: (handle) => window.clearTimeout(handle as number),
  }
  // A scene is told whether there is a network, and nothing of the window that it is looked at in.
  const page: Page = { isHidden: () => false, isOnline: () => shop.isOnline, onWake: () => () => {}, onChange: () => () => {} }
  // Nobody leaves the gallery.
  const navigate: Navigate = { go: () => {}, open: () => undefined }
  const shop: ScriptedShop = {
    client: createPayClient({ backend: backendOf(() => shop), clock, page, storage: memoryStorage(), navigate, bridges: { wechat: { isReady: () => Promise.resolve(true), pay: silence } }, readTimeoutMs: FOREVER_MS, createTimeoutMs: FOREVER_MS }),
    told: {},
    create: () => Promise.resolve({}),
    find: () => Promise.resolve({}),
    close() {
      shop.told = { tradeState: 'CLOSED' }
      return Promise.resolve({ result: 'closed' })
    },
    takeBack() {
      shop.told = { tradeState: 'REVOKED' }
      return Promise.resolve({ result: 'closed' })
    },
    isOnline: true,
    calm() { haste = 1 },
  }
  return shop
}

/** An earlier page has left two orders of one intent, of which the first could not be closed. */
export function leaveTwoOrders({ client: { backend, ports } }: ScriptedShop, intentId: string): void {
  const base = { gatewayType: 'weixin_tenpay_native', ...wares.usual, show: shownBy('weixin_tenpay_native'), createdAt: Date.now() }
  const attempts = [earlier, numbers].map((order, index) => ({ ...base, ...order, no: index + 1, clientToken: order.transactionNo }))
  const key = ['baas-pay', 'pending', 'v1', backend.scope, 'guest', intentId].map(encodeURIComponent).join(':')
  ports.storage.set(key, JSON.stringify({ v: 1, intentId, attempts }))
}

/** What is sold in the gallery, at its usual and at its largest. */
export const wares: Readonly<Record<'usual' | 'long', { readonly amountFen: Fen, readonly description: string }>> = {
  usual: { amountFen: yuanToFen('188.00'), description: '云南咖啡豆 250 g 等 2 件' },
  long: { amountFen: yuanToFen('1234567.89'), description: '深蓝色加绒加厚高腰秋裤（男款，XXL 码，含礼盒包装）两件装，配同色保暖袜三双与洗护小样一份，顺丰次日达包邮' },
}
