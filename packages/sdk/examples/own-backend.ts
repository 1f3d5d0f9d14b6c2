/** A shop's own server: `POST /api/pay` gives a `code_url`, `GET /api/order` says what became of it. */
import { HError, type Backend, type BackendContext, type TradeNo } from '@baas-pay/sdk'

/** What both routes answer: WeChat Pay's own words for an order, and the seconds that are left of it. */
interface Answer {
  out_trade_no: TradeNo
  total_fee: number
  trade_state?: string
  expires_in: number
  code_url: string
}

/** WeChat Pay's state as a checkout knows it: what is not listed is still open, or tells for itself by `tradeState`. */
const STATUS: Readonly<Record<string, string>> = { SUCCESS: 'success', REFUND: 'success', PAYERROR: 'failed' }

async function ask({ send }: BackendContext, request: Parameters<BackendContext['send']>[0]): Promise<Answer> {
  const { status, data } = await send(request)
  // 4xx is a refusal: no order was made. Anything else is no answer, and the checkout goes on asking.
  if (status !== 200) throw new HError(status)
  return data as Answer
}

/** A backend of one's own. @param origin where the shop's server is, such as `https://shop.example` */
export function ownBackend(origin: string): Backend {
  return {
    scope: `own:${origin}`,
    origin,
    gateways: ['weixin_tenpay_native'],
    supports: { token: false, close: false, reverse: false, expiry: true, push: false },
    async create({ merchandiseRecordID, amountFen, description }, _attempt, context) {
      const json = { product_id: merchandiseRecordID, total_fee: amountFen, body: description }
      const { out_trade_no, total_fee, expires_in, code_url } = await ask(context, { method: 'POST', url: `${origin}/api/pay`, json })
      return { tradeNo: out_trade_no, amountFen: total_fee as typeof amountFen, expiresInMs: expires_in * 1_000, show: { flow: 'qrcode', codeUrl: code_url } }
    },
    async find({ tradeNo = '' }, context) {
      const url = `${origin}/api/order?out_trade_no=${encodeURIComponent(tradeNo)}`
      const { out_trade_no, trade_state = 'NOTPAY', expires_in } = await ask(context, { method: 'GET', url })
      return { tradeNo: out_trade_no, status: STATUS[trade_state] ?? 'pending', tradeState: trade_state, expiresInMs: expires_in * 1_000 }
    },
  }
}
