import type { MockServerOptions } from '../../src/index'
import type { WalnutOptions } from '../../src/merchant/walnut/settings'
import { logInAnonymously } from '../merchant-login'
import { createMock, MERCHANT, type Answer, type Body, type Mock } from '../mock'

/** What the Walnut routes answer: `{ ok, data }`, or `{ ok, errCode, msg }`. */
export interface Said {
  readonly status: number
  readonly ok: boolean
  readonly errCode: string
  readonly msg: string
  readonly data: Body & { readonly id: string, readonly pay_id: string, readonly payObjId: string, readonly pay_re: Body }
}

/** A mock with a shop behind the Walnut routes, and the calls of its pages. */
export interface WalnutMock extends Mock {
  /** Asks a route of the demo domain, as a page that has this ticket. */
  ask(path: string, query?: Record<string, string>): Promise<Said>
  tell(path: string, body: object, query?: Record<string, string>): Promise<Said>
  /** Buys, as the page whose ticket it is. */
  buy(ticket: string, body?: object): Promise<Said>
  check(ticket: string, id: string): Promise<Said>
}

/** Orders of one of goods-c, which costs 0.1 yuan. */
export const BUY = { products: [{ id: 'goods-c' }], pay_tp: 'wx.qrcode' }

/** Creates it; `shop` is beside the demo shop's products. */
export function createWalnut({ walnut, ...options }: Omit<MockServerOptions, 'clock'> & { clock?: Mock['clock'] } = {}): WalnutMock {
  const mock = createMock({ ...options, walnut })
  const send = async (path: string, init: RequestInit, query: Record<string, string>): Promise<Said> => {
    const answer = await mock.server.merchant.fetch(`${MERCHANT}/api/demo/${path}?${new URLSearchParams(query).toString()}`, init)
    return { status: answer.status, ...JSON.parse(await answer.text()) }
  }
  const ask: WalnutMock['ask'] = (path, query = {}) => send(path, {}, query)
  const tell: WalnutMock['tell'] = (path, body, query = {}) => send(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }, query)
  return {
    ...mock, ask, tell,
    buy: (ticket, body = BUY) => tell('pay/buy', body, { ticket }),
    check: (ticket, id) => ask('pay/check', { ticket, id }),
  }
}

/** The ticket of somebody new who logs in without WeChat. */
export const ticketOf = async (mock: Mock): Promise<string> => (await logInAnonymously(mock)).token

/** The phone scans and pays. */
export async function payByQr(mock: Mock, content: unknown): Promise<Answer> {
  const answer = await mock.phone('pay', { content, password: '123456' })
  await mock.clock.advance(0)
  return answer
}

/** Products, and what is asked for besides. */
export const shop = (options: WalnutOptions): WalnutOptions => ({
  ...options,
  products: { 'goods-a': { title: '商品A', priceFen: 19_900 }, 'goods-c': { title: '商品C', priceFen: 10 }, 'trial': { title: '免费试用', priceFen: 0 }, ...options.products },
})
