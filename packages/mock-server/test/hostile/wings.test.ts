import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { verifyV2 } from '../../src/wire/v2-sign'
import { buildXml, parseXml } from '../../src/wire/xml'
import { AUTH_PAGE } from '../merchant-login'
import { CLIENT, ORDERS, WALLETS } from '../mock'
import { order, signed } from '../wechat'
import { isPrototypeUntouched, near, nearText, object, RUNS, text, texts, value } from './arbitraries'
import { paymentNotify, payloadOf, refundInfo, refundNotify, type Endpoint } from './endpoints'
import { send } from './hostile'
import { createWorld, type World } from './world'

const runs = { numRuns: RUNS }
const JSON_TYPE = { 'content-type': 'application/json' }
const IDP = '/hserve/v2.0/idp/oauth-wechat-mp'

/** An answer that is one: of a status that is meant, without a trace of the code, and nothing is logged as failed. */
interface Said { readonly status: number, readonly text: string, readonly location: string | null }

async function ask(world: World, wing: Endpoint['wing'], path: string, init: RequestInit): Promise<Said> {
  const logged = world.log.length
  const gone = new AbortController()
  const answer = await send(world, wing, path, { ...init, signal: gone.signal })
  const isStream = answer.headers.get('content-type')?.startsWith('text/event-stream') ?? false
  const said = isStream ? '' : await answer.text()
  gone.abort()
  expect([answer.status, said]).toSatisfy(([status]: [number]) => status < 500 || status === 502)
  expect(world.log.slice(logged).filter((event) => event.type === 'failure' && event.what === 'a request failed')).toStrictEqual([])
  expect(isPrototypeUntouched()).toBe(true)
  return { status: answer.status, text: said, location: answer.headers.get('location') }
}

const post = (world: World, wing: Endpoint['wing'], path: string, body: unknown, headers: Record<string, string> = wing === 'merchant' ? CLIENT : JSON_TYPE): Promise<Said> =>
  ask(world, wing, path, { method: 'POST', headers, body: JSON.stringify(body) ?? '' })

/** Text as a query has it, well escaped or not. */
const rawQuery = fc.array(fc.oneof(text.map((one) => encodeURIComponent(one.replaceAll(/\p{Cs}/gu, ''))), fc.constantFrom('a=b', '&', '=', '%', '%zz', '%00', '+', '__proto__=1', 'constructor=1', 'where={}', 'where=%7B', 'limit=1', 'order_by=status', 'client_token=', 'trade_no=')), { maxLength: 8 })
  .map((parts) => parts.join('').replaceAll('#', ''))

