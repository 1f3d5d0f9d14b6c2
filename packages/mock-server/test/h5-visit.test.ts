import { describe, expect, test } from 'vitest'
import { mwebUrlOf } from '../src/wallets/mweb-url'
import { createH5Mock, RETURN_URL, returningTo, SHOP, type H5Mock, type Visiting } from './h5'
import { MERCHANT, WALLETS } from './mock'
import { accountOf, call, order } from './wechat'

const FIVE_MINUTES = 5 * 60_000
const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Mobile/15E148 Safari/604.1'
const from = (referer: string): Visiting => ({ headers: { referer } })

const SIGNATURE = '签名验证失败'
const FORMAT = '商家参数格式有误，请联系商家解决'
const DOMAIN = '商家存在未配置的参数，请联系商家解决'
const TOO_OLD = '支付请求已失效，请重新发起支付'
const IN_WECHAT = '请在微信外打开订单，进行支付'
const NETWORK = '网络环境未能通过安全验证，请稍后再试'

describe('the middle page of an mweb_url', () => {
  test('shows the order to a payer who comes from the shop', async () => {
    const mock = createH5Mock()
    const page = await mock.visit(returningTo(await mock.mwebUrl(), RETURN_URL), { headers: { 'referer': `${SHOP}/`, 'user-agent': IPHONE } })
    expect(page.status).toBe(200)
    expect(page.shown).toMatchObject({ merchant: '体验商户', subject: '体验商户-秋裤', amount_fen: 10, asks_password: false, redirect_url: RETURN_URL, origin_url: `${SHOP}/` })
  })

  test('asks for the password above 1000 yuan', async () => {
    const mock = createH5Mock()
    expect((await mock.visit(await mock.mwebUrl({ total_fee: '100000' }))).shown['asks_password']).toBe(false)
    expect((await mock.visit(await mock.mwebUrl({ total_fee: '100001' }))).shown['asks_password']).toBe(true)
  })

  test('without a redirect_url knows only where the payer came from', async () => {
    const mock = createH5Mock()
    expect((await mock.visit(await mock.mwebUrl(), from(`${SHOP}/cart?id=7`))).shown).toMatchObject({ redirect_url: null, origin_url: `${SHOP}/cart?id=7` })
  })

  test('lives five minutes, to the millisecond', async () => {
    const mock = createH5Mock()
    const url = await mock.mwebUrl()
    await mock.clock.advance(FIVE_MINUTES - 1)
    expect((await mock.visit(url)).status).toBe(200)
    await mock.clock.advance(1)
    expect(await mock.visit(url)).toMatchObject({ status: 410, shown: { refusal: TOO_OLD } })
  })

  test.each(['127.0.0.1', '127.8.9.10', '::1', '::ffff:127.0.0.1', '::FFFF:127.0.0.1'])('takes %s for this machine', async (address) => {
    const mock = createH5Mock()
    for (const spbill_create_ip of ['127.0.0.1', '::1']) expect((await mock.visit(await mock.mwebUrl({ spbill_create_ip }), { headers: { referer: SHOP }, address })).status).toBe(200)
  })

  test('takes the one address that the merchant saw', async () => {
    const mock = createH5Mock()
    const url = await mock.mwebUrl({ spbill_create_ip: '192.168.1.7' })
    expect((await mock.visit(url, { headers: { referer: SHOP }, address: '::ffff:192.168.1.7' })).status).toBe(200)
    for (const address of ['192.168.1.8', '127.0.0.1', '::1', 'fe80::1']) {
      expect(await mock.visit(url, { headers: { referer: SHOP }, address })).toMatchObject({ status: 403, shown: { refusal: NETWORK } })
    }
  })
})

