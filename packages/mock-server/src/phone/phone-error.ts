/** Every way in which the phone says no: its status, and the sentence that the payer reads. */
const PHONE_ERRORS = {
  bad_request: [400, '请求缺少内容，或格式不对'],
  not_a_payment_code: [400, '这不是付款二维码，请核对后重新扫描'],
  unknown_provider: [400, '虚拟手机没有这个钱包的付款码'],
  bad_amount: [400, '请输入 0.01 至 1,000,000 元的金额'],
  unknown_code: [404, '二维码无效，请返回商户重新下单'],
  unknown: [404, '没有这笔订单，请返回商户重新下单'],
  unknown_account: [404, '手机上没有这个账号'],
  expired: [410, '该订单已失效，请重新返回商户下单支付'],
  closed: [410, '该订单已关闭，请重新返回商户下单支付'],
  already_paid: [409, '该订单已支付，请勿重复付款'],
  password_required: [403, '金额较大，请输入支付密码'],
  declined: [410, '该订单已取消支付，请返回商户重新下单'],
  other_payer: [403, '下单账号与支付账号不一致，请核实后再支付'],
  not_enough: [402, '余额不足，请充值后再支付'],
  too_little_left: [402, '余额不足，无法转出这么多'],
  refused: [403, '交易存在风险，暂时无法支付'],
  wrong_password: [403, '支付密码错误，请重试'],
} as const

/** A refusal by the phone; nothing was charged. */
export class PhoneError extends Error {
  override readonly name = 'PhoneError'
  readonly status: (typeof PHONE_ERRORS)[keyof typeof PHONE_ERRORS][0]
  constructor(readonly code: keyof typeof PHONE_ERRORS) {
    super(PHONE_ERRORS[code][1])
    this.status = PHONE_ERRORS[code][0]
  }
}
