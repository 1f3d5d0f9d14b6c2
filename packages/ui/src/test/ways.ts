/** A payer's own surroundings: their browser, WeChat's bridge, and leaving the page. */
import type { Bridge, BridgeHint, GatewayType, Navigate, PayMethod, PayRequest } from '@baas-pay/sdk'
import type { PayOrder } from '../index'
import { hastyClock, stillPage, type Scene } from './scenes'
import { openShop, type Shop } from './shop'

export const PHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1'
export const FRAME_URL = 'https://excashier.alipay.test/standard/auth.htm?payOrderId=1'
export const DESKTOP = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36'
export const IN_WECHAT = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/21F79 MicroMessenger/8.0.50 NetType/WIFI Language/zh_CN'

/** WeChat's, and what a phone or a desktop has of Alipay's. */
const WECHAT: readonly GatewayType[] = ['weixin_tenpay_native', 'weixin_tenpay_js', 'weixin_tenpay_wap', 'alipay_wap', 'alipay_qrcode']

/** What is to be paid, however. */
export const ORDER: PayOrder = { amountFen: 10, description: '深蓝色秋裤', intentId: 'cart-42' }
export const ORDER_BY = (gateway: GatewayType): PayRequest => ({ ...ORDER, gateway, amountFen: 10, description: '深蓝色秋裤' })

/** A shop that offers WeChat's three ways and Alipay's, in a page whose bridge and leaving are the test's. */
export function openWays({ canClose = true, gateways = WECHAT, ports = {} }: Parameters<typeof openShop>[0] = {}) {
  const asked: unknown[] = []
  const went: string[] = []
  const tabs: string[] = []
  let hear: (end: BridgeHint['end']) => void = () => {}
  const bridge: Bridge = {
    isReady: () => Promise.resolve(true),
    pay: (payload, { signal }) => new Promise((resolve, reject) => {
      asked.push(payload)
      hear = (end) => resolve({ end })
      signal.addEventListener('abort', () => reject(new Error('aborted')))
    }),
  }
  const navigate: Navigate = {
    go: (url) => void went.push(url),
    open() {
      const index = tabs.push('about:blank') - 1
      return { go: (url) => { tabs[index] = url }, close: () => { tabs[index] = 'closed' } }
    },
  }
  const shop = openShop({ canClose, gateways, ports: { page: stillPage, navigate, bridges: { wechat: bridge }, ...ports } })
  return { shop, asked, went, tabs, leaveOff: (end: BridgeHint['end']) => hear(end) }
}

/** A screen of the choice, or of a wallet. */
export interface WayScene extends Omit<Scene, 'set' | 'play'> {
  readonly userAgent: string
  readonly methods: readonly PayMethod[]
  readonly set?: (shop: Shop) => void
  readonly play?: (stage: Parameters<NonNullable<Scene['play']>>[0], ways: ReturnType<typeof openWays>) => Promise<void> | void
}

const js = { userAgent: IN_WECHAT, methods: ['weixin_tenpay_js'] } as const
const h5 = { userAgent: PHONE, methods: ['weixin_tenpay_wap'] } as const
/** A backend that shows Alipay's code on Alipay's own page, as Walnut's IFRAME does. */
const framed = { userAgent: DESKTOP, methods: ['alipay_qrcode'], set: (shop: Shop) => { shop.create = () => Promise.resolve({ show: { flow: 'redirect', url: FRAME_URL, isFramed: true } }) } } as const
const all: readonly PayMethod[] = ['wechat', 'alipay', 'weixin_tenpay_native', 'weixin_tenpay_js']

export const wayScenes: Readonly<Record<string, WayScene>> = {
  'choosing on a phone': { state: 'idle', shows: 'pay', userAgent: PHONE, methods: all },
  'choosing on a desktop': { state: 'idle', shows: 'pay', userAgent: DESKTOP, methods: [...all, 'weixin_tenpay_wap'] },
  'choosing in WeChat': { state: 'idle', shows: 'pay', userAgent: IN_WECHAT, methods: [...all, 'weixin_tenpay_wap'] },
  'nothing works here': { state: 'idle', shows: 'method-obstacle', userAgent: DESKTOP, methods: ['weixin_tenpay_js'] },
  'choosing again': { state: 'waiting', shows: 'back', userAgent: PHONE, methods: ['weixin_tenpay_native', 'alipay'], play: async ({ click, see }) => {
    await click('pay')
    await see('change-method')
    await click('change-method')
  } },
  'a code beside other ways': { state: 'waiting', shows: 'change-method', userAgent: DESKTOP, methods: ['wechat', 'alipay'], play: ({ click }) => click('pay') },
  'jsapi: ordering': { ...js, state: 'creating', shows: 'wallet', set: (shop) => { shop.create = () => new Promise(() => {}) } },
  'jsapi: the wallet is called': { ...js, state: 'waiting', shows: 'check' },
  'jsapi: it has left off': { ...js, state: 'waiting', shows: 'open-wallet', play: async ({ see }, { leaveOff }) => {
    await see('check')
    leaveOff('cancel')
  } },
  'jsapi: expired': { ...js, state: 'expired', shows: 'renew', set: (shop) => { shop.told = { tradeState: 'CLOSED' } } },
  'h5: ready': { ...h5, state: 'waiting', shows: 'open-wallet' },
  'h5: away': { ...h5, state: 'waiting', shows: 'check', play: ({ click }) => click('open-wallet') },
  'a page in a frame': { ...framed, state: 'waiting', shows: 'frame' },
  'a page in a frame, on a phone': { ...framed, userAgent: PHONE, state: 'waiting', shows: 'frame' },
  'a frame that fills the window': { ...framed, state: 'waiting', shows: 'frame', play: ({ click }) => click('enlarge') },
  'h5: failed': { ...h5, state: 'failed', shows: 'retry', set: (shop) => { shop.create = () => Promise.reject(new Error('refused')) } },
}

/** A shop in which such a scene can be played, sooner than in life. */
export function waysOf(scene: WayScene): ReturnType<typeof openWays> {
  const ways = openWays({ ports: { clock: hastyClock } })
  scene.set?.(ways.shop)
  return ways
}
