/** Every way in which the middle page turns a payer away: its status, WeChat's own sentence, and what the developer of the shop does about it. */
const REFUSALS = {
  signature: [403, '签名验证失败', 'prepay_id 和 package 须取自同一个 mweb_url，且订单的 trade_type 为 MWEB。'],
  in_wechat: [403, '请在微信外打开订单，进行支付', '微信内的页面请用 JSAPI 支付。'],
  no_referer: [400, '商家参数格式有误，请联系商家解决', '请从商户页面跳转到 mweb_url，且不要去掉 Referer。'],
  bad_redirect: [400, '商家参数格式有误，请联系商家解决', 'redirect_url 须为一个完整的 http(s) 地址，并经过 encodeURIComponent。'],
  domain: [403, '商家存在未配置的参数，请联系商家解决', '来源页面和 redirect_url 的域名须是已配置的 H5 支付域名（--allow-origin）。'],
  network: [403, '网络环境未能通过安全验证，请稍后再试', '打开此页的 IP 须与下单时的 spbill_create_ip 一致。'],
  too_old: [410, '支付请求已失效，请重新发起支付', 'mweb_url 的有效期为 5 分钟。'],
} as const

/** Turned away; nothing was charged. */
export class H5Refusal extends Error {
  override readonly name = 'H5Refusal'
  readonly status: (typeof REFUSALS)[keyof typeof REFUSALS][0]
  /** For the developer of the shop. */
  readonly hint: string
  constructor(readonly code: keyof typeof REFUSALS) {
    super(REFUSALS[code][1])
    this.status = REFUSALS[code][0]
    this.hint = REFUSALS[code][2]
  }
}
