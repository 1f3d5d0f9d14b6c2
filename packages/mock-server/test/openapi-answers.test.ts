import { describe, expect, test } from 'vitest'
import { createContract } from '../src/verify/contract'
import { operationsOf, readOpenApi } from '../src/verify/openapi'
import { codeOf, fault } from './cashier'
import { PAGE } from './login'
import { AUTH_PAGE, authTokenOf, beginLogin, followLogin, logInByWechat, switchPayer } from './merchant-login'
import { CLIENT, createMock, MERCHANT, ORDER_BODY, ORDERS, WALLETS, type Body, type Mock } from './mock'
import { pay, SCAN_BODY } from './shop'

const document = readOpenApi()
const contract = createContract(document)
const TOKEN = 'a-client-token-that-is-long-enough'
const NOBODYS = 'n'.repeat(32)
const IDP = '/hserve/v2.0/idp/oauth-wechat-mp'

/** A mock whose merchant can be cut off from the wallets. */
interface Shop extends Mock { cut(): void }

type Ask = (shop: Shop) => Promise<Response>
type Row = readonly [operation: string, status: number, when: string, ask: Ask]

function createShop(): Shop {
  let isCut = false
  const mock = createMock({ http: (request, inProcess) => (isCut ? Promise.reject(new TypeError('fetch failed')) : inProcess(request)) })
  return { ...mock, cut: () => { isCut = true } }
}

const send = (shop: Pick<Mock, 'server'>, path: string, init: RequestInit = {}): Promise<Response> => shop.server.merchant.fetch(`${MERCHANT}${path}`, { headers: CLIENT, ...init })
const post = (shop: Pick<Mock, 'server'>, path: string, body: object = {}, headers: Record<string, string> = CLIENT): Promise<Response> => send(shop, path, { method: 'POST', body: JSON.stringify(body), headers })
const create = async (shop: Shop, changes: object = {}, headers?: Record<string, string>): Promise<Body> => (await shop.create({ ...ORDER_BODY, ...changes }, headers)).body
const ofUser = async (shop: Shop): Promise<Record<string, string>> => (await logInByWechat(shop)).headers
const badLogin = { ...CLIENT, authorization: 'Hydrogen-r1 nobodys' }

/** A create of one way of paying. */
const way = (gateway_type: string, more: (shop: Shop) => Promise<object> = async () => ({})): Row =>
  ['createOrder', 201, `of ${gateway_type}`, async (shop) => post(shop, ORDERS, { ...ORDER_BODY, gateway_type, ...(await more(shop)) })]

const scanned = async (shop: Shop, changes: object = {}): Promise<Body> => create(shop, { ...SCAN_BODY, auth_code: await codeOf(shop), ...changes })

