/** A shop's server in memory, over the real sdk: a test says what it answers. */
import { createPayClient, gateways as ways, memoryStorage, type Backend, type CloseResult, type CreatedOrder, type CreateRequest, type Flow, type GatewayType, type OrderAnswer, type OrderRef, type PayClient, type PayClientOptions, type Presentation, type TradeNo, type TransactionNo } from '@baas-pay/sdk'

/** The numbers of the n-th order. */
export const tradeNoOf = (no: number) => `T2026112100000000000000000000${String(no).padStart(4, '0')}` as TradeNo
const transactionNoOf = (no: number) => `P${String(no).padStart(31, '0')}` as TransactionNo

export const CODE_URL = 'weixin://wxpay/bizpayurl?pr=4Zx8qPvzz'

export const MWEB_URL = 'https://wx.tenpay.com/cgi-bin/mmpayweb-bin/checkmweb?prepay_id=wx21&package=1'

const SHOWN: { readonly [F in Flow]: Presentation } = {
  qrcode: { flow: 'qrcode', codeUrl: CODE_URL },
  jsapi: { flow: 'jsapi', payload: { appId: 'wx1', timeStamp: '1', nonceStr: 'n', package: 'prepay_id=wx1', signType: 'MD5', paySign: 'P' } },
  redirect: { flow: 'redirect', url: MWEB_URL },
  scan: { flow: 'scan' },
}

/** An answer that never comes. */
export const silence = (): Promise<never> => new Promise(() => {})

type Told = Partial<OrderAnswer>

/** What the server says; replace any of these in a test. */
export interface Shop {
  readonly client: PayClient
  readonly calls: { create: number; find: number; close: number; reverse: number }
  /** What was asked to be paid, each as the backend got it. */
  readonly asked: CreateRequest[]
  /** Told of every order, by create and find. */
  told: Told
  create: () => Promise<Partial<CreatedOrder>>
  find: (ref: OrderRef) => Promise<Told>
  close: () => Promise<CloseResult>
  takeBack: () => Promise<CloseResult>
}

/** Opens a shop. Every order lives five minutes unless `told` says otherwise. */
export function openShop({ canClose = true, canReverse = false, gateways = ['weixin_tenpay_native'], ports = {} }: { canClose?: boolean; canReverse?: boolean; gateways?: readonly GatewayType[]; ports?: Partial<PayClientOptions> } = {}): Shop {
  const calls = { create: 0, find: 0, close: 0, reverse: 0 }
  const asked: CreateRequest[] = []
  const backend: Backend = {
    scope: 'test:shop',
    gateways,
    supports: { token: true, close: canClose, reverse: canReverse, expiry: true, push: false },
    async create(request, { clientToken }) {
      const { amountFen, gateway } = request
      calls.create += 1
      asked.push(request)
      const no = calls.create
      return { tradeNo: tradeNoOf(no), transactionNo: transactionNoOf(no), clientToken, amountFen, show: SHOWN[ways[gateway].flow], expiresInMs: 300_000, ...shop.told, ...(await shop.create()) }
    },
    async find(ref) {
      calls.find += 1
      return { tradeNo: ref.tradeNo, status: 'pending', ...shop.told, ...(await shop.find(ref)) }
    },
    async close() {
      calls.close += 1
      return shop.close()
    },
    async reverse() {
      calls.reverse += 1
      return shop.takeBack()
    },
  }
  const shop: Shop = {
    client: createPayClient({ random: { bytes: (count) => crypto.getRandomValues(new Uint8Array(count)), fraction: () => 0.5 }, backend, storage: memoryStorage(), ...ports }),
    calls,
    asked,
    told: {},
    create: () => Promise.resolve({}),
    find: () => Promise.resolve({}),
    close: () => {
      shop.told = { tradeState: 'CLOSED' }
      return Promise.resolve({ result: 'closed' })
    },
    takeBack: () => {
      shop.told = { tradeState: 'REVOKED' }
      return Promise.resolve({ result: 'closed' })
    },
  }
  return shop
}
