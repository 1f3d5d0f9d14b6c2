import { describe, expect, it } from 'vitest'
import type { CheckedGoods } from '../../src/core/request'
import { readAnswer, type Attempt, type ClientToken, type CreateRequest, type Fen, type GatewayType, type TradeNo, type TransactionNo } from '../../src/index'
import { walnut, type WalnutOptions } from '../../src/walnut'

const signal = new AbortController().signal
const says = (data: unknown) => ({ signal, send: () => Promise.resolve({ status: 200, headers: {}, data: { ok: true, data } }) })
const options: WalnutOptions = { host: 'https://pay.test', domain: 'demo', ticket: () => 'ticket', extensions: true }
const X = 'X' as TransactionNo

const recorded: CheckedGoods = { amountFen: 10 as Fen, description: 'x' }
const listed: CheckedGoods = { ...recorded, products: [{ id: 'p' }] }
const asked = (gateway: GatewayType): CreateRequest => ({ ...listed, gateway })
const attempt: Attempt = { no: 1, gatewayType: 'weixin_tenpay_native' }
const create = (gateway: GatewayType, pay_re: object, more: object = {}) =>
  walnut(options).create(asked(gateway), attempt, says({ id: 'X', out_trade_no: 'X_1', or_st: 'WT', pay_tp: 'wx.qrcode', pay_re: { payObjId: 'P', ...pay_re }, ...more }))

describe('what a payer is shown, by dataType, whatever the way of paying', () => {
  it.each([
    ['QRCODE', 'weixin://wxpay/1', 'weixin_tenpay_native', { flow: 'qrcode', codeUrl: 'weixin://wxpay/1' }],
    ['QRCODE', 'https://qr.alipay.com/1', 'paypal', { flow: 'qrcode', codeUrl: 'https://qr.alipay.com/1' }],
    ['LINK', 'https://paypal.test/', 'paypal', { flow: 'redirect', url: 'https://paypal.test/' }],
    ['LINK', 'https://alipay.test/', 'alipay_qrcode', { flow: 'redirect', url: 'https://alipay.test/' }],
    ['IFRAME', 'https://pay.test/frame', 'alipay_qrcode', { flow: 'redirect', url: 'https://pay.test/frame', isFramed: true }],
    ['JSON', { package: 'prepay_id=1' }, 'weixin_tenpay_js', { flow: 'jsapi', payload: { package: 'prepay_id=1' } }],
    ['JSON', null, 'weixin_tenpay_micropay', { flow: 'scan' }],
  ] as const)('%s %j for %s', async (dataType, data, gateway, show) => {
    expect(await create(gateway, { status: 'WAIT', dataType, data })).toMatchObject({ status: 'pending', show, eventsUrl: 'https://pay.test/websocket#P' })
  })

  it.each([
    ['TEXT', '请到柜台付款', 'weixin_tenpay_native'], ['JSON', { a: 1 }, 'alipay_qrcode'], ['QRCODE', '', 'weixin_tenpay_native'], ['QRCODE', {}, 'weixin_tenpay_native'],
    ['HTML', '<b>', 'weixin_tenpay_native'], [undefined, undefined, 'weixin_tenpay_native'], ['JSON', 'text', 'weixin_tenpay_js'],
  ] as const)('%s %j for %s is nothing to show: nobody has seen it, and the error names the order', async (dataType, data, gateway) => {
    await expect(create(gateway, { status: 'WAIT', dataType, data })).rejects.toMatchObject({ code: 608, retryable: false, mayHavePaid: false, transactionNo: 'X', tradeNo: 'X_1', hint: expect.any(String) })
  })

  it('what the provider has refused is told by its words', async () => {
    await expect(create('weixin_tenpay_native', { status: 'FAIL', dataType: 'QRCODE', errMsg: '商户余额不足' }, { trade_state: 'NOAUTH' })).rejects.toMatchObject({ code: 608, message: '608: 商户余额不足', errCode: 'NOAUTH' })
  })

  it.each(['TEXT', 'QRCODE', 'LINK'])('what is paid already is shown no %s', async (dataType) => {
    const order = await create('weixin_tenpay_native', { status: 'OK', dataType, data: 'x' }, { or_st: 'OK', pay_tp: 'free', fee: 0 })
    expect(order).toMatchObject({ status: 'success', amountFen: 0 })
    expect(order.show).toBeUndefined()
  })
})

