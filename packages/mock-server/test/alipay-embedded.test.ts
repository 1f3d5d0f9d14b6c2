import { describe, expect, test } from 'vitest'
import { writeAlipayForm } from '../src/wire/alipay-form'
import { alipayOf, alipayOrder, signedParams } from './alipay'
import { createAlipayShop } from './alipay-shop'
import { answerOf, WALLETS, type Mock } from './mock'

const EMBEDDED = { product_code: 'FAST_INSTANT_TRADE_PAY', qr_pay_mode: '4' }

/** The address that a frame is given for an order. */
const addressOf = async ({ server: { wallets } }: Mock, biz: object): Promise<string> => `${WALLETS}/gateway.do?${writeAlipayForm(await signedParams('alipay.trade.page.pay', { ...biz }, wallets))}`

async function framed({ server: { wallets } }: Mock, address: string): Promise<{ readonly url: URL, readonly status: number, readonly headers: Headers, readonly html: string }> {
  const answer = await wallets.fetch(address)
  const location = answer.headers.get('location')
  const url = new URL(location ?? address, WALLETS)
  const page = location === null ? answer : await wallets.fetch(url)
  return { url, status: page.status, headers: page.headers, html: await page.text() }
}

/** The text of the code that the page shows, as the phone finds it on the screen. */
async function codeIn(mock: Mock): Promise<string> {
  const { body } = await answerOf(await mock.server.wallets.fetch(`${WALLETS}/phone/wallet`))
  const [code] = body['on_screen'] as readonly { content: string }[]
  return code?.content ?? 'none'
}

describe('Alipay\'s page for a frame', () => {
  test.each(['0', '1', '3', '4'])('by qr_pay_mode %s is a QR alone, which pages of the allowed origins may frame, and in which nothing runs', async (qr_pay_mode) => {
    const mock = createAlipayShop()
    const { url, headers, html } = await framed(mock, await addressOf(mock, alipayOrder({ ...EMBEDDED, qr_pay_mode })))
    expect(url.pathname).toBe('/alipay/qrcode')
    expect(headers.get('content-security-policy')).toBe('default-src \'none\'; style-src \'self\'; img-src data:; base-uri \'none\'; form-action \'none\'; frame-ancestors http://127.0.0.1:5173 http://localhost:5173')
    expect(headers.has('x-frame-options')).toBe(false)
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(html).toMatch(/<svg role="img" aria-label="支付宝付款二维码" .*<\/svg><\/body>/s)
    expect(html).not.toMatch(/<script| on[a-z]+=| style=|postMessage/)
  })

  test.each(['2', undefined])('is not there by qr_pay_mode %s: the whole cashier is in no frame', async (qr_pay_mode) => {
    const mock = createAlipayShop()
    const { url, headers } = await framed(mock, await addressOf(mock, alipayOrder({ ...EMBEDDED, qr_pay_mode })))
    expect([url.pathname, headers.get('x-frame-options')]).toStrictEqual(['/alipay/cashier', 'DENY'])
    expect(headers.get('content-security-policy')).toMatch(/frame-ancestors 'none'$/)
  })

  test('is framed by nobody where no origin is allowed', async () => {
    const mock = createAlipayShop({ allowedOrigins: [] })
    const { headers } = await framed(mock, await addressOf(mock, alipayOrder(EMBEDDED)))
    expect(headers.get('content-security-policy')).toMatch(/frame-ancestors 'none'$/)
  })

  test('says what became of it: scanned, paid; and asks for itself again only while there is something to come', async () => {
    const mock = createAlipayShop()
    const order = alipayOrder(EMBEDDED)
    const { url, html } = await framed(mock, await addressOf(mock, order))
    expect(html).toContain('<meta http-equiv="refresh"')
    expect(html).not.toContain('<p role')
    const content = await codeIn(mock)
    expect((await alipayOf(mock).query({ out_trade_no: order['out_trade_no'] })).sub_code).toBe('ACQ.TRADE_NOT_EXIST')
    await mock.phone('scan', { content })
    expect((await framed(mock, url.href)).html).toMatch(/<\/svg><p role="status">已扫码，请在手机上付款<\/p>/)
    await mock.phone('pay', { content, password: '123456' })
    const paid = (await framed(mock, url.href)).html
    expect(paid).toContain('<p role="status">支付成功</p>')
    expect(paid).not.toMatch(/<svg|http-equiv="refresh"/)
  })

  test('rule 2: says of a frame that is loaded anew after the payment that it is paid, and of one after its time that it is over', async () => {
    const mock = createAlipayShop()
    const address = await addressOf(mock, alipayOrder(EMBEDDED))
    await framed(mock, address)
    await mock.phone('pay', { content: await codeIn(mock), password: '123456' })
    const again = await framed(mock, address)
    expect([again.status, again.html]).toStrictEqual([200, expect.stringContaining('交易已被支付')])
    expect(again.headers.get('content-security-policy')).toContain('frame-ancestors http://127.0.0.1:5173')

    const { url } = await framed(mock, await addressOf(mock, alipayOrder({ ...EMBEDDED, time_expire: '2026-01-01 08:10:00' })))
    await mock.clock.advance(11 * 60_000)
    const over = (await framed(mock, url.href)).html
    expect(over).toContain('二维码已失效')
    expect(over).not.toContain('<svg')
  })

  test('has the width that the merchant asks for, where it is one', async () => {
    const mock = createAlipayShop()
    expect((await framed(mock, await addressOf(mock, alipayOrder({ ...EMBEDDED, qrcode_width: 210 })))).html).toContain('<svg role="img" aria-label="支付宝付款二维码" width="210"')
    const refused = await framed(mock, await addressOf(mock, alipayOrder({ ...EMBEDDED, qrcode_width: '1"x' })))
    expect(refused.html).toContain('<p role="status">参数无效：qrcode_width</p>')
    expect((await framed(mock, `${(await framed(mock, await addressOf(mock, alipayOrder(EMBEDDED)))).url.href}&width=1%22x`)).html).not.toContain('1"x')
  })

  test('is of its own orders alone', async () => {
    const mock = createAlipayShop()
    const { url } = await framed(mock, await addressOf(mock, alipayOrder({ product_code: EMBEDDED.product_code })))
    for (const order of [url.searchParams.get('order'), 'nobodys']) {
      const answer = await mock.server.wallets.fetch(`${WALLETS}/alipay/qrcode?order=${order}`)
      expect([answer.status, await answer.text()]).toStrictEqual([404, expect.stringContaining('没有这笔订单')])
    }
  })
})
