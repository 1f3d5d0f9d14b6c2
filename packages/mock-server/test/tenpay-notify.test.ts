import type Tenpay from 'tenpay'
import type { ExpressRequest, ExpressResponse, KoaContext } from 'tenpay'
import { describe, expect, test } from 'vitest'
import { listening, onRealPorts } from './tenpay-client'

/** What a shop made of a notify: what its middleware verified or deciphered, if it did, and what it answered. */
interface Taken { readonly told: Record<string, unknown> | undefined, readonly answer: string | undefined }

type Take = (api: Tenpay, kind: 'pay' | 'refund', body: string) => Promise<Taken>

/** A shop's handler behind each of tenpay's middlewares: it acknowledges whatever reaches it. */
const TAKE: Readonly<Record<'koa' | 'express', Take>> = {
  async koa(api, kind, body) {
    const context: KoaContext = { request: { body } }
    await api.middleware(kind)(context, async () => context.reply?.())
    return { told: context.request.weixin, answer: context.body }
  },
  async express(api, kind, body) {
    const request: ExpressRequest = { body }
    let answer: string | undefined
    const response: ExpressResponse = { header: () => {}, send: (text) => { answer = text } }
    await api.middlewareForExpress(kind)(request, response, () => response.reply?.())
    return { told: request.weixin, answer }
  },
}

/** Things that arrive, in their order, for whoever waits for the next. */
function inbox<T>() {
  const arrived: T[] = []
  const waiting: ((thing: T) => void)[] = []
  return {
    put: (thing: T) => {
      const next = waiting.shift()
      if (next) next(thing)
      else arrived.push(thing)
    },
    next: () => new Promise<T>((resolve) => {
      const thing = arrived.shift()
      if (thing === undefined) waiting.push(resolve)
      else resolve(thing)
    }),
  }
}

/** A shop on ports of its own that is told of payments and of refunds. */
async function shopWith(middleware: 'koa' | 'express') {
  const ports = await onRealPorts()
  const { put, next } = inbox<Taken>()
  const verifier = ports.client()
  const taking = (kind: 'pay' | 'refund') => async (body: string): Promise<string> => {
    const taken = await TAKE[middleware](verifier, kind, body)
    put(taken)
    return taken.answer ?? ''
  }
  const api = ports.client({ notify_url: await listening(taking('pay')), refund_url: await listening(taking('refund')) })
  return { ...ports, api, next }
}

const ORDER = { out_trade_no: 'notify001', body: '体验商户-秋裤', total_fee: 10, trade_type: 'NATIVE', product_id: 'p1', attach: 'a & <b> ]]> c' }
const ACKNOWLEDGED = expect.stringContaining('<return_code>SUCCESS</return_code>')

describe.each(['koa', 'express'] as const)('tenpay\'s middleware for %s', (middleware) => {
  test.each(['MD5', 'HMAC-SHA256'])('verifies the notify of a payment signed with %s', async (sign_type) => {
    const { api, post, next } = await shopWith(middleware)
    const { code_url: content } = await api.unifiedOrder({ ...ORDER, sign_type })
    await post('/phone/pay', { content })
    expect(await next()).toMatchObject({ told: { result_code: 'SUCCESS', out_trade_no: 'notify001', total_fee: '10', attach: 'a & <b> ]]> c' }, answer: ACKNOWLEDGED })
  })

  test('refuses a notify with a bad signature, and takes the next try', async () => {
    const { api, post, advance, next } = await shopWith(middleware)
    await post('/sandbox/scenario', { name: 'bad-signature', times: 1 })
    // The phone's answer waits for the notify's, so that the ladder is known to go on.
    await post('/sandbox/scenario', { name: 'notify-before-answer' })
    const { code_url: content } = await api.unifiedOrder(ORDER)
    await post('/phone/pay', { content })
    expect(await next()).toStrictEqual({ told: undefined, answer: expect.stringContaining('<return_code>FAIL</return_code>') })
    await advance(15_000)
    expect(await next()).toMatchObject({ told: { out_trade_no: 'notify001' }, answer: ACKNOWLEDGED })
  })

  test('deciphers the notify of a refund', async () => {
    const { api, post, advance, next } = await shopWith(middleware)
    const { code_url: content } = await api.unifiedOrder(ORDER)
    await post('/phone/pay', { content })
    await next()
    await api.refund({ out_trade_no: 'notify001', out_refund_no: 'r1', total_fee: 10, refund_fee: 4 })
    await advance(3000)
    expect(await next()).toMatchObject({ told: { req_info: { out_trade_no: 'notify001', out_refund_no: 'r1', refund_fee: '4', refund_status: 'SUCCESS' } }, answer: ACKNOWLEDGED })
  })
})
