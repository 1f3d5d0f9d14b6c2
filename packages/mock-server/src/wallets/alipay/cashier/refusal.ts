import { ChargeRefused, type Refusal } from '../../charge'

/** How the cashier says no: its status, and the sentence that the payer reads. */
const SENTENCES: Readonly<Record<Refusal, readonly [status: 400 | 402 | 403 | 404 | 409 | 410, sentence: string]>> = {
  unknown: [404, '没有这笔订单，请返回商户重新下单'],
  expired: [410, '交易已超时关闭，请返回商户重新下单'],
  closed: [410, '交易已经关闭，请返回商户重新下单'],
  already_paid: [409, '交易已经支付，请勿重复付款'],
  declined: [410, '交易已经关闭，请返回商户重新下单'],
  other_payer: [403, '此账号不能支付这笔订单，请换一个账号'],
  password_required: [403, '请输入支付密码'],
  wrong_password: [403, '支付密码错误，请重试'],
  not_enough: [402, '账户余额不足，请充值后再支付'],
  refused: [403, '交易存在风险，暂时无法支付'],
}

/** What the cashier answers to a payer whom it refuses; anything else is thrown on. Nothing was charged. */
export function refusalOf(error: unknown): { readonly code: Refusal, readonly status: 400 | 402 | 403 | 404 | 409 | 410, readonly message: string } {
  if (!(error instanceof ChargeRefused)) throw error
  const [status, message] = SENTENCES[error.reason]
  return { code: error.reason, status, message }
}
