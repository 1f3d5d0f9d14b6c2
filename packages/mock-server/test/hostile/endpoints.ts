import { sealReqInfo } from '../../src/wire/req-info'
import { signV2 } from '../../src/wire/v2-sign'
import { buildXml } from '../../src/wire/xml'
import { withQuery } from '../login'
import { AUTH_PAGE } from '../merchant-login'
import { CLIENT, ORDER_BODY, ORDERS } from '../mock'
import { order, signed } from '../wechat'
import { ALIPAY } from './alipay-endpoints'
import { PAYPAL } from './paypal-endpoints'
import { QQ } from './qq-endpoints'
import { WECHAT_V3 } from './v3-endpoints'
import { REFUND, type World } from './world'

/** A request, without the origin that it goes to. */
export interface Asked { readonly path: string, readonly headers?: Record<string, string>, readonly body?: string }

/** One route, and a request that it takes. */
export interface Endpoint {
  readonly wing: 'merchant' | 'wallets'
  readonly method: 'GET' | 'POST' | 'ALL'
  /** As the app has it. */
  readonly route: string
  /** What of a body it looks at: JSON, a document of WeChat Pay's that is signed or has a sealed part, JSON of WeChat Pay v3's that its headers sign, a signed form of Alipay's, or nothing. */
  readonly reads: 'json' | 'signed' | 'sealed' | 'v3' | 'form' | 'nothing'
  /** What it wants to know of the caller: a client id, besides a login that is good if there is one, a login, that no foreign page sent it, or the merchant's signature in a header. */
  readonly asks: 'nobody' | 'client' | 'caller' | 'login' | 'page' | 'signer'
  /** Whether the request leaves a trace in the store, or in the sandbox. */
  readonly changes: boolean
  request(world: World): Asked
}

type Row = Pick<Endpoint, 'route' | 'asks' | 'changes'> & { readonly method?: Endpoint['method'] }
type Fields = Readonly<Record<string, string | undefined>>

const JSON_TYPE = { 'content-type': 'application/json' }

const get = (wing: Endpoint['wing'], row: Row, request: Endpoint['request'] = () => ({ path: row.route })): Endpoint => ({ method: 'GET', wing, reads: 'nothing', ...row, request })
const bare = (wing: Endpoint['wing'], row: Row, request: Endpoint['request']): Endpoint => ({ method: 'POST', wing, reads: 'nothing', ...row, request })

function json(wing: Endpoint['wing'], row: Row, body: (world: World) => object, request: Endpoint['request'] = () => ({ path: row.route, headers: wing === 'merchant' ? CLIENT : JSON_TYPE })): Endpoint {
  return { method: 'POST', wing, reads: 'json', ...row, request: (world) => ({ ...request(world), body: JSON.stringify(body(world)) }) }
}

function message(route: string, changes: boolean, fields: (world: World) => Fields): Endpoint {
  return { wing: 'wallets', method: 'ALL', route, reads: 'signed', asks: 'nobody', changes, request: (world) => ({ path: route, body: signed(fields(world), world.account) }) }
}

function notify(reads: 'signed' | 'sealed', fields: (world: World) => Record<string, string>): Endpoint {
  const route = '/api/demo/pay/re_wx'
  return { wing: 'merchant', method: 'POST', route, reads, asks: 'nobody', changes: true, request: (world) => ({ path: route, body: buildXml(fields(world)) }) }
}

const numberOf = (world: World, name: keyof World['orders']): string => world.orders[name].trade_no
const pathOf = (world: World, name: keyof World['orders']): string => `${ORDERS}${world.orders[name].transaction_no}/`
const IDP = '/hserve/v2.0/idp/oauth-wechat-mp'
const ORDER = '/hserve/v2.2/idp/pay/order'

const WALNUT = '/api/:domain/pay'
/** A path of the demo domain, with the ticket of the one who has logged in. */
const ticketed = (route: string, query: (world: World) => Record<string, string> = () => ({})) => (world: World): Asked =>
  ({ path: withQuery(route.replace(':domain', 'demo'), { ticket: world.user.token, ...query(world) }), headers: JSON_TYPE })
const waiting = ({ bought: { waiting: id } }: World): { id: string } => ({ id })

