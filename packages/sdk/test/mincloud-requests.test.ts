import { describe, expect, it } from 'vitest'
import { gateways, gatewayTypes, minCloud, type BackendContext, type ClientToken, type CreateRequest, type Fen, type GatewayType } from '../src/index'

const AUTH_CODE = '134567890123456789'
const goods = { amountFen: 10 as Fen, description: '深蓝色秋裤' }

/** Each option of a request, and what it is in the body. */
const OPTIONS: readonly (readonly [options: Partial<CreateRequest>, body: object, whose: 'all' | 'wechat' | 'extensions'])[] = [
  [{}, {}, 'all'],
  [{ merchandiseSchemaID: 7 }, { merchandise_schema_id: 7 }, 'all'],
  [{ merchandiseSchemaID: '7' }, { merchandise_schema_id: '7' }, 'all'],
  [{ merchandiseRecordID: 'r' }, { merchandise_record_id: 'r' }, 'all'],
  [{ merchandiseSnapshot: { a: { b: 1 } } }, { merchandise_snapshot: { a: { b: 1 } } }, 'all'],
  [{ merchandiseSnapshot: 'text' }, { merchandise_snapshot: 'text' }, 'all'],
  [{ profitSharing: true }, { profit_sharing: true }, 'wechat'],
  [{ profitSharing: false }, { profit_sharing: false }, 'wechat'],
  [{ returnUrl: 'https://shop.example/back' }, { return_url: 'https://shop.example/back' }, 'extensions'],
]

/** Sends one create, and gives the body and what the answer shows. */
async function create(gateway: GatewayType, options: Partial<CreateRequest>, extensions: boolean, answer: object = {}) {
  const sent: { method: string; url: string; json?: unknown }[] = []
  const context: BackendContext = {
    signal: new AbortController().signal,
    send: (request) => {
      sent.push(request)
      return Promise.resolve({ status: 201, headers: {}, data: { trade_no: 'T', transaction_no: 'X', ...answer } })
    },
  }
  const backend = minCloud({ clientID: 'demo', host: 'http://127.0.0.1:8787', extensions })
  const isScan = gateways[gateway].flow === 'scan'
  const order = await backend.create({ ...goods, gateway, ...(isScan && { authCode: AUTH_CODE }), ...options }, { no: 1, gatewayType: gateway, clientToken: 'K' as ClientToken }, context)
  return { order, sent }
}

describe.each(gatewayTypes)('%s at MinCloud\'s dialect', (gateway) => {
  const { provider, flow, carries } = gateways[gateway]
  const scanned = flow === 'scan' ? { auth_code: AUTH_CODE } : {}

  it.each(OPTIONS)('with %j sends %j', async (options, body, whose) => {
    for (const extensions of [false, true]) {
      const isSent = whose === 'all' || (whose === 'wechat' ? provider === 'wechat' : extensions)
      const { sent } = await create(gateway, options, extensions)
      expect(sent).toHaveLength(1)
      expect(sent[0]).toMatchObject({ method: 'POST', url: 'http://127.0.0.1:8787/hserve/v2.2/idp/pay/order/' })
      expect(JSON.parse(JSON.stringify(sent[0]?.json))).toEqual({
        gateway_type: gateway, total_cost: 0.1, merchandise_description: '深蓝色秋裤', ...scanned, ...(extensions && { client_token: 'K' }), ...(isSent && body),
      })
    }
  })

  it('shows what its answer carries, and nothing of another gateway\'s', async () => {
    const all = { code_url: 'weixin://c', mweb_url: 'https://m', payment_url: 'https://p' }
    const { order } = await create(gateway, {}, true, all)
    if (flow === 'qrcode') expect(order.show).toEqual({ flow, codeUrl: all.code_url })
    if (flow === 'redirect') expect(order.show).toEqual({ flow, url: carries === 'mweb_url' ? all.mweb_url : all.payment_url })
    if (flow === 'jsapi') expect(order.show).toEqual({ flow, payload: { trade_no: 'T', transaction_no: 'X', ...all } })
    if (flow === 'scan') expect(order.show).toEqual({ flow })
    const nothing = await create(gateway, {}, true)
    expect(nothing.order.show).toEqual(flow === 'jsapi' ? { flow, payload: { trade_no: 'T', transaction_no: 'X' } } : flow === 'scan' ? { flow } : undefined)
  })
})
