import { describe, expect, test } from 'vitest'
import { answerOf, WALLETS } from '../mock'
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

  test('is Alipay\'s own page to be framed for a target that is set so, paid by its code and ended by its time', async () => {
    const mock = createWalnut({ walnut: shop({ targets: { demo: { zfbQrcode: 'IFRAME' } } }) })
    const framed = async (address: unknown) => {
      const { wallets } = mock.server
      return (await wallets.fetch(new URL(String((await wallets.fetch(String(address))).headers.get('location')), WALLETS))).text()
    }
    const { data } = await mock.tell('pay/create', CREATE)
    expect(data).toMatchObject({ status: 'WAIT', dataType: 'IFRAME', data: expect.stringMatching(/^http:\/\/127\.0\.0\.1:8788\/gateway\.do\?.*qr_pay_mode/) })
    expect(await framed(data['data'])).toMatch(/<svg .*<\/svg>/s)
    const { body } = await answerOf(await mock.server.wallets.fetch(`${WALLETS}/phone/wallet`))
    const [code] = body['on_screen'] as readonly { content: string }[]
    await payByQr(mock, code?.content)
    expect((await mock.ask('pay/check', { id: data.payObjId })).data).toMatchObject({ status: 'OK', dataType: 'IFRAME' })

    const { data: late } = await mock.tell('pay/create', CREATE)
    await framed(late['data'])
    await mock.clock.advance(12 * 60_000)
    expect((await mock.ask('pay/check', { id: late.payObjId })).data).toMatchObject({ status: 'FAIL' })
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
