/** One request to the mock server and its answer, as `/sandbox/requests` tells of it: secrets are redacted there. */
export interface Exchange {
  readonly at: number
  readonly wing: 'merchant' | 'wallets'
  readonly method: string
  readonly path: string
  readonly status: number
  readonly took_ms: number
  readonly request: unknown
  readonly answer: unknown
}

/** One row: an exchange, and how many like it came one after the other. */
export interface Row {
  readonly id: number
  readonly latest: Exchange
  readonly count: number
}

/** How many rows are kept. */
export const MOST_ROWS = 100

const isLike = (a: Exchange, b: Exchange): boolean => a.wing === b.wing && a.method === b.method && a.path === b.path && a.status === b.status

/** The rows, newest first, with one exchange more. What is asked again and again stays one row. */
export function withExchange(rows: readonly Row[], exchange: Exchange): readonly Row[] {
  const [newest, ...older] = rows
  if (newest && isLike(newest.latest, exchange)) return [{ ...newest, latest: exchange, count: newest.count + 1 }, ...older]
  return [{ id: (newest?.id ?? 0) + 1, latest: exchange, count: 1 }, ...rows].slice(0, MOST_ROWS)
}

/** What a request is about, by method and path; the first that fits. */
const NAMES: readonly (readonly [RegExp, string])[] = [
  [/\/events\/?$/, '等推送'],
  [/^POST .*\/pay\/order\/[^/]+\/close\//, '关单'],
  [/^POST .*\/pay\/order\/[^/]+\/reverse\//, '撤销'],
  [/^POST .*\/pay\/order\/?$/, '下单'],
  [/^GET .*\/pay\/order\//, '查订单'],
  [/oauth-wechat-mp\/redirect/, '去微信登录'],
  [/oauth-wechat-mp\/callback/, '微信登录回来'],
  [/oauth-wechat-mp\/authenticate/, '换取登录'],
  [/login\/anonymous/, '匿名登录'],
  [/session\/destroy/, '退出登录'],
  [/jssdk-credentials/, 'wx.config 签名'],
  [/\/api\/demo\/pay\/re_paypal/, '从 PayPal 回来'],
  [/\/api\/demo\/(pay\/re_|payresult)/, '付款通知'],
  [/\/api\/demo\/pay\/(buy|create)/, '下单'],
  [/\/api\/demo\/pay\/(check|order)/, '查订单'],
  [/\/api\/demo\/pay\/pay/, '再付这一单'],
  [/\/api\/demo\/pay\/price/, '算价'],
  [/\/api\/demo\/pay\/?$/, '取微信支付参数'],
  [/\/websocket/, '等推送'],
  [/\/pay\/unifiedorder/, '统一下单'],
  [/qpay_unified_order/, 'QQ 下单'],
  [/qpay_order_query/, 'QQ 查单'],
  [/qpay_close_order/, 'QQ 关单'],
  [/gateway\.do/, '支付宝网关'],
  [/\/alipay\/qrcode/, '支付宝二维码页'],
  [/\/alipay\//, '支付宝收银台'],
  [/\/v2\/checkout\/orders\/[^/]+\/capture/, 'PayPal 扣款'],
  [/\/v2\/checkout\/orders/, 'PayPal 订单'],
  [/checkoutnow|\/paypal\//, 'PayPal 付款页'],
  [/orderquery/, '微信查单'],
  [/closeorder/, '微信关单'],
  [/micropay/, '付款码扣款'],
  [/refundquery/, '查退款'],
  [/refund/, '退款'],
  [/reverse/, '微信撤销'],
  [/oauth2\/authorize/, '微信授权'],
  [/oauth2\/access_token/, '换取 openid'],
  [/cgi-bin\/token/, '取 access_token'],
  [/getticket/, '取 jsapi_ticket'],
  [/checkmweb/, 'H5 中间页'],
  [/phone\/jsapi/, '微信桥'],
  [/phone\/scan/, '手机扫码'],
  [/phone\/(pay|confirm)/, '手机付款'],
  [/phone\/(refuse|decline)/, '手机拒付'],
  [/phone\//, '手机'],
]

/** A request's name in the payer's language; its path where it has none. */
export const nameOf = ({ method, path }: Exchange): string => NAMES.find(([form]) => form.test(`${method} ${path}`))?.[1] ?? path