describe('rule 8: the middle page turns away a payer', () => {
  test.each<readonly [string, Visiting, number, string]>([
    ['who comes from nowhere', { headers: {} }, 400, FORMAT],
    ['who comes from nowhere in particular', from(''), 400, FORMAT],
    ['who comes from another host', from('http://evil.example/'), 403, DOMAIN],
    ['who comes from another port', from('http://127.0.0.1:9999/'), 403, DOMAIN],
    ['who comes by https, which is another origin', from('https://127.0.0.1:5173/'), 403, DOMAIN],
    ['who comes from the wallets themselves', from(`${WALLETS}/phone`), 403, DOMAIN],
    ['who comes from the merchant\'s server', from(`${MERCHANT}/`), 403, DOMAIN],
    ['who comes from a host that starts like ours', from('http://127.0.0.1:5173.evil.example/'), 403, DOMAIN],
    ['with somebody at our host', from('http://127.0.0.1:5173@evil.example/'), 403, DOMAIN],
    ['from what is no address', from('shop'), 403, DOMAIN],
    ['inside WeChat', { headers: { 'referer': SHOP, 'user-agent': `${IPHONE} MicroMessenger/8.0.49(0x18003137) NetType/WIFI` } }, 403, IN_WECHAT],
    ['inside WeCom', { headers: { 'referer': SHOP, 'user-agent': `${IPHONE} wxwork/3.1.16 MicroMessenger/7.0.1` } }, 403, IN_WECHAT],
    ['whose address is another', { headers: { referer: SHOP }, address: '10.0.0.9' }, 403, NETWORK],
  ])('%s', async (_, visiting, status, refusal) => {
    const mock = createH5Mock()
    expect(await mock.visit(await mock.mwebUrl(), visiting)).toMatchObject({ status, shown: { refusal, note: expect.stringContaining('给开发者') } })
  })

  const spoiled: readonly (readonly [string, (url: string, mock: H5Mock) => string | Promise<string>])[] = [
    ['no package', (url) => url.replace(/&package=\d+/, '')],
    ['another package', (url) => url.replace(/package=\d+/, 'package=1037687096')],
    ['no prepay_id', (url) => url.replace(/prepay_id=\w+&/, '')],
    ['a prepay_id that nobody made', (url) => url.replace(/prepay_id=\w+/, 'prepay_id=wx20161110163838f231619da20804912345')],
    ['the package of another order', async (url, mock) => url.replace(/package=\d+/, `package=${new URL(await mock.mwebUrl()).searchParams.get('package')}`)],
    ['the prepay_id of a QR, even with a package for it', async (_, mock) => {
      const { wallets } = mock.server
      const { prepay_id = '' } = await call(wallets, '/pay/unifiedorder', order())
      return mwebUrlOf(prepay_id, { origin: WALLETS, key: (await accountOf(wallets)).key })
    }],
  ]
  test.each(spoiled)('with %s', async (_, spoil) => {
    const mock = createH5Mock()
    const url = await spoil(await mock.mwebUrl(), mock)
    expect(await mock.visit(url)).toMatchObject({ status: 403, shown: { refusal: SIGNATURE } })
    expect(await mock.post('pay', url)).toMatchObject({ status: 403, body: { error: 'signature', message: SIGNATURE } })
  })

  const over: readonly (readonly [string, number, string, (mock: H5Mock, url: string) => Promise<unknown>])[] = [
    ['closed', 410, '该订单已关闭，请重新返回商户下单支付', (mock) => call(mock.server.wallets, '/pay/closeorder', { out_trade_no: 'h5-over' })],
    ['over', 410, '该订单已失效，请重新返回商户下单支付', (mock) => mock.clock.advance(70_000)],
    ['paid', 409, '该订单已支付，请勿重复付款', async (mock, url) => {
      await mock.visit(url)
      await mock.post('pay', url)
    }],
  ]
  test.each(over)('whose order is %s', async (_, status, refusal, spoil) => {
    const mock = createH5Mock()
    const url = await mock.mwebUrl({ out_trade_no: 'h5-over', time_expire: '20260101080110' })
    await spoil(mock, url)
    expect(await mock.visit(url)).toMatchObject({ status, shown: { refusal } })
  })
})

