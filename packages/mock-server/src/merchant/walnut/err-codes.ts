/** Every errCode of Walnut's payment API that this server answers with: the code, and what causes it. Each has a test that causes it over the wire. */
export const PRODUCED = {
  'e.www.api.auth.nologin': 'no ticket where one is needed, or one that is nobody\'s',
  'e.www.order.nil.products': 'an order of nothing, and pay/create without goods',
  'e.www.order.nil_check.products': 'products of which none is bought: every amount is 0 or less',
  'e.www.order.nil.buyer_id': 'pay/create without a buyer',
  'e.www.order.nil.pay_tp': 'no way of paying',
  'e.www.order.nil.pay_tp_prefix': 'a way of paying without what stands before its dot',
  'e.www.order.nil.sellers': 'the shop has no seller at all',
  'e.www.order.invalid.pay_tp': 'a way of paying that there is not, or that the shop has no seller for',
  'e.www.order.invalid.tp': 'an order that is neither of type A nor of type Q',
  'e.www.order.OutOfStore': 'more of a product than there are',
  'e.www.order.price.LostProId': 'a product whose set of price rules is not there',
  'e.www.order.price.LostRule': 'a product whose price rule is not in its set',
  'e.www.order.price.NoMatchedItem': 'an amount for which the price rule has no price',
  'e.www.order.noexits': 'pay/pay of an order that there is not',
  'e.cmd.www.order.noexists': 'pay/order of an order that there is not',
  'e.io.obj.noexists': 'pay/check of an order, or any call with a product or a domain, that there is not',
  'e.www.paycheck.NotMine': 'an order of somebody else\'s',
  'e.www.pay.noOrder': 'the JS object of an order that there is not',
  'e.www.pay.noPayId': 'the JS object of an order that is not paid in an official account',
  'e.www.pay.waiting': 'another way of paying while the one before may still be paid',
  'e.pay.nopvg': 'a pay object of somebody else\'s',
  'e.pay.noexists': 'a payer who comes back from PayPal with a number that nobody has',
  'e.cmd.pay.re.noPoId': 'a payer who comes back from PayPal without a number',
  'e.pay.no3x': 'a way of paying whose provider the shop has no account at',
  'e.pay.invalid.buyer': 'a buyer whose kind is empty, or who is no name that can be shown',
  'e.pay.buyer.imperfect': 'a buyer of a kind, and nobody of it',
  'e.pay.invalid.fee': 'pay/create of goods that have no price',
  'e.pay.noMatchSeller': 'a target that the shop does not know, for another way of paying than WeChat\'s',
  'e.pay.weixin.noTarget': 'a target that the shop does not know, for WeChat',
  'e.pay.send.invalid.payCode': 'a way of paying by payment code without a good one in the body, or with one in the address',
} as const

/** Walnut's codes that nothing here answers with, and why. */
export const NOT_PRODUCED = {
  'e.www.order.nil.accounts': 'who logs in is the merchant\'s own user: there is no library of accounts to choose',
  'e.www.order.nil.addr_ship': 'freight is a product\'s own and not a matter of addresses',
  'e.pay.noexists': 'who asks about a pay object asks by pay/check, which says e.io.obj.noexists',
  'e.cmd.pay.re.noPoId': 'a provider that tells of nothing is answered in its own form',
  'e.pay.outOfHome': 'pay objects lie in no directory',
} as const

/** A code that is answered. */
export type ErrCode = keyof typeof PRODUCED

const SAID: Readonly<Record<ErrCode, string>> = {
  'e.www.api.auth.nologin': '请先登录',
  'e.www.order.nil.products': '商品为空',
  'e.www.order.nil_check.products': '没有可购买的商品',
  'e.www.order.nil.buyer_id': '买家为空',
  'e.www.order.nil.pay_tp': '支付方式为空',
  'e.www.order.nil.pay_tp_prefix': '支付方式缺少前缀',
  'e.www.order.nil.sellers': '商户未设置收款方',
  'e.www.order.invalid.pay_tp': '支付方式不正确',
  'e.www.order.invalid.tp': '订单类型不正确',
  'e.www.order.OutOfStore': '库存不足',
  'e.www.order.price.LostProId': '商品的价格规则集不存在',
  'e.www.order.price.LostRule': '商品的价格规则不存在',
  'e.www.order.price.NoMatchedItem': '此数量没有对应的价格',
  'e.www.order.noexits': '订单不存在',
  'e.cmd.www.order.noexists': '订单不存在',
  'e.io.obj.noexists': '对象不存在',
  'e.www.paycheck.NotMine': '这不是您的订单',
  'e.www.pay.noOrder': '订单不存在',
  'e.www.pay.noPayId': '订单没有公众号支付单',
  'e.www.pay.waiting': '上一笔支付尚未结束，请稍后再试',
  'e.pay.nopvg': '这不是您的支付单',
  'e.pay.noexists': '支付单不存在',
  'e.cmd.pay.re.noPoId': '缺少支付单号',
  'e.pay.no3x': '商户未开通此支付方式',
  'e.pay.invalid.buyer': '买家信息不正确',
  'e.pay.buyer.imperfect': '买家信息不完整',
  'e.pay.invalid.fee': '商品必须有价格',
  'e.pay.noMatchSeller': '支付目标商户不存在',
  'e.pay.weixin.noTarget': '支付目标商户不存在',
  'e.pay.send.invalid.payCode': '付款码无效',
}

/** A request that is refused in Walnut's form: `{ ok: false, errCode, msg }` under status 200. */
export class WalnutError extends Error {
  override readonly name = 'WalnutError'
  constructor(readonly errCode: ErrCode, message?: string, readonly data?: unknown) {
    super(message ?? SAID[errCode])
  }
}
