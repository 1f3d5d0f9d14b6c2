import { afterEach, describe, expect, test, vi } from 'vitest'
import { createMemoryStore } from '../src/index'
import { serve } from '../src/serve'
import { fault } from './cashier'
import { answerOf, CLIENT, MERCHANT, ORDER_BODY, ORDERS, type Body } from './mock'
import { createShop, pay, type Shop } from './shop'

const PAGE = 'http://127.0.0.1:5173'

/** Someone who listens, and what has come so far. */
interface Listening { readonly status: number, readonly headers: Headers, readonly heard: () => string, readonly isOver: () => boolean, readonly stop: () => Promise<void> }

const open: Listening[] = []
afterEach(async () => { await Promise.all(open.splice(0).map((one) => one.stop())) })

async function listen(shop: Shop, url: string, headers: Record<string, string> = { origin: PAGE }): Promise<Listening> {
  const answer = await shop.server.merchant.fetch(url, { headers })
  const reader = answer.body?.getReader()
  let text = ''
  let isOver = !reader
  const read = async (): Promise<void> => {
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) text += new TextDecoder().decode(part.value)
    isOver = true
  }
  const reading = read().catch(() => {})
  const listening = { status: answer.status, headers: answer.headers, heard: () => text, isOver: () => isOver, stop: async () => { await Promise.all([reader?.cancel(), reading]) } }
  open.push(listening)
  await shop.clock.advance(0)
  return listening
}

const urlOf = ({ events_url }: Body): string => String(events_url)
const nudges = ({ heard }: Listening): number => heard().split('event: nudge').length - 1

describe('events_url', () => {
  test('is on the address where the page has reached the merchant, and is good for this order', async () => {
    const shop = createShop()
    const [one, two] = [(await shop.create()).body, (await shop.create()).body]
    expect(urlOf(one)).toMatch(new RegExp(`^${MERCHANT}/hserve/v2\\.2/idp/pay/order/${one.transaction_no}/events/\\?nonce=\\w{32}$`))
    const foreign = urlOf(two).replace(two.transaction_no, one.transaction_no)
    for (const url of [foreign, urlOf(one).replace(/nonce=.*/, 'nonce='), urlOf(one).replace(/\?.*/, ''), urlOf(one).replace(one.transaction_no, 'x')]) expect((await listen(shop, url)).status).toBe(404)
    expect((await listen(shop, urlOf(one))).status).toBe(200)
  })

  test('is not in the order, so that who may look may not listen', async () => {
    const shop = createShop()
    const { body } = await shop.create()
    expect(await shop.stored(body)).not.toHaveProperty('events_url')
  })
})