describe('what an order says', () => {
  const find = async (data: object) => {
    const answer = await walnut(options).find({ transactionNo: X }, says({ id: 'X', or_st: 'WT', pay_tp: 'wx.qrcode', ...data }))
    return answer && readAnswer(answer)
  }

  it.each([
    ['WAIT', 'WT', {}, { kind: 'waiting' }],
    ['NEW', 'NW', {}, { kind: 'waiting' }],
    ['WAIT', 'WT', { trade_state: 'USERPAYING' }, { kind: 'waiting', phase: 'userpaying' }],
    ['WAIT', 'WT', { trade_state: 'WAIT_BUYER_PAY' }, { kind: 'waiting', phase: 'scanned' }],
    ['WAIT', 'WT', { expires_in: 0 }, { kind: 'closed', by: 'time' }],
    ['OK', 'OK', {}, { kind: 'paid' }],
    ['OK', 'DN', { or_status: 4 }, { kind: 'paid' }],
    ['OK', 'SP', {}, { kind: 'paid' }],
    ['WAIT', 'SP', {}, { kind: 'paid' }],
    ['OK', 'CA', {}, { kind: 'paid' }],
    ['OK', 'OK', { or_status: 3 }, { kind: 'paid' }],
    ['OK', 'OK', { or_status: 5 }, { kind: 'paid', refund: 'complete' }],
    ['FAIL', 'FA', { trade_state: 'CLOSED' }, { kind: 'closed', by: 'state' }],
    ['FAIL', 'FA', { trade_state: 'REVOKED' }, { kind: 'closed', by: 'state' }],
    ['FAIL', 'FA', { trade_state: 'PAYERROR' }, { kind: 'failed', tradeState: 'PAYERROR' }],
    ['FAIL', 'FA', { trade_state: 'INVENTED' }, { kind: 'none' }],
    ['FAIL', 'FA', {}, { kind: 'closed', by: 'time' }],
    ['FAIL', 'FA', { pay_tp: 'wx.scan' }, { kind: 'none' }],
    ['WAIT', 'CA', {}, { kind: 'waiting' }],
    ['INVENTED', 'WT', {}, { kind: 'none' }],
    [undefined, 'XX', {}, { kind: 'none' }],
  ] as const)('rule 2: pay_st %s × or_st %s × %j', async (status, or_st, more, reading) => {
    expect(await find({ or_st, pay_re: { payObjId: 'P', status }, ...more })).toEqual(reading)
  })

  it.each([['X-shop', 'paid'], ['of another shop', undefined]])('rule 1: pay/pay whose answer was lost: a payment of %s is %s', async (id, kind) => {
    const shop = walnut({ ...options, way: { call: 'pay/pay', id: 'X-shop' } })
    const found = await shop.find({ clientToken: 'token' as ClientToken }, says({ id, or_st: 'OK', pay_re: { payObjId: 'P', status: 'OK' } }))
    expect(found && readAnswer(found).kind).toBe(kind)
  })

  it.each([[null], ['text'], [[]], [{}], [{ pay_re: {} }], [{ or_st: 'OK' }]])('rule 1: %j is no answer', async (data) => {
    expect(await walnut(options).find({ transactionNo: X }, says(data))).toBeUndefined()
  })

  it.each([[{ fee: 0.1, or_st: 'WT' }, 10], [{ fee: 1_990.3, or_st: 'WT' }, 199_030], [{ fee: 10, pay_st: 'WAIT', payObjId: 'X' }, 10], [{ fee: 0.5, pay_st: 'WAIT', payObjId: 'X' }, undefined], [{ fee: 0.001, or_st: 'WT' }, undefined], [{ fee: 1e21, or_st: 'WT' }, undefined], [{ fee: -1, or_st: 'WT' }, undefined], [{ fee: 0, or_st: 'WT' }, 0], [{ fee: 99_999_999.99, or_st: 'WT' }, 9_999_999_999], [{ fee: '1', or_st: 'WT' }, undefined]])(
    'rule 7: the amount of %j is %j fen: an order\'s is yuan, a pay object\'s is fen', async (data, amountFen) => {
      expect((await walnut(options).find({ transactionNo: X }, says({ id: 'X', ...data })))?.amountFen).toBe(amountFen)
    })

  it('is asked for by its own number, by the order of an out_trade_no, or by the token', async () => {
    const urls: string[] = []
    const context = { signal, send: ({ url }: { url: string }) => (urls.push(url), Promise.resolve({ status: 200, headers: {}, data: { ok: false, errCode: 'e.io.obj.noexists' } })) }
    const backend = walnut({ ...options, host: 'https://pay.test/' })
    for (const ref of [{ transactionNo: X }, { tradeNo: 'X_12' as TradeNo }, { clientToken: 't' as never }]) expect(await backend.find(ref, context)).toBeUndefined()
    expect(urls).toEqual(['id=X', 'id=X', 'client_token=t'].map((query) => `https://pay.test/api/demo/pay/check?${query}&ticket=ticket`))
  })

  it('rule 1: a try that another one has followed says nothing of ours, but what is paid is paid', async () => {
    const ref = { transactionNo: X, tradeNo: 'X_1' as TradeNo }
    const later = { id: 'X', out_trade_no: 'X_2' }
    expect(await walnut(options).find(ref, says({ ...later, or_st: 'WT', pay_re: { status: 'WAIT' } }))).toMatchObject({ tradeNo: 'X_2' })
    expect((await walnut(options).find(ref, says({ ...later, or_st: 'OK', pay_re: { status: 'OK' } })))?.tradeNo).toBeUndefined()
  })

  it('rule 4: a charge of a shop\'s own order that was lost is paid where the order is, and else unknown', async () => {
    const backend = walnut({ ...options, way: { call: 'pay/pay', id: 'X' } })
    const ref = { clientToken: 't' as never }
    expect(await backend.find(ref, says({ id: 'X', or_st: 'FA', pay_re: { status: 'FAIL' }, trade_state: 'PAYERROR' }))).toBeUndefined()
    expect(await backend.find(ref, says({ id: 'X', or_st: 'OK', pay_re: { status: 'OK' } }))).toMatchObject({ status: 'success', clientToken: 't' })
  })
})