describe('rule 8: whatever comes, a wing answers', () => {
  let world: World
  beforeAll(async () => { world = await createWorld() })

  test('any method and any path', async () => {
    const segment = fc.oneof(fc.constantFrom('hserve', 'v2.2', 'v2.0', 'idp', 'pay', 'order', 'close', 'events', 'phone', 'h5', 'sandbox', 'orders', 'refund', 'cgi-bin', 'vendor', '..', '.', '', '%2e%2e', '%2f', '%00', '%E0%A4%A', '%', '__proto__', 'phone.js'), text.map((one) => encodeURIComponent(one.replaceAll(/\p{Cs}/gu, ''))))
    const method = fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'PROPFIND')
    await fc.assert(fc.asyncProperty(method, fc.array(segment, { maxLength: 7 }), rawQuery, fc.constantFrom('merchant' as const, 'wallets' as const), async (one, segments, query, wing) => {
      await ask(world, wing, `/${segments.join('/')}?${query}`, { method: one, headers: { ...CLIENT, ...JSON_TYPE } })
    }), { numRuns: RUNS * 2 })
  })

  test('any query of a list', async () => {
    await fc.assert(fc.asyncProperty(rawQuery, async (query) => {
      const { status, text: said } = await ask(world, 'merchant', `${ORDERS}?${query}`, { headers: world.user.headers })
      expect([200, 400]).toContain(status)
      expect(JSON.parse(said)).toBeTypeOf('object')
    }), runs)
  })

  test.each(['where={}&where={}', 'trade_no=a&trade_no=b', 'limit=1&limit=2', '__proto__=1&__proto__=2'])('a list that is asked for by %s is refused', async (query) => {
    expect(await ask(world, 'merchant', `${ORDERS}?${query}`, { headers: world.user.headers })).toMatchObject({ status: 400 })
  })

  test('any order', async () => {
    const body = object({ gateway_type: near('weixin_tenpay_native', 'weixin_tenpay_wap', 'weixin_tenpay_js'), total_cost: near(0.1), merchandise_description: near('秋裤', ']]>', '&x;', '<b>'), merchandise_snapshot: value, merchandise_record_id: value, client_token: value, return_url: near(AUTH_PAGE) })
    await fc.assert(fc.asyncProperty(body, async (fields) => {
      const { status, text: said } = await post(world, 'merchant', ORDERS, fields, world.user.headers)
      expect([201, 400, 409]).toContain(status)
      if (status === 201) expect(JSON.parse(said)).toMatchObject({ status: 'pending' })
    }), runs)
  })

  test('any login, which leads to WeChat and back to our pages alone', async () => {
    const address = nearText(AUTH_PAGE, 'http://127.0.0.1:5173/\\evil.example', 'http://127.0.0.1:5173@evil.example/', 'http://evil.example')
    await fc.assert(fc.asyncProperty(object({ callback_url: address, silent_login: near(true, false) }), texts({ redirect_uri: address, response_type: nearText('code'), scope: nearText('snsapi_base', 'snsapi_userinfo'), state: text }), rawQuery, async (body, query, back) => {
      const begun = await post(world, 'merchant', `${IDP}/redirect/`, body)
      if (begun.status === 200) expect(new URL(String(Reflect.get(Object(JSON.parse(begun.text)), 'redirect_url'))).origin).toBe(WALLETS)
      const { location } = await ask(world, 'wallets', `/connect/oauth2/authorize?${new URLSearchParams({ appid: world.account.appid, ...query }).toString()}`, {})
      if (location !== null) expect(new URL(location).origin).toMatch(/^http:\/\/(127\.0\.0\.1|localhost):5173$/)
      expect((await ask(world, 'merchant', `${IDP}/callback?${back}`, {})).status).toBe(400)
      for (const path of [`${IDP}/authenticate/`, '/hserve/v2.5/idp/oauth-wechat-mp/silent-login/']) expect((await post(world, 'merchant', path, { ...body, auth_token: body['callback_url'] })).status).toBeGreaterThanOrEqual(400)
    }), runs)
  })

  test('any message to WeChat Pay that is signed', async () => {
    const path = fc.constantFrom('/pay/unifiedorder', '/pay/orderquery', '/pay/closeorder', '/pay/micropay', '/secapi/pay/reverse', '/secapi/pay/refund', '/pay/refundquery', '/pay/downloadbill', '/tools/authcodetoopenid')
    const fields = texts({
      out_trade_no: nearText('order000001', 'order000002'), transaction_id: text, total_fee: nearText('10'), body: nearText('x'), spbill_create_ip: nearText('127.0.0.1'), notify_url: nearText('http://127.0.0.1:8787/n'), trade_type: nearText('NATIVE', 'JSAPI', 'MWEB'), product_id: nearText('1'),
      scene_info: nearText('{"h5_info":{"type":"Wap","wap_url":"http://a","wap_name":"b"}}', '{"h5_info":{"__proto__":{"type":"Wap"}}}', '['.repeat(5000)), time_expire: nearText('20990101080000'), auth_code: nearText('134567890123456789'), out_refund_no: nearText('r1'), refund_fee: nearText('1'),
      bill_date: nearText('20260101'), bill_type: nearText('ALL'), tar_type: nearText(''), offset: nearText('0'), attach: text, openid: nearText('o'), sign_type: nearText('MD5', 'HMAC-SHA256'),
    })
    const named = (given: Record<string, string>): Record<string, string> => Object.fromEntries(Object.entries(given).filter(([name]) => /^[A-Za-z]\w*$/.test(name)).map(([name, one]) => [name, one.replaceAll(/(?![\t\n\r])\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu, '')]))
    await fc.assert(fc.asyncProperty(path, fields, fc.boolean(), async (one, given, isOrder) => {
      const signType = given['sign_type'] === 'HMAC-SHA256' ? given['sign_type'] : 'MD5'
      const { status, text: said } = await ask(world, 'wallets', one, { method: 'POST', body: signed({ ...(isOrder ? order() : {}), ...named(given) }, world.account, { signType }) })
      expect([200, 413]).toContain(status)
      if (!said.startsWith('<xml>')) return
      const answer = parseXml(said)
      if (answer['return_code'] === 'SUCCESS') expect(verifyV2(answer, world.account.key, signType)).toBe(true)
    }), { numRuns: RUNS * 2 })
  })

  test('anything that the phone, the cashier and the sandbox are sent', async () => {
    const path = fc.constantFrom(...['scan', 'pay', 'refuse', 'confirm', 'decline', 'payment-code', 'account', 'balance', 'jsapi'].map((one) => `/phone/${one}`), '/h5/pay', '/h5/cancel', '/sandbox/scenario', '/sandbox/orders/__proto__/refund')
    const body = object({
      content: near('weixin://wxpay/bizpayurl?pr=abcdefghi'), password: near('123456', '0'), out_trade_no: near('x'), provider: near('wechat'), openid: value, amount_fen: near(1, -1, 0.5, 2 ** 53), prepay_id: value, package: value,
      invoke: near('getBrandWCPayRequest', 'preVerifyJSAPI'), payload: object({ package: near('prepay_id=wx1'), verifySignType: near('sha1'), paySign: value, timeStamp: value }), url: near(AUTH_PAGE), cancel: value, name: value, times: value, out_refund_no: value,
    })
    await fc.assert(fc.asyncProperty(path, fc.oneof({ weight: 5, arbitrary: body }, { weight: 1, arbitrary: value }), async (one, fields) => {
      const { text: said } = await post(world, 'wallets', one, fields)
      expect(JSON.parse(said)).toBeTypeOf('object')
    }), { numRuns: RUNS * 2 })
    await post(world, 'wallets', '/sandbox/scenario', { name: 'none' })
  })

  test('any payload of a page inside WeChat, which pays nothing', async () => {
    const good = payloadOf(world.orders.js)
    const payload = fc.tuple(fc.constantFrom(...Object.keys(good), 'extra'), value).map(([name, one]) => ({ ...good, [name]: one })).filter((made) => JSON.stringify({ ...made, extra: 0 }) !== JSON.stringify({ ...good, extra: 0 }))
    await fc.assert(fc.asyncProperty(payload, async (made) => {
      const { text: said } = await post(world, 'wallets', '/phone/jsapi', { invoke: 'getBrandWCPayRequest', payload: made, url: AUTH_PAGE, password: '123456' })
      expect(said).toMatch(/get_brand_wcpay_request:fail/)
    }), runs)
  })

  test('any visit of the middle page, which opens no cashier without its address', async () => {
    const { pathname, searchParams } = new URL(String(world.orders.wap['mweb_url']))
    const query = texts({ prepay_id: nearText(searchParams.get('prepay_id') ?? ''), package: nearText(searchParams.get('package') ?? ''), redirect_url: nearText(AUTH_PAGE, 'javascript:alert(1)', 'http://evil.example') })
    await fc.assert(fc.asyncProperty(query, fc.option(fc.webUrl(), { nil: AUTH_PAGE }), async (asked, referer) => {
      const { text: said } = await ask(world, 'wallets', `${pathname}?${new URLSearchParams(asked).toString()}`, { headers: { referer } })
      expect(said).not.toMatch(/javascript:alert|<script>alert|evil\.example/)
    }), runs)
  })
})