describe('a page that listens', () => {
  test('is nudged when the order is paid, learns nothing else, and the stream ends', async () => {
    const shop = createShop()
    const { body } = await shop.create()
    const listening = await listen(shop, urlOf(body))
    expect(listening.headers.get('content-type')).toMatch(/^text\/event-stream/)
    expect([nudges(listening), listening.isOver()]).toStrictEqual([0, false])
    await pay(shop, body)
    await shop.clock.advance(0)
    expect(listening.heard()).toBe('retry: 3000\n: listening\n\nevent: nudge\ndata: {}\n\n')
    expect(listening.isOver()).toBe(true)
  })

  test('is not told to come back once the order has ended', async () => {
    const shop = createShop()
    const { body } = await shop.create()
    await shop.close(body.transaction_no)
    expect((await listen(shop, urlOf(body))).status).toBe(204)
  })

  test('is nudged for every change, and not for what is none', async () => {
    const shop = createShop()
    const { body } = await shop.create({ ...ORDER_BODY, total_cost: 1 })
    const listening = await listen(shop, urlOf(body))
    await shop.stored(body)
    await shop.clock.advance(3000)
    expect(nudges(listening)).toBe(0)
    await fault(shop, 'unknown-trade-state')
    await shop.stored(body)
    await shop.clock.advance(0)
    expect([nudges(listening), listening.isOver()]).toStrictEqual([1, false])
  })

  test('hears a heartbeat every 15 s', async () => {
    const shop = createShop()
    const listening = await listen(shop, urlOf((await shop.create()).body))
    await shop.clock.advance(45_000)
    expect(listening.heard().split(': beat').length - 1).toBe(3)
  })

  test.each(['http://evil.example', 'null', 'http://127.0.0.1:8788'])('rule 8: is refused as a page of "%s"', async (origin) => {
    const shop = createShop()
    expect((await listen(shop, urlOf((await shop.create()).body), { origin })).status).toBe(403)
  })

  test.each([{ origin: PAGE }, { origin: MERCHANT }, {}])('is welcome as %o', async (headers) => {
    const shop = createShop()
    expect((await listen(shop, urlOf((await shop.create()).body), headers)).status).toBe(200)
  })

  test('is one of ten at most for an order, and makes room when it goes', async () => {
    const shop = createShop()
    const url = urlOf((await shop.create()).body)
    const ten = await Promise.all(Array.from({ length: 10 }, () => listen(shop, url)))
    expect((await listen(shop, url)).status).toBe(503)
    await ten[0]?.stop()
    await shop.clock.advance(0)
    expect((await listen(shop, url)).status).toBe(200)
  })

  test('makes room too when it goes before it is answered', async () => {
    const shop = createShop()
    const url = urlOf((await shop.create()).body)
    await fault(shop, 'slow', { ms: 1000 })
    const pages = Array.from({ length: 10 }, () => new AbortController())
    const answers = pages.map(({ signal }) => shop.server.merchant.fetch(url, { signal }).catch(() => 'gone'))
    await shop.clock.advance(500)
    for (const page of pages) page.abort()
    expect(await Promise.all(answers)).toStrictEqual(pages.map(() => 'gone'))
    await shop.clock.advance(500)
    await fault(shop, 'none')
    expect((await listen(shop, url)).status).toBe(200)
  })

  test('rule 5: is let go when the server is closed', async () => {
    const shop = createShop()
    const listening = await listen(shop, urlOf((await shop.create()).body))
    await shop.server.close()
    await shop.clock.advance(0)
    expect(listening.isOver()).toBe(true)
  })

  test('misses no change that comes while it is let in', async () => {
    const store = createMemoryStore()
    const orders = store.collection('merchant.orders')
    const shop = createShop({ store })
    const { body } = await shop.create()
    // The payment comes after the order was looked at, and before anybody listens.
    vi.spyOn(orders, 'get').mockImplementationOnce(async (id) => {
      const before = (await orders.list()).find((order) => order.id === id)
      await pay(shop, body)
      await shop.clock.advance(0)
      return before
    })
    const listening = await listen(shop, urlOf(body))
    await shop.clock.advance(0)
    expect([listening.status === 204 || nudges(listening) === 1, listening.isOver()]).toStrictEqual([true, true])
  })

  test('loses its connection and the nudge where push drops, and finds the order by asking', async () => {
    const shop = createShop()
    const { body } = await shop.create()
    const listening = await listen(shop, urlOf(body))
    await fault(shop, 'push-drops')
    await pay(shop, body)
    await shop.clock.advance(0)
    expect([nudges(listening), listening.isOver()]).toStrictEqual([0, true])
    expect(await shop.stored(body)).toMatchObject({ status: 'success' })
  })
})

test('offline: no nudge comes through a connection that was open before', async () => {
  const shop = createShop()
  const { body } = await shop.create()
  const listening = await listen(shop, urlOf(body))
  await fault(shop, 'offline', { seconds: 60 })
  await pay(shop, body)
  await shop.clock.advance(0)
  expect([nudges(listening), listening.isOver()]).toStrictEqual([0, true])
  await expect(shop.server.merchant.fetch(urlOf(body))).rejects.toBeInstanceOf(TypeError)
})

describe('over a port', () => {
  test('a page that goes away makes room, and one that stays is nudged', async () => {
    const server = await serve({ port: 0, walletsPort: 0 })
    try {
      const { body } = await answerOf(await fetch(`${server.merchantOrigin}${ORDERS}`, { method: 'POST', headers: CLIENT, body: JSON.stringify(ORDER_BODY) }))
      expect(urlOf(body).startsWith(`${server.merchantOrigin}/`)).toBe(true)
      const pages = Array.from({ length: 10 }, () => new AbortController())
      await Promise.all(pages.map(({ signal }) => fetch(urlOf(body), { signal })))
      expect((await fetch(urlOf(body))).status).toBe(503)
      for (const page of pages) page.abort()
      const stays = await vi.waitFor(async () => {
        const answer = await fetch(urlOf(body))
        expect(answer.status).toBe(200)
        return answer
      })
      await fetch(`${server.walletsOrigin}/phone/pay`, { method: 'POST', headers: CLIENT, body: JSON.stringify({ content: body.code_url }) })
      expect(await stays.text()).toContain('event: nudge')
    } finally {
      await server.close()
    }
  })
})