const walnut: readonly Endpoint[] = [
  json('merchant', { route: `${WALNUT}/buy`, asks: 'nobody', changes: true }, () => ({ products: [{ id: 'goods-c', amount: 2 }], pay_tp: 'wx.qrcode', note: '快' }), ticketed(`${WALNUT}/buy`)),
  json('merchant', { route: `${WALNUT}/create`, asks: 'nobody', changes: true }, () => ({ bu: 'xiaobai', go: 'goods-c', pt: 'wx.qrcode', ta: 'demo' }), ticketed(`${WALNUT}/create`)),
  json('merchant', { route: `${WALNUT}/price`, asks: 'nobody', changes: false }, () => ({ products: [{ id: 'goods-c', amount: 2 }] }), ticketed(`${WALNUT}/price`)),
  json('merchant', { route: `${WALNUT}/pay`, asks: 'nobody', changes: true }, (world) => ({ ...waiting(world), force: true }), ticketed(`${WALNUT}/pay`)),
  get('merchant', { route: `${WALNUT}/pay`, asks: 'nobody', changes: true }, ticketed(`${WALNUT}/pay`, (world) => ({ ...waiting(world), force: 'true' }))),
  get('merchant', { route: `${WALNUT}/check`, asks: 'nobody', changes: false }, ticketed(`${WALNUT}/check`, waiting)),
  get('merchant', { route: `${WALNUT}/check_order`, asks: 'nobody', changes: false }, ticketed(`${WALNUT}/check_order`, waiting)),
  get('merchant', { route: `${WALNUT}/order`, asks: 'nobody', changes: false }, ticketed(`${WALNUT}/order`, waiting)),
  get('merchant', { route: WALNUT, asks: 'nobody', changes: true }, ({ bought: { unsent: id }, account: { openid } }) => ({ path: withQuery('/api/demo/pay', { id, openid }) })),
]

const merchant: readonly Endpoint[] = [
  get('merchant', { route: '/healthz', asks: 'nobody', changes: false }),
  json('merchant', { route: `${IDP}/redirect`, asks: 'client', changes: true }, () => ({ callback_url: AUTH_PAGE, silent_login: true })),
  get('merchant', { route: `${IDP}/callback`, asks: 'nobody', changes: true }, ({ callback }) => ({ path: `${callback.pathname}${callback.search}` })),
  json('merchant', { route: `${IDP}/authenticate`, asks: 'client', changes: true }, ({ authToken: auth_token }) => ({ auth_token, create_user: true })),
  json('merchant', { route: '/hserve/v2.5/idp/oauth-wechat-mp/silent-login', asks: 'client', changes: true }, ({ authToken: auth_token }) => ({ auth_token, create_user: true })),
  bare('merchant', { route: '/hserve/v2.0/login/anonymous', asks: 'client', changes: true }, () => ({ path: '/hserve/v2.0/login/anonymous', headers: CLIENT })),
  bare('merchant', { route: '/hserve/v2.0/session/destroy', asks: 'login', changes: true }, ({ user }) => ({ path: '/hserve/v2.0/session/destroy', headers: user.headers })),
  get('merchant', { route: '/hserve/v2.5/user/info/:user_id', asks: 'login', changes: false }, ({ user }) => ({ path: `/hserve/v2.5/user/info/${user.userId}`, headers: user.headers })),
  get('merchant', { route: '/hserve/v2.4/idp/wechat/jssdk-credentials', asks: 'client', changes: true }, () => ({ path: withQuery('/hserve/v2.4/idp/wechat/jssdk-credentials', { url: AUTH_PAGE }), headers: CLIENT })),
  json('merchant', { route: ORDER, asks: 'caller', changes: true }, () => ({ ...ORDER_BODY, merchandise_snapshot: { colour: 'blue' } })),
  get('merchant', { route: ORDER, asks: 'caller', changes: false }, ({ user }) => ({ path: withQuery(ORDER, { limit: '20', where: '{"status":{"$eq":"pending"}}' }), headers: user.headers })),
  get('merchant', { route: '/hserve/v2.0/idp/pay/order/:transaction_no', asks: 'caller', changes: false }, (world) => ({ path: pathOf(world, 'native').replace('v2.2', 'v2.0'), headers: CLIENT })),
  bare('merchant', { route: `${ORDER}/:transaction_no/close`, asks: 'caller', changes: true }, (world) => ({ path: `${pathOf(world, 'native')}close/`, headers: CLIENT })),
  bare('merchant', { route: `${ORDER}/:transaction_no/reverse`, asks: 'caller', changes: true }, (world) => ({ path: `${pathOf(world, 'code')}reverse/`, headers: CLIENT })),
  get('merchant', { route: `${ORDER}/:transaction_no/events`, asks: 'page', changes: false }, ({ orders }) => ({ path: new URL(String(orders.native['events_url'])).href.replace(/^https?:\/\/[^/]+/, '') })),
  ...walnut,
  notify('signed', paymentNotify),
  { ...notify('signed', paymentNotify), route: '/api/:domain/pay/re_wx' },
  { ...notify('signed', paymentNotify), route: '/api/:domain/payresult' },
  notify('sealed', (world) => refundNotify(world, refundInfo(world))),
]