describe('rule 8: whatever a notify tells, the merchant answers, and believes nothing but its own order\'s payment', () => {
  let world: World
  beforeAll(async () => { world = await createWorld() })
  const notify = (fields: Record<string, string>): Promise<Said> => ask(world, 'merchant', '/api/demo/pay/re_wx', { method: 'POST', body: buildXml(fields) })

  test('a payment with anything else in one of the fields that count', async () => {
    const before = await world.state()
    const change = fc.tuple(fc.constantFrom('return_code', 'result_code', 'appid', 'mch_id', 'total_fee', 'out_trade_no', 'fee_type', 'transaction_id', 'time_end'), text.map((one) => one.replaceAll(/(?![\t\n\r])\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu, '')))
      .filter(([name, one]) => paymentNotify(world)[name] !== one && !(name === 'fee_type' && one === '') && !(name === 'transaction_id' && one !== ''))
    await fc.assert(fc.asyncProperty(change, async ([name, one]) => {
      expect((await notify(paymentNotify(world, { [name]: one }))).text).toContain('<![CDATA[FAIL]]>')
    }), runs)
    expect(await world.state()).toStrictEqual(before)
  })

  test('a refund with anything sealed in it', async () => {
    const before = await world.state()
    const sealed = fc.oneof(text, text.map((one) => `<root>${one}</root>`), fc.tuple(fc.constantFrom('out_refund_no', 'out_trade_no', 'refund_fee', 'total_fee', 'transaction_id'), text).map(([name, one]) => buildXml(refundInfo(world, { [name]: `${one}x` }), 'root')))
    await fc.assert(fc.asyncProperty(sealed, async (info) => {
      expect((await notify(refundNotify(world, info))).text).toContain('<![CDATA[FAIL]]>')
    }), runs)
    expect(await world.state()).toStrictEqual(before)
  })
})
