/** The codes of Alipay's answers, each with its `msg`. */
const CODES = {
  10000: 'Success',
  10003: 'order success pay inprocess',
  20000: 'Service Currently Unavailable',
  40001: 'Missing Required Arguments',
  40002: 'Invalid Arguments',
  40004: 'Business Failed',
  40006: 'Insufficient Permissions',
} as const

/** A code that Alipay answers with. */
export type AlipayCode = keyof typeof CODES

/** The two fields that every answer begins with. */
export const codeFields = (code: AlipayCode): { readonly code: string, readonly msg: string } => ({ code: String(code), msg: CODES[code] })

/** Every way in which a request is refused: its code, and the sentence that is its `sub_msg` where there is no better one. */
export const SUB_CODES = {
  'isp.unknow-error': [20000, '系统繁忙'],
  'isv.missing-method': [40001, '缺少方法名参数'],
  'isv.missing-app-id': [40001, '缺少appId参数'],
  'isv.missing-signature': [40001, '缺少签名参数'],
  'isv.missing-signature-type': [40001, '缺少签名类型参数'],
  'isv.missing-timestamp': [40001, '缺少时间戳参数'],
  'isv.missing-version': [40001, '缺少版本参数'],
  'isv.invalid-method': [40002, '不存在的方法名'],
  'isv.invalid-app-id': [40002, '无效的appId参数'],
  'isv.invalid-format': [40002, '无效的数据格式'],
  'isv.invalid-charset': [40002, '字符集错误'],
  'isv.invalid-signature-type': [40002, '无效的签名类型'],
  'isv.invalid-signature': [40002, '验签出错'],
  'isv.invalid-timestamp': [40002, '非法的时间戳参数'],
  'isv.invalid-version': [40002, '非法的版本参数'],
  'isv.invalid-encrypt-type': [40002, '无效的加密类型'],
  'isv.invalid-parameter': [40002, '参数无效'],
  'ACQ.SYSTEM_ERROR': [40004, '接口返回错误'],
  'ACQ.INVALID_PARAMETER': [40004, '参数无效'],
  'ACQ.TOTAL_FEE_EXCEED': [40004, '订单总金额不在允许范围内'],
  'ACQ.CONTEXT_INCONSISTENT': [40004, '交易信息被篡改'],
  'ACQ.TRADE_HAS_SUCCESS': [40004, '交易已被支付'],
  'ACQ.TRADE_HAS_CLOSE': [40004, '交易已经关闭'],
  'ACQ.TRADE_NOT_EXIST': [40004, '交易不存在'],
  'ACQ.TRADE_STATUS_ERROR': [40004, '交易状态不合法'],
  'ACQ.TRADE_HAS_FINISHED': [40004, '交易已完结'],
  'ACQ.TRADE_BUYER_NOT_MATCH': [40004, '交易买家不匹配'],
  'ACQ.NOW_TIME_AFTER_EXPIRE_TIME_ERROR': [40004, '当前时间已超过允许支付的时间'],
  'ACQ.PAYMENT_AUTH_CODE_INVALID': [40004, '支付失败，获取顾客账户信息失败，请顾客刷新付款码后重新收款，如再次收款失败，请联系管理员处理。[SOUNDWAVE_PARSER_FAIL]'],
  'ACQ.BUYER_BALANCE_NOT_ENOUGH': [40004, '买家余额不足'],
  'ACQ.PAYMENT_REQUEST_HAS_RISK': [40004, '支付有风险'],
  'ACQ.PAYMENT_FAIL': [40004, '支付失败'],
  'ACQ.CANCEL_NOT_ALLOWED': [40004, '当前交易不允许撤销'],
  'ACQ.REASON_TRADE_REFUND_FEE_ERR': [40004, '退款金额无效'],
  'ACQ.DISCORDANT_REPEAT_REQUEST': [40004, '不一致的请求'],
} as const satisfies Readonly<Record<string, readonly [AlipayCode, string]>>

/** The `sub_code` of a refusal. */
export type AlipaySubCode = keyof typeof SUB_CODES

/** A request is refused. Nothing was changed, except where the code says that nobody knows. */
export class AlipayFailure extends Error {
  override readonly name = 'AlipayFailure'
  readonly code: AlipayCode
  constructor(readonly subCode: AlipaySubCode, subMsg?: string) {
    super(subMsg ?? SUB_CODES[subCode][1])
    this.code = SUB_CODES[subCode][0]
  }
}