async function refund(shop: Shop, { transaction_no }: Body, body: object = {}): Promise<void> {
  const answer = await shop.server.wallets.fetch(`${WALLETS}/sandbox/orders/${transaction_no}/refund`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error('there is no refund')
}

async function paid(shop: Shop): Promise<Body> {
  const order = await create(shop)
  await pay(shop, order)
  await shop.clock.advance(0)
  return order
}

const ROWS: readonly Row[] = [
  ...['weixin_tenpay_native', 'weixin_tenpay_wap', 'alipay_page', 'alipay_wap', 'alipay_qrcode', 'alipay_js', 'qpay_native', 'qpay_js'].map((type) => way(type)),
  way('weixin_tenpay_micropay', async (shop) => ({ auth_code: await codeOf(shop) })),
  ['createOrder', 201, 'of weixin_tenpay_js by who has logged in', async (shop) => post(shop, ORDERS, { ...ORDER_BODY, gateway_type: 'weixin_tenpay_js' }, await ofUser(shop))],
  ['createOrder', 201, 'of a code whose payer is asked for the password', async (shop) => post(shop, ORDERS, { ...ORDER_BODY, gateway_type: 'weixin_tenpay_micropay', total_cost: 1000.01, auth_code: await codeOf(shop) })],
  ['createOrder', 201, 'again, with its token', async (shop) => {
    await create(shop, { client_token: TOKEN })
    return post(shop, ORDERS, { ...ORDER_BODY, client_token: TOKEN })
  }],
  ['createOrder', 400, 'without an amount', (shop) => post(shop, ORDERS, { ...ORDER_BODY, total_cost: undefined })],
  ['createOrder', 401, 'with a login that nobody has', (shop) => post(shop, ORDERS, ORDER_BODY, badLogin)],
  ['createOrder', 403, 'of a client id that is not known', (shop) => post(shop, ORDERS, ORDER_BODY, { ...CLIENT, 'x-hydrogen-client-id': 'nobody' })],
  ['createOrder', 409, 'with the token of another body', async (shop) => {
    await create(shop, { client_token: TOKEN })
    return post(shop, ORDERS, { ...ORDER_BODY, client_token: TOKEN, total_cost: 0.2 })
  }],
  ['createOrder', 413, 'of a megabyte', (shop) => post(shop, ORDERS, { ...ORDER_BODY, merchandise_description: 'x'.repeat(1_100_000) })],
  ['createOrder', 415, 'of a form', (shop) => post(shop, ORDERS, {}, { ...CLIENT, 'content-type': 'text/plain' })],
  ['createOrder', 421, 'at another host', (shop) => shop.server.merchant.fetch(`http://evil.example${ORDERS}`, { method: 'POST', headers: CLIENT, body: '{}' })],
  ['createOrder', 500, 'of a server that fails', async (shop) => {
    await fault(shop, '500s')
    return post(shop, ORDERS, ORDER_BODY)
  }],
  ['createOrder', 502, 'that the wallet does not take', async (shop) => {
    shop.cut()
    return post(shop, ORDERS, ORDER_BODY)
  }],

  ['listOrders', 200, 'by number', async (shop) => send(shop, `${ORDERS}?trade_no=${(await paid(shop)).trade_no}`)],
  ['listOrders', 200, 'of nothing', (shop) => send(shop, `${ORDERS}?trade_no=${NOBODYS}`)],
  ['listOrders', 200, 'of all that is somebody\'s', async (shop) => {
    const headers = await ofUser(shop)
    await create(shop, { merchandise_snapshot: { colour: 'blue' }, merchandise_record_id: 7 }, headers)
    await create(shop, { gateway_type: 'alipay_qrcode' }, headers)
    return send(shop, `${ORDERS}?limit=1`, { headers })
  }],
  ['listOrders', 400, 'by a where that is none', (shop) => send(shop, `${ORDERS}?where=7`)],
  ['listOrders', 401, 'with a login that nobody has', (shop) => send(shop, ORDERS, { headers: badLogin })],

  ['getOrder', 200, 'that waits', async (shop) => send(shop, `/hserve/v2.0/idp/pay/order/${(await create(shop)).transaction_no}/`)],
  ['getOrder', 200, 'that is paid', async (shop) => send(shop, `/hserve/v2.0/idp/pay/order/${(await paid(shop)).transaction_no}/`)],
  ['getOrder', 200, 'that is refunded', async (shop) => {
    const order = await paid(shop)
    await refund(shop, order)
    await shop.clock.advance(60_000)
    return send(shop, `/hserve/v2.0/idp/pay/order/${order.transaction_no}/`)
  }],
  ['getOrder', 200, 'that has expired', async (shop) => {
    const { transaction_no } = await create(shop)
    await shop.clock.advance(16 * 60_000)
    return send(shop, `/hserve/v2.0/idp/pay/order/${transaction_no}/`)
  }],
  ['getOrder', 404, 'that there is none of', (shop) => send(shop, `/hserve/v2.0/idp/pay/order/${NOBODYS}/`)],

  ['closeOrder', 200, 'that waits', async (shop) => post(shop, `${ORDERS}${(await create(shop)).transaction_no}/close/`)],
  ['closeOrder', 400, 'that is a payment code\'s', async (shop) => post(shop, `${ORDERS}${(await scanned(shop)).transaction_no}/close/`)],
  ['closeOrder', 404, 'that there is none of', (shop) => post(shop, `${ORDERS}${NOBODYS}/close/`)],
  ['closeOrder', 409, 'that is paid', async (shop) => post(shop, `${ORDERS}${(await paid(shop)).transaction_no}/close/`)],
  ['closeOrder', 425, 'that no payer has opened yet', async (shop) => post(shop, `${ORDERS}${(await create(shop, { gateway_type: 'alipay_qrcode' })).transaction_no}/close/`)],

  ['reverseOrder', 200, 'that is paid', async (shop) => {
    const { transaction_no } = await scanned(shop)
    await shop.clock.advance(15_000)
    return post(shop, `${ORDERS}${transaction_no}/reverse/`)
  }],
  ['reverseOrder', 202, 'while the wallet does not answer', async (shop) => {
    const { transaction_no } = await scanned(shop, { total_cost: 1000.01 })
    await shop.clock.advance(15_000)
    shop.cut()
    return post(shop, `${ORDERS}${transaction_no}/reverse/`)
  }],
  ['reverseOrder', 400, 'that is a QR\'s', async (shop) => post(shop, `${ORDERS}${(await create(shop)).transaction_no}/reverse/`)],
  ['reverseOrder', 404, 'that there is none of', (shop) => post(shop, `${ORDERS}${NOBODYS}/reverse/`)],
  ['reverseOrder', 409, 'that is refunded in part', async (shop) => {
    const order = await scanned(shop, { total_cost: 5 })
    await shop.clock.advance(15_000)
    await refund(shop, order, { amount_fen: 1 })
    return post(shop, `${ORDERS}${order.transaction_no}/reverse/`)
  }],
  ['reverseOrder', 425, 'that is too young', async (shop) => post(shop, `${ORDERS}${(await scanned(shop)).transaction_no}/reverse/`)],

  ['listenToOrder', 200, 'that waits', async (shop) => shop.server.merchant.fetch(String((await create(shop))['events_url']))],
  ['listenToOrder', 204, 'that is over', async (shop) => shop.server.merchant.fetch(String((await paid(shop))['events_url']))],
  ['listenToOrder', 404, 'without its nonce', async (shop) => send(shop, `${ORDERS}${(await create(shop)).transaction_no}/events/?nonce=x`)],

  ['jssdkCredentials', 200, 'of our page', (shop) => send(shop, `/hserve/v2.4/idp/wechat/jssdk-credentials/?url=${PAGE}/`)],
  ['jssdkCredentials', 400, 'of no page', (shop) => send(shop, '/hserve/v2.4/idp/wechat/jssdk-credentials/')],

  ['beginLogin', 200, 'from our page', (shop) => post(shop, `${IDP}/redirect/`, { callback_url: AUTH_PAGE, silent_login: true })],
  ['beginLogin', 400, 'from a foreign page', (shop) => post(shop, `${IDP}/redirect/`, { callback_url: 'https://evil.example/' })],
  ['comeBackFromLogin', 302, 'from WeChat', async (shop) => followLogin(shop, (await beginLogin(shop)).body['redirect_url'])],
  ['comeBackFromLogin', 400, 'from nowhere', (shop) => send(shop, `${IDP}/callback/?state=x&code=y`)],
  ['logIn', 201, 'with the page\'s token', async (shop) => post(shop, `${IDP}/authenticate/`, { auth_token: await authTokenOf(shop), create_user: true })],
  ['logIn', 401, 'with another', (shop) => post(shop, `${IDP}/authenticate/`, { auth_token: 'x', create_user: true })],
  ['logIn', 404, 'of an account that is to stay unknown', async (shop) => {
    await logInByWechat(shop)
    await switchPayer(shop)
    return post(shop, `${IDP}/authenticate/`, { auth_token: await authTokenOf(shop), create_user: false })
  }],
  ['logInSilently', 201, 'with the page\'s token', async (shop) => post(shop, '/hserve/v2.5/idp/oauth-wechat-mp/silent-login/', { auth_token: await authTokenOf(shop), create_user: true })],
  ['logInSilently', 401, 'with another', (shop) => post(shop, '/hserve/v2.5/idp/oauth-wechat-mp/silent-login/', { auth_token: 'x' })],
  ['logInAnonymously', 201, 'by anybody', (shop) => post(shop, '/hserve/v2.0/login/anonymous/')],
  ['logInAnonymously', 403, 'of a client id that is not known', (shop) => post(shop, '/hserve/v2.0/login/anonymous/', {}, { ...CLIENT, 'x-hydrogen-client-id': 'nobody' })],
  ['logOut', 201, 'by who is logged in', async (shop) => post(shop, '/hserve/v2.0/session/destroy/', {}, await ofUser(shop))],
  ['logOut', 401, 'by nobody', (shop) => post(shop, '/hserve/v2.0/session/destroy/')],
  ['getUser', 200, 'oneself', async (shop) => {
    const { userId, headers } = await logInByWechat(shop)
    return send(shop, `/hserve/v2.5/user/info/${userId}/`, { headers })
  }],
  ['getUser', 404, 'another', async (shop) => send(shop, '/hserve/v2.5/user/info/1/', { headers: await ofUser(shop) })],
]

describe('what the server really answers is as openapi.yaml has it', () => {
  test.each(ROWS)('%s, %i, %s', async (operation, status, _, ask) => {
    const answer = await ask(createShop())
    expect(answer.status).toBe(status)
    const isStream = answer.headers.get('content-type')?.startsWith('text/event-stream')
    const text = isStream ? '' : await answer.text()
    await (isStream ? answer.body?.cancel() : undefined)
    const body: unknown = answer.headers.get('content-type')?.includes('json') ? JSON.parse(text) : undefined
    expect(contract.problemsOf(operation, { status, headers: answer.headers, body })).toStrictEqual([])
  })

  test('of every operation in each of its own statuses, and in a refusal', () => {
    for (const { operationId, responses } of operationsOf(document)) {
      const seen = ROWS.filter(([operation]) => operation === operationId).map(([, status]) => status)
      // The server answers a create with 201; another server may say 200.
      const own = Object.keys(responses).filter((status) => /^\d+$/.test(status) && !(operationId === 'createOrder' && status === '200')).map(Number)
      expect([operationId, own.filter((status) => !seen.includes(status))]).toStrictEqual([operationId, []])
      expect([operationId, seen.some((status) => status >= 400)]).toStrictEqual([operationId, true])
    }
  })
})
