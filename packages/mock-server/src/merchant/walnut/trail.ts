import type { MiddlewareHandler } from 'hono'
import type { Http } from '../../ports/http'
import { parseXml, type Fields } from '../../wire/xml'
import { decodeUtf8 } from '../../http/body'
import type { Merchant } from '../merchant'
import type { Order } from '../order'
import type { Desk } from './desk'
import type { Pay, Trail } from './records'

const SENDS = new Set(['/pay/unifiedorder', '/pay/micropay'])
const TELLS = new Set(['/pay/micropay', '/pay/orderquery'])

/** Listens to what passes between the merchant and WeChat Pay v2, and remembers it while it may belong to a pay object. */
export function withTrail(http: Http, exchanges: Desk['exchanges']): Http {
  return async (request) => {
    const path = [...SENDS, ...TELLS].find((one) => request.url.endsWith(one))
    if (path === undefined || request.method !== 'POST') return http(request)
    const { auth_code: _, ...sent } = fieldsOf(await request.clone().text())
    const answer = await http(request)
    const tradeNo = sent['out_trade_no'] ?? ''
    const xml = await answer.clone().text()
    remember(tradeNo, { ...exchanges.get(tradeNo), ...heard(path, sent, xml) }, exchanges)
    return answer
  }
}

/** How many orders' exchanges are remembered at most: those of other routes are nobody's, and go by. */
const MAX_REMEMBERED = 200

function remember(tradeNo: string, trail: Trail, exchanges: Desk['exchanges']): void {
  exchanges.delete(tradeNo)
  exchanges.set(tradeNo, trail)
  const [oldest] = exchanges.keys()
  if (exchanges.size > MAX_REMEMBERED && oldest !== undefined) exchanges.delete(oldest)
}

function heard(path: string, sent: Fields, xml: string): Trail {
  const answer = { ...fieldsOf(xml) }
  return {
    ...(SENDS.has(path) ? { pay_send: { ...sent }, pay_rexml: xml, pay_remap: answer } : {}),
    ...(TELLS.has(path) && answer['transaction_id'] ? { pay_result: answer } : {}),
  }
}

function fieldsOf(xml: string): Fields {
  try {
    return parseXml(xml)
  } catch {
    return {}
  }
}

/** Writes down by what a pay object came to be paid, the first time that its order is. */
export async function noteResult(order: Order, { clock, walnut: { pays, exchanges } }: Pick<Merchant, 'clock' | 'walnut'>): Promise<void> {
  const pay_result = exchanges.get(order.trade_no)?.pay_result
  if (pay_result) await pays.update(order.id, (current) => withResult(current, pay_result, clock.now()))
}

/** Writes down what a notify told, once it was believed. */
export function notifyTrail({ orders, clock, walnut: { pays } }: Merchant): MiddlewareHandler {
  return async (c, next) => {
    const raw = new Uint8Array(await c.req.raw.clone().arrayBuffer())
    await next()
    if (!/<return_code>(<!\[CDATA\[)?SUCCESS/.test(await c.res.clone().text())) return
    const pay_result = { ...fieldsOf(decodeUtf8(raw) ?? '') }
    const order = pay_result['transaction_id'] ? await orders.find({ trade_no: pay_result['out_trade_no'] ?? '' }) : undefined
    if (order) await pays.update(order.id, (current) => withResult(current, pay_result, clock.now()))
  }
}

function withResult(pay: Pay, pay_result: Readonly<Record<string, string>>, now: number): Pay {
  return pay.trail.pay_result ? pay : { ...pay, trail: { ...pay.trail, pay_result, pay_time: now } }
}
