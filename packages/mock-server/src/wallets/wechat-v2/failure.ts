/** A business failure: the request was understood, and its answer is signed. */
const BUSINESS_ERRORS = {
  NOAUTH: '商户无此接口权限',
  OUT_TRADE_NO_USED: '商户订单号重复',
  ORDERPAID: '订单已支付',
  ORDERCLOSED: '订单已关闭',
  ORDERNOTEXIST: '此交易订单号不存在',
  APPID_NOT_EXIST: 'APPID不存在',
  APPID_MCHID_NOT_MATCH: 'appid和mch_id不匹配',
  INVALID_REQUEST: '参数错误',
  PARAM_ERROR: '参数错误',
  TRADE_STATE_ERROR: '订单状态错误',
  SYSTEMERROR: '系统错误',
  BANKERROR: '银行系统异常',
  USERPAYING: '需要用户输入支付密码',
  NOTENOUGH: '余额不足',
  RULELIMIT: '规则限制',
  TRADE_ERROR: '交易错误',
  ORDERREVERSED: '订单已撤销',
  BUYER_MISMATCH: '支付帐号错误',
  AUTHCODEEXPIRE: '二维码已过期，请用户在微信上刷新后再试',
  AUTH_CODE_ERROR: '授权码参数错误',
  AUTH_CODE_INVALID: '授权码检验错误',
  INVALID_TRANSACTIONID: '无效transaction_id',
  REVERSE_EXPIRE: '订单无法撤销',
  REFUNDNOTEXIST: '退款订单查询失败',
  REFUND_FEE_MISMATCH: '订单金额或退款金额与之前请求不一致，请核实后再试',
  TRADE_OVERDUE: '订单已经超过退款期限',
  ERROR: '业务错误',
} as const

/** The `err_code` of a business failure. */
export type BusinessCode = keyof typeof BUSINESS_ERRORS

/** A communication failure: nothing could be answered in the merchant's name, so nothing is signed. */
export const COMMUNICATION_ERRORS = {
  REQUIRE_POST_METHOD: '请使用post方法',
  POST_DATA_EMPTY: 'post数据为空',
  NOT_UTF8: '编码格式错误',
  XML_FORMAT_ERROR: 'XML格式错误',
  LACK_PARAMS: '缺少参数',
  MCHID_NOT_EXIST: 'MCHID不存在',
  SIGNERROR: '签名错误',
  OPENID_MISMATCH: 'appid and openid not match',
} as const

/** Answered with `return_code` SUCCESS, `result_code` FAIL, an `err_code` and further fields where the operation has them. */
export class BusinessError extends Error {
  override readonly name = 'BusinessError'
  constructor(readonly code: BusinessCode, description: string = BUSINESS_ERRORS[code], readonly fields: Readonly<Record<string, string>> = {}) {
    super(description)
  }
}

/** Answered with `return_code` FAIL and a `return_msg`, and nothing else. */
export class CommunicationError extends Error {
  override readonly name = 'CommunicationError'
  constructor(readonly code: keyof typeof COMMUNICATION_ERRORS, subject = '') {
    super(`${COMMUNICATION_ERRORS[code]}${subject}`)
  }
}
