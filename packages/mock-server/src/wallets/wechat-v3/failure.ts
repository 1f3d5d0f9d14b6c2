import type { BusinessCode } from '../wechat-v2/failure'

/** WeChat Pay v3's errors in their newer spelling, each with its HTTP status. The last six are v2's: v3's own table has no word for them. */
export const V3_ERRORS = {
  USERPAYING: [202, '用户支付中，需要输入密码'],
  PARAM_ERROR: [400, '参数错误'],
  INVALID_REQUEST: [400, '无效请求'],
  ORDER_CLOSED: [400, '订单已关闭'],
  MCH_NOT_EXISTS: [400, '商户号不存在'],
  APPID_MCHID_NOT_MATCH: [400, 'appid和mch_id不匹配'],
  SIGN_ERROR: [401, '签名错误'],
  TRADE_ERROR: [403, '交易错误'],
  RULE_LIMIT: [403, '业务规则限制'],
  OUT_TRADE_NO_USED: [403, '商户订单号重复'],
  NOT_ENOUGH: [403, '余额不足'],
  NO_AUTH: [403, '商户无权限'],
  ORDER_NOT_EXIST: [404, '订单不存在'],
  RESOURCE_NOT_EXISTS: [404, '查询的资源不存在'],
  SYSTEM_ERROR: [500, '系统错误'],
  BANK_ERROR: [500, '银行系统异常'],
  OPENID_MISMATCH: [500, 'openid和appid不匹配'],
  INVALID_TRANSACTIONID: [500, '订单号非法'],
  ORDERPAID: [400, '该订单已支付'],
  ORDERREVERSED: [400, '订单已撤销'],
  AUTHCODEEXPIRE: [400, '二维码已过期，请用户在微信上刷新后再试'],
  AUTH_CODE_ERROR: [400, '授权码参数错误'],
  AUTH_CODE_INVALID: [400, '授权码检验错误'],
  REVERSE_EXPIRE: [400, '订单无法撤销'],
} as const satisfies Readonly<Record<string, readonly [status: number, text: string]>>

/** The `code` of an error. */
export type V3Code = keyof typeof V3_ERRORS

/** What of the request is wrong. */
export interface Detail {
  /** The path of the field, such as `/amount/total`. */
  readonly field?: string
  readonly value?: unknown
  readonly issue?: string
  readonly location?: 'body' | 'query' | 'path' | 'authorization'
  /** What the platform would have verified, so that a signer can compare. */
  readonly sign_information?: object
}

/** Answered with the status of its code, and with `{ code, message, detail? }`. */
export class V3Error extends Error {
  override readonly name = 'V3Error'
  constructor(readonly code: V3Code, message: string = V3_ERRORS[code][1], readonly detail?: Detail) {
    super(message)
  }
}

/** What v2 calls it, and v3. The rest is told by INVALID_REQUEST. */
const FROM_V2: Readonly<Record<BusinessCode, V3Code>> = {
  NOAUTH: 'NO_AUTH',
  OUT_TRADE_NO_USED: 'OUT_TRADE_NO_USED',
  ORDERPAID: 'ORDERPAID',
  ORDERCLOSED: 'ORDER_CLOSED',
  ORDERNOTEXIST: 'ORDER_NOT_EXIST',
  APPID_NOT_EXIST: 'APPID_MCHID_NOT_MATCH',
  APPID_MCHID_NOT_MATCH: 'APPID_MCHID_NOT_MATCH',
  INVALID_REQUEST: 'INVALID_REQUEST',
  PARAM_ERROR: 'PARAM_ERROR',
  TRADE_STATE_ERROR: 'TRADE_ERROR',
  SYSTEMERROR: 'SYSTEM_ERROR',
  BANKERROR: 'BANK_ERROR',
  USERPAYING: 'USERPAYING',
  NOTENOUGH: 'NOT_ENOUGH',
  RULELIMIT: 'RULE_LIMIT',
  TRADE_ERROR: 'TRADE_ERROR',
  ORDERREVERSED: 'ORDERREVERSED',
  BUYER_MISMATCH: 'TRADE_ERROR',
  AUTHCODEEXPIRE: 'AUTHCODEEXPIRE',
  AUTH_CODE_ERROR: 'AUTH_CODE_ERROR',
  AUTH_CODE_INVALID: 'AUTH_CODE_INVALID',
  INVALID_TRANSACTIONID: 'RESOURCE_NOT_EXISTS',
  REVERSE_EXPIRE: 'REVERSE_EXPIRE',
  REFUNDNOTEXIST: 'RESOURCE_NOT_EXISTS',
  REFUND_FEE_MISMATCH: 'INVALID_REQUEST',
  TRADE_OVERDUE: 'INVALID_REQUEST',
  ERROR: 'INVALID_REQUEST',
}

/** The same refusal in v3's words: what the two say of a trade is one. */
export const inV3 = (code: BusinessCode, message: string): V3Error => new V3Error(FROM_V2[code], message)
