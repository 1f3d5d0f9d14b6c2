import { answerOf, createMock, WALLETS, type Answer, type Mock } from './mock'
import { call, order } from './wechat'

export const SHOP = 'http://127.0.0.1:5173'
export const RETURN_URL = `${SHOP}/return?trade_no=1&from=h5`

/** A page as it arrived. */
export interface Page { readonly status: number, readonly headers: Headers, readonly html: string, readonly shown: Readonly<Record<string, unknown>> }

/** How a browser visits the middle page. */
export interface Visiting { readonly headers?: Record<string, string>, readonly address?: string }

/** A mock server with what a shop and a payer's browser do. */
export interface H5Mock extends Mock {
  /** Makes an order and answers its `mweb_url`. */
  mwebUrl(fields?: Record<string, string>): Promise<string>
  /** Follows it from the shop's page. */
  visit(url: string, visiting?: Visiting): Promise<Page>
  /** What the middle page posts. */
  post(path: 'pay' | 'cancel', url: string, body?: object, headers?: Record<string, string>): Promise<Answer>
  stateOf(outTradeNo: string): Promise<string | undefined>
}

export function createH5Mock(): H5Mock {
  const mock = createMock()
  const { wallets } = mock.server
  return {
    ...mock,
    async mwebUrl(fields = {}) {
      const scene = JSON.stringify({ h5_info: { type: 'Wap', wap_url: SHOP, wap_name: '体验商户' } })
      const answer = await call(wallets, '/pay/unifiedorder', order({ trade_type: 'MWEB', scene_info: scene, ...fields }))
      if (!answer['mweb_url']) throw new Error(`no order: ${JSON.stringify(answer)}`)
      return answer['mweb_url']
    },
    async visit(url, { headers = { referer: `${SHOP}/` }, address = '127.0.0.1' } = {}) {
      const answer = await wallets.fetch(url, { headers }, { incoming: { socket: { remoteAddress: address } } })
      const html = await answer.text()
      return { status: answer.status, headers: answer.headers, html, shown: JSON.parse(/<script type="application\/json" id="shown">(.*?)<\/script>/s.exec(html)?.[1] ?? '{}') }
    },
    async post(path, url, body = {}, headers = {}) {
      const { prepay_id = '', package: mwebPackage = '' } = Object.fromEntries(new URL(url).searchParams)
      const init = { method: 'POST', headers: { 'content-type': 'application/json', 'origin': WALLETS, ...headers }, body: JSON.stringify({ prepay_id, package: mwebPackage, ...body }) }
      return answerOf(await wallets.fetch(`${WALLETS}/h5/${path}`, init))
    },
    stateOf: async (outTradeNo) => (await call(wallets, '/pay/orderquery', { out_trade_no: outTradeNo }))['trade_state'],
  }
}

/** The same address, with a `redirect_url` as a shop appends it. */
export const returningTo = (url: string, redirect: string): string => `${url}&redirect_url=${encodeURIComponent(redirect)}`
