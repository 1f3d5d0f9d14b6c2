import { describe, expect, test } from 'vitest'
import { signedParams, alipayOf, alipayOrder } from './alipay'
import { createAlipayShop } from './alipay-shop'
import { WALLETS, type Mock } from './mock'
import { writeAlipayForm } from '../src/wire/alipay-form'

const RETURN_URL = 'http://127.0.0.1:5173/back'
const PAGE = { product_code: 'FAST_INSTANT_TRADE_PAY' }
const WAP = { product_code: 'QUICK_WAP_WAY', quit_url: 'https://shop.test/cart' }

/** The page that a request of a payer's browser comes to. */
async function pageOf({ server: { wallets } }: Mock, method: string, biz: object, change: Parameters<typeof signedParams>[3] = {}): Promise<{ readonly status: number, readonly headers: Headers, readonly html: string, readonly shown: Record<string, unknown> }> {
  const answer = await wallets.fetch(`${WALLETS}/gateway.do?${writeAlipayForm(await signedParams(method, { ...biz }, wallets, change))}`)
  const location = answer.headers.get('location')
  const page = location === null ? answer : await wallets.fetch(new URL(location, WALLETS))
  const html = await page.text()
  return { status: page.status, headers: page.headers, html, shown: JSON.parse(/id="shown">(.*?)<\/script>/s.exec(html)?.[1] ?? '{}') }
}

