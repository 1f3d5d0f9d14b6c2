import type { MockServerOptions } from '../src/index'
import { signJsConfig } from '../src/wire/js-config-sign'
import { signV2, type SignType } from '../src/wire/v2-sign'
import { createMock, WALLETS, type Answer, type Mock } from './mock'
import { accountOf, call, order, type Account } from './wechat'

export const PAGE = 'http://127.0.0.1:5173'
/** Where the page that pays is. */
export const PAGE_URL = `${PAGE}/wechat/?id=7#top`

export type Payload = Readonly<Record<string, unknown>>
export interface PayloadSigning { readonly signType?: SignType, readonly key?: string }

/** A mock server with what a merchant and a page inside WeChat do. */
export interface JsapiMock extends Mock {
  readonly account: Account & { readonly openid: string, readonly secret: string }
  /** Makes an order for the phone's current account, and answers its `prepay_id`. */
  prepay(fields?: Record<string, string>, signType?: SignType): Promise<string>
  /** A payload as a merchant signs it; what `changes` names is signed too. */
  payload(prepayId: string, changes?: Record<string, string>, signing?: PayloadSigning): Payload
  /** What the bridge posts for `getBrandWCPayRequest`, or what `rest` says. */
  invoke(payload: unknown, rest?: object): Promise<Answer>
  /** What a page of this address gives to `wx.config`, from a ticket that the merchant has fetched. */
  config(url?: string): Promise<{ appId: string, timestamp: number, nonceStr: string, signature: string }>
  stateOf(outTradeNo: string): Promise<string | undefined>
}

export async function createJsapiMock(options: Omit<MockServerOptions, 'clock'> = {}): Promise<JsapiMock> {
  const mock = createMock(options)
  const { wallets } = mock.server
  const ask = async (path: string): Promise<Record<string, string>> => JSON.parse(await (await wallets.fetch(`${WALLETS}${path}`)).text())
  const account = { openid: '', secret: '', ...(await accountOf(wallets)) }
  const seconds = (): number => Math.floor(mock.clock.now() / 1000)
  return {
    ...mock,
    account,
    async prepay(fields = {}, signType = 'MD5') {
      const answer = await call(wallets, '/pay/unifiedorder', order({ trade_type: 'JSAPI', openid: account.openid, ...fields }), { signType })
      if (!answer['prepay_id']) throw new Error(`no order: ${JSON.stringify(answer)}`)
      return answer['prepay_id']
    },
    payload(prepayId, changes = {}, { signType = 'MD5', key = account.key } = {}) {
      const fields = { appId: account.appid, timeStamp: String(seconds()), nonceStr: 'nonce', package: `prepay_id=${prepayId}`, signType, ...changes }
      return { ...fields, paySign: signV2(fields, key, signType) }
    },
    invoke: (payload, rest = {}) => mock.phone('jsapi', { invoke: 'getBrandWCPayRequest', payload, url: PAGE_URL, ...rest }, { origin: PAGE }),
    async config(url = PAGE_URL) {
      const token = await ask(`/cgi-bin/token?${new URLSearchParams({ grant_type: 'client_credential', appid: account.appid, secret: account.secret }).toString()}`)
      const { ticket = '' } = await ask(`/cgi-bin/ticket/getticket?${new URLSearchParams({ access_token: token['access_token'] ?? '', type: 'jsapi' }).toString()}`)
      const [timestamp, nonceStr] = [seconds(), 'config-nonce']
      return { appId: account.appid, timestamp, nonceStr, signature: signJsConfig({ jsapi_ticket: ticket, noncestr: nonceStr, timestamp, url }) }
    },
    stateOf: async (outTradeNo) => (await call(wallets, '/pay/orderquery', { out_trade_no: outTradeNo }))['trade_state'],
  }
}