/** What WeChat Pay tells of a payment of the order `native`. */
export function paymentNotify(world: World, changes: Record<string, string> = {}): Record<string, string> {
  const { appid, mch_id, key } = world.account
  const fields = {
    return_code: 'SUCCESS', result_code: 'SUCCESS', appid, mch_id, nonce_str: 'n', openid: 'o', is_subscribe: 'N', trade_type: 'NATIVE', bank_type: 'OTHERS', total_fee: '10',
    fee_type: 'CNY', cash_fee: '10', transaction_id: '4200000001202601010000000001', out_trade_no: numberOf(world, 'native'), time_end: '20260101080030', ...changes,
  }
  return { ...fields, sign: signV2(fields, key) }
}

/** What WeChat Pay tells of the refund that is under way. */
export function refundInfo({ orders: { paid }, transactionId }: World, changes: Record<string, string> = {}): Record<string, string> {
  return {
    out_refund_no: REFUND.out_refund_no, out_trade_no: paid.trade_no, refund_account: 'REFUND_SOURCE_UNSETTLED_FUNDS', refund_fee: String(REFUND.amount_fen), refund_id: '50300000002026010300000000001',
    refund_status: 'SUCCESS', settlement_refund_fee: String(REFUND.amount_fen), settlement_total_fee: '10', success_time: '2026-01-03 08:00:30', total_fee: '10', transaction_id: transactionId, ...changes,
  }
}

/** The notify of a refund; `info` is the text that it seals, or the fields of one. */
export function refundNotify({ account: { appid, mch_id, key } }: Pick<World, 'account'>, info: string | Record<string, string>): Record<string, string> {
  return { return_code: 'SUCCESS', appid, mch_id, nonce_str: 'n', req_info: sealReqInfo(typeof info === 'string' ? info : buildXml(info, 'root'), key) }
}

const WECHAT_API = ['/sns/oauth2/access_token', '/cgi-bin/token', '/cgi-bin/ticket/getticket'] as const
const api = (route: typeof WECHAT_API[number], query: (world: World) => Record<string, string>): Endpoint =>
  get('wallets', { route, asks: 'nobody', changes: true }, (world) => ({ path: withQuery(route, query(world)) }))
const phone = (path: string, changes: boolean, body: (world: World) => object): Endpoint => json('wallets', { route: `/phone/${path}`, asks: 'page', changes }, body)
const mwebOf = ({ orders }: World): URL => new URL(String(orders.wap['mweb_url']))
const holder = (world: World): object => ({ prepay_id: mwebOf(world).searchParams.get('prepay_id'), package: mwebOf(world).searchParams.get('package'), password: '123456' })

