import type { ManualClock, MockServerOptions } from '../src/index'
import { decodeParams, readAlipayForm } from '../src/wire/alipay-form'
import { alipayCode } from './alipay'
import { answerOf, CLIENT, createMock, MERCHANT, ORDER_BODY, ORDERS, WALLETS, type Answer, type Body, type Mock } from './mock'

/** What the merchant's request for a method meets; nothing lets it through. */
export type AlipayMeeting = (method: string, request: Request, inProcess: (request: Request) => Promise<Response>) => Promise<Response> | undefined

/** What a payer does at the cashier that a `payment_url` leads to. */
export interface AtCashier {
  /** What the page shows. */
  readonly shown: Readonly<Record<string, unknown>>
  login(): Promise<Answer>
  pay(password?: string): Promise<Answer>
  state(): Promise<Answer>
  leave(): Promise<Answer>
}

/** A mock whose merchant charges by Alipay, and is listened to. */
export interface AlipayShop extends Mock {
  /** The methods that the merchant has called, each with its second since the start. */
  readonly called: readonly (readonly [method: string, second: number])[]
  /** Notifies that the merchant was sent, by their form. */
  readonly notified: readonly string[]
  order(gateway: string, rest?: object): Promise<Body>
  /** Charges a fresh payment code. */
  scan(rest?: object): Promise<Answer>
  reverse(transactionNo: string): Promise<Answer>
  refund(transactionNo: string, body?: object): Promise<Answer>
  /** The order as the merchant shows it now. */
  stored(order: Body): Promise<Body>
  visit(paymentUrl: unknown): Promise<AtCashier>
  /** What a page inside Alipay's app calls. */
  tradePay(tradeNO: unknown, rest?: object): Promise<Body>
  fault(name: string, limits?: object): Promise<void>
  seconds(method: string): number[]
}

/** Creates it. */
export function createAlipayShop({ meet = () => undefined, ...options }: Omit<MockServerOptions, 'clock' | 'http'> & { meet?: AlipayMeeting, clock?: ManualClock } = {}): AlipayShop {
  const called: (readonly [string, number])[] = []
  const notified: string[] = []
  const mock: Mock = createMock({
    ...options,
    async http(request, inProcess) {
      const body = await request.clone().text()
      if (request.url.startsWith(MERCHANT)) notified.push(body)
      const method = request.url.endsWith('/gateway.do') ? decodeParams(readAlipayForm(body), 'utf-8')['method'] : undefined
      if (method === undefined) return inProcess(request)
      called.push([method, (mock.clock.now() - startedAt) / 1000])
      return meet(method, request, inProcess) ?? inProcess(request)
    },
  })
  const startedAt = mock.clock.now()
  const { merchant, wallets } = mock.server
  const post = async (path: string, body: object): Promise<Answer> => answerOf(await merchant.fetch(`${MERCHANT}${path}`, { method: 'POST', headers: CLIENT, body: JSON.stringify(body) }))
  const walletPost = async (path: string, body: object): Promise<Answer> => answerOf(await wallets.fetch(`${WALLETS}${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }))
  const shop: AlipayShop = {
    ...mock,
    called,
    notified,
    async order(gateway_type, rest = {}) {
      const { status, body } = await mock.create({ ...ORDER_BODY, gateway_type, ...rest })
      if (status !== 201) throw new Error(`no order: ${JSON.stringify(body)}`)
      return body
    },
    scan: async (rest = {}) => mock.create({ ...ORDER_BODY, gateway_type: 'alipay_barcode', auth_code: await alipayCode(mock), ...rest }),
    reverse: (transactionNo) => post(`${ORDERS}${transactionNo}/reverse/`, {}),
    refund: (transactionNo, body = {}) => walletPost(`/sandbox/orders/${transactionNo}/refund`, body),
    async stored({ transaction_no }) {
      const [order] = (await mock.list({ transaction_no })).body.objects
      if (!order) throw new Error('the merchant does not know the order')
      return order
    },
    visit: (paymentUrl) => atCashier(String(paymentUrl), shop, walletPost),
    tradePay: async (tradeNO, rest = {}) => (await walletPost('/phone/jsapi', { invoke: 'tradePay', payload: { tradeNO }, url: 'http://127.0.0.1:5173/', password: '123456', ...rest })).body,
    fault: async (name, limits = {}) => {
      const { status } = await walletPost('/sandbox/scenario', { name, ...limits })
      if (status !== 200) throw new Error(`there is no fault ${name}`)
    },
    seconds: (method) => called.filter(([one]) => one === method).map(([, second]) => second),
  }
  return shop
}

async function atCashier(paymentUrl: string, { server: { wallets } }: Mock, post: (path: string, body: object) => Promise<Answer>): Promise<AtCashier> {
  const answer = await wallets.fetch(paymentUrl)
  const location = answer.headers.get('location')
  const html = await (location === null ? answer : await wallets.fetch(new URL(location, WALLETS))).text()
  const shown: { order?: string, accounts?: { id: string, is_current: boolean }[] } = JSON.parse(/id="shown">(.*?)<\/script>/s.exec(html)?.[1] ?? '{}')
  const holder = { order: shown.order, account: shown.accounts?.find(({ is_current }) => is_current)?.id }
  return {
    shown: { ...shown },
    login: () => post('/alipay/login', holder),
    pay: (password = '123456') => post('/alipay/pay', { ...holder, password }),
    state: () => post('/alipay/state', { order: shown.order }),
    leave: () => post('/alipay/leave', { order: shown.order }),
  }
}
