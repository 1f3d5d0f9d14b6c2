import type { Context } from 'hono'
import type { Merchant } from '../merchant'
import { returnUrlOf, tokenOf } from '../order-request'
import { tokenScope } from '../token'
import { tokenReused, type Buyer } from './buy'
import { WalnutError } from './err-codes'
import { payCodeOf, payTpOf } from './pay-request'
import { insertPay } from './pays'
import { productOf } from './price'
import type { Pay } from './records'
import { send } from './send'
import { own } from './settings'

type Body = Readonly<Record<string, unknown>>

/** A pay object that can be made. */
export interface CreatePayRequest {
  readonly draft: Pick<Pay, 'brief' | 'buy_for' | 'fee_fen' | 'pay_tp' | 'pay_target' | 'buyer_tp' | 'buyer_id' | 'client_token' | 'fingerprint' | 'return_url'>
  /** The payer's payment code, where the shop scans. It is handed to the provider, and kept nowhere. */
  readonly payCode: string | null
}

/**
 * Checks what `pay/create` is told, in the order of the seed: the buyer `bu`, the goods `go`, the way `pt`, the target `ta`; then
 * that the goods have a price.
 * @throws {WalnutError} the first that is wrong, before any pay object exists
 */
export function readCreatePay(c: Context, body: Body, merchant: Merchant): CreatePayRequest {
  const { settings } = merchant.walnut
  const bu = textOf('bu', body) ?? missing('e.www.order.nil.buyer_id', '买家为空')
  const go = textOf('go', body) ?? missing('e.www.order.nil.products', '商品为空')
  const pt = textOf('pt', body) ?? missing('e.www.order.nil.pay_tp', '支付方式为空')
  const ta = textOf('ta', body) ?? missing(noTarget(pt), '支付目标商户为空')
  const goods = productOf(go, settings)
  if (goods.priceFen === 0) throw new WalnutError('e.pay.invalid.fee', `商品必须有价格 : ${goods.title}`)
  const payTp = payTpOf(pt, merchant)
  if (!own(settings.targets, ta)) throw new WalnutError(noTarget(pt), '支付目标商户不存在')
  const client_token = tokenOf(body['client_token'])
  const return_url = returnUrlOf(body['return_url'], merchant)
  const draft = { brief: goods.title, buy_for: go, fee_fen: goods.priceFen, pay_tp: payTp, pay_target: ta, ...buyerOf(bu), client_token, return_url, fingerprint: JSON.stringify(['create', bu, go, pt, ta, return_url]) }
  return { draft, payCode: payCodeOf(c, payTp, body, merchant) }
}

/** Makes a pay object and sends it. With a `client_token`, the same request again is the same pay object, whatever came of it. */
export function createPay(request: CreatePayRequest, buyer: Buyer, merchant: Merchant): Promise<Pay> {
  const { client_token: token, fingerprint } = request.draft
  if (token === null) return open(request, buyer, merchant)
  const { caller } = buyer
  return merchant.walnut.turns(`create ${tokenScope(token, caller)}`, async () => {
    const known = await merchant.walnut.pays.find({ client_token: token, client_id: caller.clientId, user: caller.user })
    if (!known) return open(request, buyer, merchant)
    if (known.fingerprint !== fingerprint) throw tokenReused(token)
    // What an earlier process may have left undone. A charge that was begun is never repeated.
    if (known.send_at === null) await send(known, { caller, payCode: request.payCode }, merchant)
    return known
  })
}

async function open({ draft, payCode }: CreatePayRequest, { caller, ip }: Buyer, merchant: Merchant): Promise<Pay> {
  const pay = await insertPay({ ...draft, or_id: null, seq: 1, openid: caller.openid, client_ip: ip, order_expi: null }, caller, merchant)
  await send(pay, { caller, payCode }, merchant)
  return pay
}

const noTarget = (payTp: string): 'e.pay.weixin.noTarget' | 'e.pay.noMatchSeller' => (payTp.startsWith('wx.') ? 'e.pay.weixin.noTarget' : 'e.pay.noMatchSeller')

function missing(errCode: WalnutError['errCode'], message: string): never {
  throw new WalnutError(errCode, message)
}

function textOf(name: string, body: Body): string | undefined {
  const value = body[name]
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}

/** A buyer is a name, or a kind and a name. @throws {WalnutError} the kind or the name is empty, or it can't be shown */
function buyerOf(bu: string): Pick<Pay, 'buyer_tp' | 'buyer_id'> {
  const colon = bu.indexOf(':')
  if (colon === 0 || bu.length > 64 || /\p{Cc}|\p{Cs}|\p{Cn}/u.test(bu)) throw new WalnutError('e.pay.invalid.buyer')
  const [buyer_tp, buyer_id] = colon < 0 ? ['walnut', bu] : [bu.slice(0, colon).trim(), bu.slice(colon + 1).trim()]
  if (buyer_id === '') throw new WalnutError('e.pay.buyer.imperfect')
  return { buyer_tp, buyer_id }
}