describe('rule 8: a redirect_url', () => {
  test.each([`${SHOP}/return`, SHOP, 'http://localhost:5173/a?b=c&d=e#f', `${SHOP}//evil.example/`, `${SHOP}/?next=http://evil.example/`, 'HTTP://127.0.0.1:5173/支付'])('of %s leads back to the shop', async (redirect) => {
    const mock = createH5Mock()
    expect((await mock.visit(returningTo(await mock.mwebUrl(), redirect))).shown['redirect_url']).toBe(new URL(redirect).href)
  })

  test.each([
    ['javascript:alert(1)', FORMAT],
    ['javascript://127.0.0.1:5173/%0aalert(1)', FORMAT],
    ['data:text/html,<script>alert(1)</script>', FORMAT],
    ['//evil.example/', FORMAT],
    ['/return', FORMAT],
    ['return', FORMAT],
    ['', FORMAT],
    ['http:/127.0.0.1:5173/', FORMAT],
    ['http:\\\\127.0.0.1:5173/', FORMAT],
    ['http://127.0.0.1:5173\\@evil.example/', FORMAT],
    [`${SHOP}/return\r\nset-cookie: a=b`, FORMAT],
    [`${SHOP}\n.evil.example/`, FORMAT],
    [`${SHOP}/\u0000`, FORMAT],
    [` ${SHOP}/`, FORMAT],
    ['http://', FORMAT],
    ['ftp://127.0.0.1:5173/', FORMAT],
    ['https://127.0.0.1:5173/', DOMAIN],
    ['http://127.0.0.1:9999/', DOMAIN],
    ['http://127.0.0.1/', DOMAIN],
    ['http://evil.example/', DOMAIN],
    ['http://127.0.0.1:5173@evil.example/', DOMAIN],
    ['http://me@127.0.0.1:5173/', DOMAIN],
    ['http://127.0.0.1:5173.evil.example/', FORMAT],
    ['http://localhost.evil.example:5173/', DOMAIN],
    ['http://evil.example/#http://127.0.0.1:5173/', DOMAIN],
  ])('of %j leads nowhere', async (redirect, refusal) => {
    const mock = createH5Mock()
    const { status, shown } = await mock.visit(returningTo(await mock.mwebUrl(), redirect))
    expect([status, shown['refusal'], shown['redirect_url']]).toStrictEqual([refusal === FORMAT ? 400 : 403, refusal, undefined])
  })

  test('that comes twice leads nowhere', async () => {
    const mock = createH5Mock()
    const url = returningTo(returningTo(await mock.mwebUrl(), RETURN_URL), 'http://evil.example/')
    expect((await mock.visit(url)).shown['refusal']).toBe(FORMAT)
  })
})

describe('rule 8: what the middle page is made of', () => {
  test('no text of an order or of the address ends its data', async () => {
    const mock = createH5Mock()
    const body = '</script><script>alert(1)</script><!-- $& $` \u2028'
    const page = await mock.visit(returningTo(await mock.mwebUrl({ body }), `${RETURN_URL}#</script><img/src=x/onerror=alert(1)>`))
    expect(page.shown['subject']).toBe(body)
    expect(page.html).not.toContain('alert(1)</script>')
    expect(page.html).not.toContain('<img')
    expect((await mock.visit(`${await mock.mwebUrl()}<script>alert(1)</script>`)).html).not.toContain('alert')
  })

  test('it runs its own files alone, and in nobody\'s frame', async () => {
    const mock = createH5Mock()
    for (const page of [await mock.visit(await mock.mwebUrl()), await mock.visit(await mock.mwebUrl(), from('http://evil.example/'))]) {
      const policy = page.headers.get('content-security-policy')
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).toContain("script-src 'self'")
      expect(policy).not.toContain('unsafe')
      expect(page.headers.get('cache-control')).toBe('no-store')
    }
  })

  test('it is whole: every file that it asks for is served', async () => {
    const mock = createH5Mock()
    const files = await filesOf(mock, (await mock.visit(await mock.mwebUrl())).html)
    expect([...files.keys()]).toEqual(expect.arrayContaining(['/h5/h5.js', '/cashier/screens.js', '/cashier/page.css', '/phone/tokens.css']))
    expect([...files].filter(([, status]) => status !== 200)).toStrictEqual([])
  })
})

const ASKED = /(?:href="|src="|url\("|from ')(\.{0,2}\/[^"']+)["']/g

/** The status of every file that a text asks for, directly or by what it asked for. */
async function filesOf(mock: ReturnType<typeof createH5Mock>, text: string, base = '/', seen = new Map<string, number>()): Promise<Map<string, number>> {
  for (const [, name = ''] of text.matchAll(ASKED)) {
    const path = new URL(name, `${WALLETS}${base}`).pathname
    if (seen.has(path) || !/\.(css|js)$/.test(path)) continue
    const answer = await mock.server.wallets.fetch(`${WALLETS}${path}`)
    seen.set(path, answer.status)
    await filesOf(mock, await answer.text(), path, seen)
  }
  return seen
}
