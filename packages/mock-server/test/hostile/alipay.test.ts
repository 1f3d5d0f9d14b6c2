import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { openResponse, responseKeyOf } from '../../src/wire/alipay-response'
import { METHODS } from '../../src/wallets/alipay/methods'
import { PAGES } from '../../src/wallets/alipay/cashier/visit'
import { MERCHANT, WALLETS } from '../mock'
import { alipayNotify, alipayRequest } from './alipay-endpoints'
import { isPrototypeUntouched, near, nearText, object, RUNS, text, texts, value } from './arbitraries'
import { createWorld, type World } from './world'

const runs = { numRuns: RUNS }
const FORM = { 'content-type': 'application/x-www-form-urlencoded' }

describe('rule 8: whatever comes', () => {
  let world: World
  beforeAll(async () => { world = await createWorld() }, 60_000)

  async function ask(path: string, init: RequestInit, wing: 'merchant' | 'wallets' = 'wallets'): Promise<{ readonly status: number, readonly said: string }> {
    const logged = world.log.length
    const answer = await world.server[wing].fetch(`${wing === 'wallets' ? WALLETS : MERCHANT}${path}`, init)
    const said = await answer.text()
    expect(world.log.slice(logged).filter((event) => event.type === 'failure' && event.what === 'a request failed')).toStrictEqual([])
    expect(isPrototypeUntouched()).toBe(true)
    return { status: answer.status, said }
  }

  test('any request to Alipay that is signed has a signed answer', async () => {
    const biz = object({
      out_trade_no: near('alipay1', 'alipay2', world.orders.alipay.trade_no), trade_no: value, total_amount: near('0.10', 0.1, '1000.01'), subject: near('秋裤', '<b>'), scene: near('bar_code'), auth_code: near('281234567890123456'), product_code: near('FAST_INSTANT_TRADE_PAY', 'QUICK_WAP_WAY'),
      timeout_express: near('15m', '1c'), time_expire: near('2099-01-01 00:00:00'), qr_code_timeout_express: near('1m'), quit_url: near('https://shop.test/'), qr_pay_mode: near('4'), refund_amount: near('0.01'), out_request_no: near('r1'), seller_id: near(world.alipay.seller_id), buyer_id: value, passback_params: value, body: value,
    })
    await fc.assert(fc.asyncProperty(fc.constantFrom(...Object.keys(METHODS)), biz, async (method, content) => {
      const { status, said } = await ask('/gateway.do', { method: 'POST', headers: FORM, body: alipayRequest(world, method, content) })
      expect(status).toBe(200)
      expect(openResponse(said, responseKeyOf(method), world.alipay.alipay_public_key)).toMatchObject({ code: expect.stringMatching(/^(10000|10003|40002|40004)$/) })
    }), runs)
  }, 60_000)

  test('any page that is asked for is one of the cashier\'s', async () => {
    const biz = object({ out_trade_no: near('alipay3'), total_amount: near('0.10'), subject: near('</script><script>alert(1)</script>'), product_code: near('FAST_INSTANT_TRADE_PAY', 'QUICK_WAP_WAY'), quit_url: near('https://shop.test/', 'javascript:alert(1)'), qr_pay_mode: value })
    await fc.assert(fc.asyncProperty(fc.constantFrom(...Object.keys(PAGES)), biz, async (method, content) => {
      const { status, said } = await ask(`/gateway.do?${alipayRequest(world, method, content)}`, {})
      expect([200, 302]).toContain(status)
      expect(said).not.toMatch(/<script>alert/)
    }), runs)
  }, 60_000)

  test('any form that nobody signed is refused, and changes nothing', async () => {
    const before = await world.state()
    const form = fc.oneof(text, texts({ app_id: nearText(world.alipay.app_id), method: nearText(...Object.keys(METHODS), '__proto__', 'constructor'), sign: nearText('AAAA', ''), sign_type: nearText('RSA2', 'RSA'), charset: nearText('utf-8', 'gbk'), timestamp: nearText('2026-01-01 00:00:00'), version: nearText('1.0'), biz_content: nearText('{}', '[') }).map((fields) => new URLSearchParams(fields).toString()))
    await fc.assert(fc.asyncProperty(form, fc.constantFrom('/gateway.do', '/api/demo/pay/re_zfb'), async (body, path) => {
      const { status, said } = await ask(path, { method: 'POST', headers: FORM, body }, path === '/gateway.do' ? 'wallets' : 'merchant')
      expect([status, said]).toStrictEqual([200, expect.stringMatching(/^(failure|\{"[a-z_]+":\{"code":"4000[12]".*)$/s)])
    }), runs)
    expect(await world.state()).toStrictEqual(before)
  }, 60_000)

  test('a notify with anything else in one of the fields that count changes nothing', async () => {
    const before = await world.state()
    const good: Readonly<Record<string, string>> = Object.fromEntries(new URLSearchParams(alipayNotify(world)))
    const change = fc.tuple(fc.constantFrom('app_id', 'seller_id', 'total_amount', 'out_trade_no', 'gmt_payment'), text.map((one) => one.replaceAll(/\p{Cs}/gu, '')))
      .filter(([name, one]) => good[name] !== one && !(name === 'total_amount' && Number(one) === 0.1) && !(name === 'gmt_payment' && one !== '' && !Number.isNaN(Date.parse(one))))
    await fc.assert(fc.asyncProperty(change, async ([name, one]) => {
      expect((await ask('/api/demo/pay/re_zfb', { method: 'POST', headers: FORM, body: alipayNotify(world, { [name]: one }) }, 'merchant')).said).toBe('failure')
    }), runs)
    expect(await world.state()).toStrictEqual(before)
  }, 60_000)

  test('anything that the cashier is sent has an answer in JSON', async () => {
    const body = object({ order: near(world.alipay.cashier), account: near(world.alipay.payer), password: near('123456', '0') })
    await fc.assert(fc.asyncProperty(fc.constantFrom('/alipay/state', '/alipay/login', '/alipay/pay', '/alipay/leave'), fc.oneof({ weight: 5, arbitrary: body }, { weight: 1, arbitrary: value }), async (path, fields) => {
      const { said } = await ask(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(fields) ?? '' })
      expect(JSON.parse(said)).toBeTypeOf('object')
    }), runs)
  }, 60_000)
})