describe('what is sent', () => {
  const sent = async (more: Partial<WalnutOptions>, request: Partial<CreateRequest> = {}, goods = listed) => {
    const calls: { method: string; url: string; json?: unknown }[] = []
    const context = { signal, send: (call: { method: 'GET' | 'POST'; url: string; json?: unknown }) => (calls.push(call), Promise.resolve({ status: 200, headers: {}, data: { ok: false } })) }
    await walnut({ ...options, ...more }).create({ ...goods, gateway: 'weixin_tenpay_micropay', ...request }, { ...attempt, clientToken: 'token' as never }, context).catch(() => undefined)
    return [calls[0]?.url, JSON.parse(JSON.stringify(calls[0]?.json)) as unknown]
  }
  const code = { authCode: '134567890123456789' }

  it('pay/buy, with the code in the body alone', async () => {
    const way = { call: 'pay/buy', tp: 'Q', coupons: ['c'], fields: { note: '快点' } } as const
    expect(await sent({ way }, { ...code, returnUrl: 'https://shop.test/' })).toEqual(['https://pay.test/api/demo/pay/buy?ticket=ticket', {
      note: '快点', title: 'x', tp: 'Q', products: [{ id: 'p' }], coupons: ['c'], pay_tp: 'wx.scan', client_token: 'token', return_url: 'https://shop.test/', pay_code: code.authCode,
    }])
  })

  it('pay/buy without extensions, of a merchandiseRecordID', async () => {
    expect(await sent({ extensions: false, ticket: 'a b' }, { merchandiseRecordID: 'r', returnUrl: 'https://shop.test/' }, recorded)).toEqual([
      'https://pay.test/api/demo/pay/buy?ticket=a+b', { title: 'x', products: [{ id: 'r' }], pay_tp: 'wx.scan' },
    ])
  })

  it('pay/create', async () => {
    expect(await sent({ way: { call: 'pay/create', buyer: 'b', target: 't' } }, code)).toEqual(['https://pay.test/api/demo/pay/create?ticket=ticket', { bu: 'b', go: 'p', pt: 'wx.scan', ta: 't', client_token: 'token', pay_code: code.authCode }])
  })

  it('pay/pay', async () => {
    expect(await sent({ way: { call: 'pay/pay', id: 'X', isForced: true } }, code)).toEqual(['https://pay.test/api/demo/pay/pay?ticket=ticket', { id: 'X', pt: 'wx.scan', force: true, pay_code: code.authCode }])
  })

  it('offers what Walnut has', () => {
    expect(walnut(options).gateways).toEqual(['weixin_tenpay_native', 'weixin_tenpay_js', 'weixin_tenpay_micropay', 'alipay_qrcode', 'alipay_barcode', 'paypal'])
  })
})
