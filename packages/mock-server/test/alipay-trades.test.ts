import { describe, expect, test } from 'vitest'
import { openResponse } from '../src/wire/alipay-response'
import { requestText, signAlipay } from '../src/wire/alipay-sign'
import { alipayCode, alipayOf, alipayOrder, appOf, postForm } from './alipay'
import { createMock } from './mock'

const bench = () => {
  const mock = createMock()
  return { mock, ...alipayOf(mock) }
}

/** `秋裤` in GBK, one character a byte. */
const GBK_TROUSERS = '\u00c7\u00ef\u00bf\u00e3'

/** Text of bytes, one character a byte, as a form has it. */
const percent = (bytes: string): string => bytes.replaceAll(/[^0-9A-Za-z]/g, (byte) => `%${byte.codePointAt(0)?.toString(16).padStart(2, '0')}`)

describe('a trade at Alipay', () => {
  test('of a QR does not exist before it is scanned, waits then, and is paid by the phone', async () => {
    const { mock, precreate, query } = bench()
    const order = alipayOrder()
    const { code, qr_code, out_trade_no } = await precreate(order)
    expect([code, out_trade_no]).toStrictEqual(['10000', order['out_trade_no']])
    expect(qr_code).toMatch(/^https:\/\/qr\.alipay\.com\/bax[0-9a-z]{21}$/)
    expect(await query({ out_trade_no })).toMatchObject({ code: '40004', sub_code: 'ACQ.TRADE_NOT_EXIST' })
    expect((await mock.phone('scan', { content: qr_code })).status).toBe(200)
    expect(await query({ out_trade_no })).toMatchObject({ code: '10000', trade_status: 'WAIT_BUYER_PAY', total_amount: '0.10' })
    expect((await mock.phone('pay', { content: qr_code })).status).toBe(200)
    const paid = await query({ out_trade_no })
    expect(paid).toMatchObject({ code: '10000', trade_status: 'TRADE_SUCCESS', receipt_amount: '0.10', send_pay_date: '2026-01-01 08:00:00', fund_bill_list: [{ fund_channel: 'ALIPAYACCOUNT', amount: '0.10' }] })
    expect(paid.trade_no).toMatch(/^20260101\d{20}$/)
    expect(await query({ trade_no: paid.trade_no })).toMatchObject({ out_trade_no })
  })

  test('by payment code is charged at once', async () => {
    const { mock, pay } = bench()
    expect(await pay(alipayOrder({ scene: 'bar_code', auth_code: await alipayCode(mock) }))).toMatchObject({ code: '10000', total_amount: '0.10', gmt_payment: '2026-01-01 08:00:00', buyer_user_id: expect.stringMatching(/^2088\d{12}$/) })
  })

  test('can be ordered in GBK, signed over its bytes, and is answered in ASCII', async () => {
    const { mock } = bench()
    const { wallets } = mock.server
    const { app_id, merchant_private_key, alipay_public_key } = await appOf(wallets)
    const biz = `{"out_trade_no":"gbk1","total_amount":"0.10","subject":"${GBK_TROUSERS}"}`
    const params = { app_id, method: 'alipay.trade.precreate', charset: 'GBK', sign_type: 'RSA2', timestamp: '2026-01-01 08:00:00', version: '1.0', biz_content: biz }
    const sign = signAlipay(requestText(params), merchant_private_key, { encoding: 'latin1' })
    const ordered = await postForm(wallets, Object.entries({ ...params, sign }).map(([name, value]) => `${name}=${percent(value)}`).join('&'))
    const node = openResponse(ordered, 'alipay_trade_precreate_response', alipay_public_key)
    expect(node).toMatchObject({ code: '10000' })
    expect((await mock.phone('scan', { content: node?.['qr_code'] })).body).toMatchObject({ subject: '秋裤' })
    const refused = { ...params, biz_content: biz.replace('0.10', 'x') }
    const raw = await postForm(wallets, Object.entries({ ...refused, sign: signAlipay(requestText(refused), merchant_private_key, { encoding: 'latin1' }) }).map(([name, value]) => `${name}=${percent(value)}`).join('&'))
    expect(raw).toMatch(/^[\x20-\x7E]*$/)
    expect(openResponse(raw, 'alipay_trade_precreate_response', alipay_public_key)).toMatchObject({ sub_msg: '参数无效：total_amount' })
  })

  test('can be asked for with RSA, and is answered so', async () => {
    const { precreate } = bench()
    expect(await precreate(alipayOrder(), { params: { sign_type: 'RSA' } })).toMatchObject({ code: '10000' })
  })

  test('of a QR ordered again with the same fields has a further QR, and each pays it', async () => {
    const { mock, precreate } = bench()
    const order = alipayOrder()
    const [one, two] = [await precreate(order), await precreate(order)]
    expect(one.qr_code).not.toBe(two.qr_code)
    expect((await mock.phone('pay', { content: one.qr_code })).status).toBe(200)
    expect((await mock.phone('pay', { content: two.qr_code })).status).toBe(409)
  })

  test('of a QR is over two hours after the QR, or its timeout after the scan', async () => {
    const { mock, precreate, query } = bench()
    const early = await precreate(alipayOrder({ timeout_express: '1m' }))
    await mock.clock.advance(60 * 60_000)
    expect((await mock.phone('scan', { content: early.qr_code })).status).toBe(200)
    await mock.clock.advance(59_000)
    expect(await query({ out_trade_no: early['out_trade_no'] })).toMatchObject({ trade_status: 'WAIT_BUYER_PAY' })
    await mock.clock.advance(1000)
    expect(await query({ out_trade_no: early['out_trade_no'] })).toMatchObject({ trade_status: 'TRADE_CLOSED' })
    const late = await precreate(alipayOrder())
    await mock.clock.advance(2 * 60 * 60_000)
    expect((await mock.phone('scan', { content: late.qr_code })).status).toBe(410)
  })

  test('by payment code is closed after three minutes, or its own timeout', async () => {
    const { mock, pay, query } = bench()
    const waits = async (fields: object): Promise<unknown> => (await pay(alipayOrder({ scene: 'bar_code', auth_code: await alipayCode(mock), total_amount: '1000.01', ...fields })))['out_trade_no']
    const [usual, short] = [await waits({}), await waits({ timeout_express: '1m' })]
    await mock.clock.advance(60_000)
    expect(await query({ out_trade_no: short })).toMatchObject({ trade_status: 'TRADE_CLOSED' })
    expect(await query({ out_trade_no: usual })).toMatchObject({ trade_status: 'WAIT_BUYER_PAY' })
    await mock.clock.advance(120_000)
    expect(await query({ out_trade_no: usual })).toMatchObject({ trade_status: 'TRADE_CLOSED' })
  })

  test('is finished a year after its payment', async () => {
    const { mock, pay, query } = bench()
    const { out_trade_no } = await pay(alipayOrder({ scene: 'bar_code', auth_code: await alipayCode(mock) }))
    await mock.clock.advance(365 * 86_400_000)
    expect(await query({ out_trade_no })).toMatchObject({ trade_status: 'TRADE_FINISHED' })
  })
})
