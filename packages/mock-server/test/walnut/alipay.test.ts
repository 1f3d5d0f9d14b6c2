import { describe, expect, test } from 'vitest'
import { createWalnut, payByQr, shop, ticketOf } from './walnut'

const BUY = { products: [{ id: 'goods-c' }], pay_tp: 'zfb.qrcode' }
const CREATE = { bu: 'xiaobai', go: 'goods-c', pt: 'zfb.qrcode', ta: 'demo' }
const codeOf = async (mock: ReturnType<typeof createWalnut>): Promise<unknown> => (await mock.phone('payment-code', { provider: 'alipay' })).body['auth_code']

describe('zfb.qrcode', () => {
  test('is a QR that the payer scans; Alipay knows no trade before, and the order waits', async () => {
    const mock = createWalnut()
    const ticket = await ticketOf(mock)
    const { data: { id, pay_re } } = await mock.buy(ticket, BUY)
    expect(pay_re).toMatchObject({ status: 'WAIT', dataType: 'QRCODE', data: expect.stringMatching(/^https:\/\/qr\.alipay\.com\/bax/) })
    expect((await mock.check(ticket, id)).data).toMatchObject({ or_st: 'WT', pay_re: { status: 'WAIT' } })
    await payByQr(mock, pay_re['data'])
    await mock.clock.advance(3000)
    const { data: paid } = await mock.check(ticket, id)
    expect(paid).toMatchObject({ or_st: 'OK', pay_re: { status: 'OK' } })
    expect(paid).not.toHaveProperty('pay_type')
  })

  test('is a page to be framed for a target that is set so, and the page draws the code', async () => {
    const mock = createWalnut({ walnut: shop({ targets: { demo: { zfbQrcode: 'IFRAME' } } }) })
    const { data } = await mock.tell('pay/create', CREATE)
    expect(data).toMatchObject({ status: 'WAIT', dataType: 'IFRAME', data: `http://127.0.0.1:8787/api/demo/pay/frame?id=${data.payObjId}` })
    const page = await mock.server.merchant.fetch(String(data['data']))
    expect(page.headers.get('content-security-policy')).toContain('frame-ancestors http://127.0.0.1:5173')
    expect(await page.text()).toMatch(/<svg .*<\/svg>/s)
    await mock.clock.advance(11 * 60_000)
    expect(await (await mock.server.merchant.fetch(String(data['data']))).text()).not.toContain('<svg')
  })

  test('is not set aside for another way while its unscanned code can still be paid', async () => {
    const mock = createWalnut()
    const ticket = await ticketOf(mock)
    const { data: { id, pay_re } } = await mock.buy(ticket, BUY)
    expect(await mock.ask('pay/pay', { ticket, id, pt: 'wx.qrcode' })).toMatchObject({ ok: false, errCode: 'e.www.pay.waiting', data: { next_poll_ms: expect.toSatisfy((ms: number) => ms > 0) } })
    await payByQr(mock, pay_re['data'])
    expect((await mock.check(ticket, id)).data).toMatchObject({ or_st: 'OK', pay_tp: 'zfb.qrcode' })
  })
})

test('zfb.scan charges an Alipay code, and refuses WeChat\'s before there is an order', async () => {
  const mock = createWalnut()
  const ticket = await ticketOf(mock)
  const scan = (pay_code: unknown) => mock.buy(ticket, { ...BUY, pay_tp: 'zfb.scan', pay_code })
  expect((await scan(await codeOf(mock))).data).toMatchObject({ or_st: 'OK', pay_re: { status: 'OK', dataType: 'JSON' } })
  expect(await scan('134567890123456789')).toMatchObject({ ok: false, errCode: 'e.pay.send.invalid.payCode' })
})