const wallets: readonly Endpoint[] = [
  get('wallets', { route: '/healthz', asks: 'nobody', changes: false }),
  message('/pay/unifiedorder', true, () => order()),
  message('/pay/orderquery', false, (world) => ({ out_trade_no: numberOf(world, 'native') })),
  message('/pay/closeorder', true, (world) => ({ out_trade_no: numberOf(world, 'native') })),
  message('/pay/micropay', true, ({ authCode: auth_code }) => ({ body: 'x', out_trade_no: 'cashier0001', total_fee: '10', spbill_create_ip: '127.0.0.1', auth_code })),
  message('/secapi/pay/reverse', true, (world) => ({ out_trade_no: numberOf(world, 'code') })),
  message('/secapi/pay/refund', true, (world) => ({ out_trade_no: numberOf(world, 'paid'), out_refund_no: 'refund1', total_fee: '10', refund_fee: '3' })),
  message('/pay/refundquery', false, (world) => ({ out_trade_no: numberOf(world, 'paid') })),
  message('/pay/downloadbill', false, () => ({ bill_date: '20260101', bill_type: 'ALL' })),
  message('/tools/authcodetoopenid', false, ({ authCode: auth_code }) => ({ auth_code })),
  get('wallets', { route: '/connect/oauth2/authorize', asks: 'nobody', changes: true }, ({ account: { appid } }) => ({ path: withQuery('/connect/oauth2/authorize', { appid, redirect_uri: AUTH_PAGE, response_type: 'code', scope: 'snsapi_base' }) })),
  api('/sns/oauth2/access_token', ({ account: { appid, secret }, loginCode: code }) => ({ appid, secret, code, grant_type: 'authorization_code' })),
  api('/cgi-bin/token', ({ account: { appid, secret } }) => ({ appid, secret, grant_type: 'client_credential' })),
  api('/cgi-bin/ticket/getticket', ({ accessToken: access_token }) => ({ access_token, type: 'jsapi' })),
  get('wallets', { route: '/cgi-bin/mmpayweb-bin/checkmweb', asks: 'nobody', changes: true }, (world) => ({ path: `${mwebOf(world).pathname}${mwebOf(world).search}`, headers: { referer: AUTH_PAGE } })),
  json('wallets', { route: '/h5/pay', asks: 'page', changes: true }, holder),
  json('wallets', { route: '/h5/cancel', asks: 'page', changes: true }, holder),
  get('wallets', { route: '/phone/wallet', asks: 'page', changes: false }),
  phone('scan', false, ({ orders }) => ({ content: orders.native.code_url })),
  phone('pay', true, ({ orders }) => ({ content: orders.native.code_url, password: '123456' })),
  phone('refuse', false, ({ orders }) => ({ content: orders.native.code_url })),
  phone('confirm', true, (world) => ({ out_trade_no: numberOf(world, 'code'), password: '123456' })),
  phone('decline', true, (world) => ({ out_trade_no: numberOf(world, 'code') })),
  phone('payment-code', true, () => ({ provider: 'wechat' })),
  phone('account', true, ({ otherOpenid: openid }) => ({ openid })),
  phone('balance', true, () => ({ amount_fen: 100 })),
  phone('jsapi', true, ({ orders: { js } }) => ({ invoke: 'getBrandWCPayRequest', payload: payloadOf(js), url: AUTH_PAGE, password: '123456' })),
  get('wallets', { route: '/sandbox/credentials', asks: 'page', changes: false }),
  get('wallets', { route: '/sandbox/scenario', asks: 'page', changes: false }),
  get('wallets', { route: '/sandbox/clock', asks: 'page', changes: false }),
  get('wallets', { route: '/sandbox/requests', asks: 'page', changes: false }),
  json('wallets', { route: '/sandbox/scenario', asks: 'page', changes: true }, () => ({ name: 'slow' })),
  json('wallets', { route: '/sandbox/clock', asks: 'page', changes: true }, () => ({ advance_ms: 1 })),
  json('wallets', { route: '/sandbox/orders/:transaction_no/refund', asks: 'page', changes: true }, () => ({ amount_fen: 3 }), ({ orders: { paid } }) => ({ path: `/sandbox/orders/${paid.transaction_no}/refund`, headers: JSON_TYPE })),
]

/** The fields that a page hands to the bridge. */
export function payloadOf(created: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(['appId', 'timeStamp', 'nonceStr', 'package', 'signType', 'paySign'].map((name) => [name, created[name]]))
}

/** Every route of both wings that is more than a file, each with a request that it takes. */
export const ENDPOINTS: readonly Endpoint[] = [...merchant, ...wallets, ...WECHAT_V3, ...ALIPAY, ...QQ, ...PAYPAL]
