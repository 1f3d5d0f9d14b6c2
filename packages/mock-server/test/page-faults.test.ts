import { afterEach, describe, expect, test } from 'vitest'
import { serve, type Served } from '../src/serve'
import { codeOf, fault } from './cashier'
import { CLIENT, MERCHANT, ORDER_BODY, ORDERS, type Answer } from './mock'
import { createShop, SCAN_BODY, type Shop } from './shop'

const TOKEN = '0123456789abcdef0123456789abcdef'
const TOKEN_BODY = { ...ORDER_BODY, client_token: TOKEN }
const PAGE = 'http://127.0.0.1:5173'

describe('offline', () => {
  test('breaks the page\'s connections as fetch tells it, and the notify still comes', async () => {
    const shop = createShop()
    const { trade_no, code_url: content, transaction_no } = (await shop.create()).body
    await fault(shop, 'offline', { seconds: 10 })
    for (const request of [() => shop.create(), () => shop.list({ trade_no }), () => shop.close(transaction_no)]) await expect(request()).rejects.toBeInstanceOf(TypeError)
    await shop.phone('pay', { content })
    await shop.clock.advance(10_000)
    expect((await shop.list({ trade_no })).body.objects).toMatchObject([{ status: 'success' }])
  })

  test('makes no order while it lasts', async () => {
    const shop = createShop()
    await fault(shop, 'offline', { times: 1 })
    await expect(shop.create(TOKEN_BODY)).rejects.toThrow('the connection broke')
    expect((await shop.list({ client_token: TOKEN })).body.objects).toStrictEqual([])
  })
})

describe('500s', () => {
  test('answer everything with 500, which the page may read', async () => {
    const shop = createShop()
    await fault(shop, '500s', { times: 2 })
    const answer = await shop.server.merchant.fetch(`${MERCHANT}${ORDERS}`, { headers: { ...CLIENT, origin: PAGE } })
    expect([answer.status, answer.headers.get('access-control-allow-origin'), answer.headers.get('cache-control')]).toStrictEqual([500, PAGE, 'no-store'])
    expect((await shop.create()).status).toBe(500)
    expect((await shop.create()).status).toBe(201)
  })
})

describe('slow', () => {
  test.each([[{}, 3000], [{ ms: 500 }, 500]])('holds an answer back with %o for %s ms', async (limits, delayMs) => {
    const shop = createShop()
    await fault(shop, 'slow', { ...limits, times: 1 })
    let answer: Answer | undefined
    const creating = shop.create().then((one) => (answer = one))
    await shop.clock.advance(delayMs - 1)
    expect(answer).toBeUndefined()
    await shop.clock.advance(1)
    await creating
    expect(answer).toMatchObject({ status: 201 })
  })

  test('rule 5: ends when the server is closed', async () => {
    const shop = createShop()
    await fault(shop, 'slow', { ms: 60_000 })
    const creating = shop.create()
    await shop.clock.advance(0)
    await shop.server.close()
    expect((await creating).status).toBe(500)
  })
})

describe('create-answer-lost', () => {
  test('leaves one order that the token finds, and the same again gives it', async () => {
    const shop = createShop()
    await fault(shop, 'create-answer-lost', { times: 1 })
    await expect(shop.create(TOKEN_BODY)).rejects.toBeInstanceOf(TypeError)
    const { objects } = (await shop.list({ client_token: TOKEN })).body
    expect(objects).toMatchObject([{ status: 'pending', client_token: TOKEN }])
    expect((await shop.create(TOKEN_BODY)).body).toMatchObject({ trade_no: objects[0]?.trade_no, code_url: expect.any(String) })
    expect(shop.seconds('/pay/unifiedorder')).toHaveLength(1)
  })

  test('has charged a payment code all the same', async () => {
    const shop = createShop()
    await fault(shop, 'create-answer-lost', { times: 1 })
    await expect(shop.scan({ ...SCAN_BODY, client_token: TOKEN })).rejects.toBeInstanceOf(TypeError)
    expect((await shop.list({ client_token: TOKEN })).body.objects).toMatchObject([{ status: 'success' }])
  })

  test('leaves refusals and other requests alone', async () => {
    const shop = createShop()
    await fault(shop, 'create-answer-lost')
    expect((await shop.create({ ...ORDER_BODY, total_cost: 0 })).status).toBe(400)
    expect((await shop.list({})).status).toBe(200)
  })
})

describe('a fault for one order', () => {
  type Act = (shop: Shop, order: { readonly trade_no: string, readonly transaction_no: string }) => Promise<Answer>
  test.each<[string, Act]>([
    ['its number in the query', (shop, { trade_no }) => shop.list({ trade_no })],
    ['its transaction_no in the query', (shop, { transaction_no }) => shop.list({ transaction_no })],
    ['its path', (shop, { transaction_no }) => shop.get(`/hserve/v2.0/idp/pay/order/${transaction_no}/`)],
    ['its path to an act', (shop, { transaction_no }) => shop.close(transaction_no)],
    ['its token, by the answer', (shop) => shop.list({ client_token: TOKEN })],
    ['the same create again, by the answer', (shop) => shop.create(TOKEN_BODY)],
  ])('is met by %s, and by no other order', async (_, act) => {
    const shop = createShop()
    const [ours, other] = [(await shop.create(TOKEN_BODY)).body, (await shop.create()).body]
    for (const name of ['500s', 'offline']) {
      await fault(shop, name, { trade_no: ours.trade_no, times: 1 })
      expect((await shop.list({ trade_no: other.trade_no })).status).toBe(200)
      const met = await act(shop, ours).then(({ status }) => status, () => 'broken')
      expect(met).toBe(name === 'offline' ? 'broken' : 500)
    }
  })
})

describe('over a port', () => {
  const running: Served[] = []
  afterEach(async () => { await Promise.all(running.splice(0).map((server) => server.close())) })

  test('a broken connection is one, and the next is not', async () => {
    const server = await serve({ port: 0, walletsPort: 0 })
    running.push(server)
    const { merchantOrigin, walletsOrigin } = server
    const create = (): Promise<Response> => fetch(`${merchantOrigin}${ORDERS}`, { method: 'POST', headers: CLIENT, body: JSON.stringify(TOKEN_BODY) })
    await fetch(`${walletsOrigin}/sandbox/scenario`, { method: 'POST', headers: CLIENT, body: JSON.stringify({ name: 'create-answer-lost', times: 1 }) })
    await expect(create()).rejects.toThrow('fetch failed')
    expect((await create()).status).toBe(201)
  })
})

test('a payment code is in no fault\'s answer', async () => {
  const shop = createShop()
  await fault(shop, '500s')
  const auth_code = await codeOf(shop)
  const answer = await shop.scan({ ...SCAN_BODY, auth_code })
  expect(JSON.stringify(answer.body)).not.toContain(auth_code)
})