describe('Alipay\'s cashier', () => {
  test('runs nothing but its own files, in no frame, and ends no script by what it shows', async () => {
    const mock = createAlipayShop()
    const { headers, html, shown } = await pageOf(mock, 'alipay.trade.page.pay', alipayOrder({ ...PAGE, subject: '</script><script>alert(1)</script>' }))
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self'; .*frame-ancestors 'none'$/)
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(shown['subject']).toBe('</script><script>alert(1)</script>')
    expect(html).not.toContain('<script>alert')
    expect(html).not.toMatch(/ on[a-z]+=| style=/)
  })

  test('shows who is paid, how much, whom to log in as, and a QR where it is no phone\'s', async () => {
    const mock = createAlipayShop()
    const { shown } = await pageOf(mock, 'alipay.trade.page.pay', alipayOrder(PAGE))
    expect(shown).toMatchObject({ merchant: '体验商户', subject: '深蓝色秋裤', amount_fen: 10, quit_url: null, content: expect.stringMatching(/^https:\/\/qr\.alipay\.com\/bax/), accounts: [{ is_current: true }, { is_current: false }] })
    expect((await pageOf(mock, 'alipay.trade.wap.pay', alipayOrder(WAP))).shown).toMatchObject({ content: null, quit_url: 'https://shop.test/cart' })
  })

  test('asks for a login, then always for the password, and charges once', async () => {
    const shop = createAlipayShop()
    const cashier = await shop.visit((await shop.order('alipay_page', { return_url: RETURN_URL })).payment_url)
    expect(await cashier.pay()).toMatchObject({ status: 404, body: { error: 'unknown' } })
    expect(await cashier.login()).toMatchObject({ status: 200, body: { state: 'NOTPAY', return_to: null } })
    expect(await cashier.pay('')).toMatchObject({ status: 403, body: { error: 'password_required' } })
    expect(await cashier.pay('654321')).toMatchObject({ status: 403, body: { error: 'wrong_password' } })
    expect(await cashier.pay()).toMatchObject({ status: 200, body: { state: 'SUCCESS', return_to: expect.stringContaining(`${RETURN_URL}?`) } })
    expect(await cashier.pay()).toMatchObject({ status: 409, body: { error: 'already_paid' } })
    await shop.clock.advance(0)
    expect(shop.notified).toHaveLength(1)
  })

  test('sees that its order was paid on the phone, by the QR or by what waits there', async () => {
    const shop = createAlipayShop()
    const byQr = await shop.visit((await shop.order('alipay_page', { return_url: RETURN_URL })).payment_url)
    expect((await byQr.state()).body).toMatchObject({ state: 'NOTPAY', return_to: null })
    expect((await shop.phone('pay', { content: byQr.shown['content'] })).status).toBe(200)
    expect((await byQr.state()).body).toMatchObject({ state: 'SUCCESS', return_to: expect.stringContaining(RETURN_URL) })
    const order = await shop.order('alipay_wap')
    const onPhone = await shop.visit(order.payment_url)
    await onPhone.login()
    expect((await shop.phone('confirm', { provider: 'alipay', out_trade_no: order.trade_no, password: '123456' })).status).toBe(200)
    expect((await onPhone.state()).body).toMatchObject({ state: 'SUCCESS', return_to: null })
  })

  test('that is left leaves the order payable by a new visit', async () => {
    const shop = createAlipayShop()
    const order = await shop.order('alipay_wap')
    const first = await shop.visit(order.payment_url)
    await first.login()
    expect((await first.leave()).status).toBe(200)
    expect((await first.pay()).status).toBe(404)
    const second = await shop.visit(order.payment_url)
    await second.login()
    expect((await second.pay()).body).toMatchObject({ state: 'SUCCESS' })
  })

  test('that is opened twice charges once', async () => {
    const shop = createAlipayShop()
    const { payment_url } = await shop.order('alipay_page')
    const tabs = await Promise.all([shop.visit(payment_url), shop.visit(payment_url)])
    for (const tab of tabs) await tab.login()
    const answers = await Promise.all(tabs.map((tab) => tab.pay()))
    expect(new Set(answers.map(({ status }) => status))).toStrictEqual(new Set([200, 409]))
  })

  test.each<[string, string, object, object]>([
    ['another product_code', 'alipay.trade.page.pay', { product_code: 'QUICK_WAP_WAY' }, {}],
    ['no quit_url of a phone\'s page', 'alipay.trade.wap.pay', { product_code: 'QUICK_WAP_WAY' }, {}],
    ['a quit_url that is a script', 'alipay.trade.wap.pay', { ...WAP, quit_url: 'javascript:alert(1)' }, {}],
    ['a qr_pay_mode of its own', 'alipay.trade.page.pay', { ...PAGE, qr_pay_mode: '5' }, {}],
    ['a return_url that is a script', 'alipay.trade.page.pay', PAGE, { params: { return_url: 'javascript:alert(1)' } }],
    ['a return_url with a password', 'alipay.trade.page.pay', PAGE, { params: { return_url: 'https://a:b@shop.test/' } }],
    ['another signature', 'alipay.trade.page.pay', PAGE, { sign: 'AAAA' }],
  ])('rule 8: is not opened for %s; the page says why not', async (_, method, biz, change) => {
    const { status, shown, headers } = await pageOf(createAlipayShop(), method, alipayOrder({ ...biz }), change)
    expect([status, shown['order']]).toStrictEqual([200, undefined])
    expect(shown).toMatchObject({ refusal: expect.stringMatching(/\S/), note: expect.stringContaining('给开发者：400') })
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  test('is not opened for an order that is over, or one that there is not', async () => {
    const shop = createAlipayShop()
    const { payment_url } = await shop.order('alipay_page')
    await shop.clock.advance(15 * 60_000)
    expect((await shop.visit(payment_url)).shown).toMatchObject({ refusal: '当前时间已超过允许支付的时间' })
    const answer = await shop.server.wallets.fetch(`${WALLETS}/alipay/cashier?order=__proto__`)
    expect([answer.status, await answer.text()]).toStrictEqual([404, expect.stringContaining('没有这笔订单')])
  })

  test('rule 4: is not opened for an order that was paid, and whose payer is not sent to order again', async () => {
    const shop = createAlipayShop()
    const { payment_url } = await shop.order('alipay_page')
    const first = await shop.visit(payment_url)
    await first.login()
    await first.pay()
    const answer = await shop.server.wallets.fetch(`${WALLETS}/alipay/cashier?order=${String(first.shown['order'])}`)
    expect([answer.status, await answer.text()]).toStrictEqual([409, expect.stringContaining('"error":"already_paid"')])
  })

  test('is no way to a QR\'s order', async () => {
    const shop = createAlipayShop()
    const { qr_code } = await alipayOf(shop).precreate(alipayOrder())
    expect((await shop.server.wallets.fetch(`${WALLETS}/alipay/cashier?order=${encodeURIComponent(qr_code)}`)).status).toBe(404)
  })
})
