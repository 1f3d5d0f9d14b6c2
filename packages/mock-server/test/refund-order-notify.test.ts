import { describe, expect, test } from 'vitest'
import { createMemoryStore, type Stored } from '../src/index'
import { openReqInfo, sealReqInfo } from '../src/wire/req-info'
import { buildXml, parseXml } from '../src/wire/xml'
import { MERCHANT } from './mock'
import { createShop, pay } from './shop'
import { accountOf } from './wechat'

const RE_WX = '/api/demo/pay/re_wx'

interface Kept extends Stored { readonly refunds: readonly { readonly progress: string }[] }

/** An order of 10 fen of which 4 go back, and the notify about that, caught on its way. */
async function caught() {
  const store = createMemoryStore()
  const told: string[] = []
  const shop = createShop({
    store,
    meet: (path, request, inProcess) => (path === RE_WX ? catchRefund(request, inProcess) : undefined),
  })
  async function catchRefund(request: Request, inProcess: (request: Request) => Promise<Response>): Promise<Response> {
    const text = await request.clone().text()
    if (!text.includes('req_info')) return inProcess(request)
    told.push(text)
    throw new TypeError('fetch failed')
  }
  const order = (await shop.create()).body
  await pay(shop, order)
  await shop.clock.advance(0)
  await shop.refund(order.transaction_no, { amount_fen: 4 })
  await shop.clock.advance(60_000)
  const account = await accountOf(shop.server.wallets)
  return {
    account,
    told: told[0] ?? '',
    /** What the merchant itself knows, without asking the wallet. */
    progress: async () => (await store.collection<Kept>('merchant.orders').get(order.transaction_no))?.refunds.map((refund) => refund.progress),
    send: async (body: string) => parseXml(await (await shop.server.merchant.fetch(`${MERCHANT}${RE_WX}`, { method: 'POST', body })).text())['return_code'],
  }
}

describe('a refund\'s notify', () => {
  test('is acknowledged, and again, and changes the order once', async () => {
    const { told, send, progress } = await caught()
    expect(await progress()).toStrictEqual(['processing'])
    expect([await send(told), await progress()]).toStrictEqual(['SUCCESS', ['success']])
    expect([await send(told), await progress()]).toStrictEqual(['SUCCESS', ['success']])
  })

  test.each([['REFUNDCLOSE', 'failed'], ['CHANGE', 'failed'], ['PROCESSING', 'processing'], ['NEVER_HEARD', 'processing']])('that says %s leaves the refund %s', async (refund_status, after) => {
    const { told, account, send, progress } = await caught()
    expect([await send(changed(told, { refund_status }, account)), await progress()]).toStrictEqual(['SUCCESS', [after]])
  })

  test.each<[string, Record<string, string>, { key?: string, outer?: Record<string, string> }]>([
    ['another amount', { refund_fee: '5' }, {}],
    ['another total', { total_fee: '11' }, {}],
    ['another payment', { transaction_id: '4200000000000000000000000000' }, {}],
    ['another order', { out_trade_no: 'x'.repeat(32) }, {}],
    ['a refund that was not asked for', { out_refund_no: 'y'.repeat(32) }, {}],
    ['another key', {}, { key: 'k'.repeat(32) }],
    ['another merchant\'s number', {}, { outer: { mch_id: '1000000000' } }],
    ['another merchant\'s appid', {}, { outer: { appid: 'wx0123456789abcdef' } }],
    ['a failed return_code', {}, { outer: { return_code: 'FAIL' } }],
  ])('rule 8: is refused with %s, and changes nothing', async (_, change, { key, outer }) => {
    const { told, account, send, progress } = await caught()
    expect([await send(changed(told, change, account, { key, outer })), await progress()]).toStrictEqual(['FAIL', ['processing']])
  })

  test.each(['x', 'PGEvPg==', 'A'.repeat(64)])('rule 8: is refused with the req_info "%s"', async (req_info) => {
    const { account: { appid, mch_id }, send, progress } = await caught()
    expect([await send(buildXml({ return_code: 'SUCCESS', appid, mch_id, nonce_str: 'n', req_info })), await progress()]).toStrictEqual(['FAIL', ['processing']])
  })
})

interface Changing { readonly key?: string | undefined, readonly outer?: Record<string, string> | undefined }

/** The same notify about something else. */
function changed(told: string, change: Record<string, string>, { key, appid, mch_id }: Awaited<ReturnType<typeof accountOf>>, { key: otherKey, outer }: Changing = {}): string {
  const inner = parseXml(openReqInfo(parseXml(told)['req_info'] ?? '', key) ?? '', 'root')
  const text = buildXml({ ...inner, ...change }).replace('<xml>', '<root>').replace('</xml>', '</root>')
  return buildXml({ return_code: 'SUCCESS', appid, mch_id, nonce_str: 'n', req_info: sealReqInfo(text, otherKey ?? key), ...outer })
}
