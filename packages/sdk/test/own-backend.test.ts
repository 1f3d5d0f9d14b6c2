import { readFile } from 'node:fs/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { ownBackend } from '../examples/own-backend'
import { createCheckout, createPayClient, fetchTransport, memoryStorage, type Checkout, type PayRequest } from '../src/index'
import { createCountedClock } from './support/bench'
import { alone } from './support/browser'
import { heard } from './support/heard'
import { createFakePage } from './support/world'

const ORIGIN = 'https://shop.example'
const PRICES: Readonly<Record<string, number>> = { trousers: 10 }
const TTL_MS = 7_200_000
const cart: PayRequest = { gateway: 'weixin_tenpay_native', amountFen: 10, description: '深蓝色秋裤', merchandiseRecordID: 'trousers', intentId: 'cart-42' }

interface Order { out_trade_no: string; total_fee: number; code_url: string; trade_state: string; until: number }

/** The server of the tutorial: what its query route says is what WeChat Pay's notify has written down. */
function createShop(now: () => number) {
  const orders = new Map<string, Order>()
  const told = ({ until, ...order }: Order) => Response.json({ ...order, expires_in: Math.ceil((until - now()) / 1_000) })

  const pay = ({ product_id = '', total_fee }: { product_id?: string; total_fee?: number }): Response => {
    const price = PRICES[product_id]
    // The server prices: what a page asks for is only compared.
    if (price === undefined || price !== total_fee) return Response.json({ error: 'no such product at that price' }, { status: 400 })
    const out_trade_no = `20260101-${orders.size + 1}`
    const order = { out_trade_no, total_fee: price, code_url: `weixin://wxpay/bizpayurl?pr=${out_trade_no}`, trade_state: 'NOTPAY', until: now() + TTL_MS }
    orders.set(out_trade_no, order)
    return told(order)
  }

  return {
    orders,
    /** WeChat Pay's notify, with its signature verified. */
    notify: (out_trade_no: string, trade_state: string) => {
      const order = orders.get(out_trade_no)
      if (order) order.trade_state = trade_state
    },
    async fetch(request: Request): Promise<Response> {
      const { pathname, searchParams } = new URL(request.url)
      if (request.method === 'POST' && pathname === '/api/pay') return pay((await request.json()) as object)
      const order = request.method === 'GET' && pathname === '/api/order' ? orders.get(searchParams.get('out_trade_no') ?? '') : undefined
      return order ? told(order) : new Response('not found', { status: 404 })
    },
  }
}

const checkouts: Checkout[] = []
afterEach(() => {
  for (const checkout of checkouts.splice(0)) checkout.dispose()
})

/** A page of the shop, whose checkout has started. `network.isDead` cuts it off. */
async function started(request = cart) {
  const { clock, advance, pending } = createCountedClock()
  const shop = createShop(() => clock.now())
  const network = { isDead: false }
  const wire: typeof fetch = (input, init) => (network.isDead ? Promise.reject(new TypeError('Failed to fetch')) : shop.fetch(new Request(input, init)))
  const client = createPayClient({
    ...alone, clock, backend: ownBackend(ORIGIN), transport: fetchTransport(wire), page: createFakePage().page, storage: memoryStorage(),
    random: { bytes: (count) => new Uint8Array(count), fraction: () => 0.5 },
  })
  const checkout = createCheckout(client, request)
  checkouts.push(checkout)
  const told = heard(checkout)
  checkout.start()
  await advance(0)
  return { checkout, told, shop, network, advance, pending }
}

const NO = '20260101-1'

describe('a shop\'s own backend', () => {
  it('shows the code of its one route, with the server\'s number and amount', async () => {
    const { checkout, told, shop } = await started()
    expect(checkout.state).toMatchObject({ name: 'waiting', order: { tradeNo: NO, amountFen: 10, show: { flow: 'qrcode', codeUrl: `weixin://wxpay/bizpayurl?pr=${NO}` } } })
    expect(told.news).toContainEqual({ type: 'created', gatewayType: 'weixin_tenpay_native', tradeNo: NO, transactionNo: undefined, amountFen: 10 })
    expect(shop.orders.size).toBe(1)
  })

  it('is paid once its query route says so, after the notify', async () => {
    const { checkout, told, shop, advance } = await started()
    await advance(60_000)
    expect(checkout.state.name).toBe('waiting')
    shop.notify(NO, 'SUCCESS')
    await advance(6_600)
    expect(checkout.state).toMatchObject({ name: 'paid', late: false, order: { tradeNo: NO, amountFen: 10 } })
    expect([told.ends, shop.orders.size]).toEqual([['paid'], 1])
  })

  it('rule 3: is expired after a last check, and a payment that comes to light later is paid', async () => {
    const { checkout, told, shop, advance } = await started()
    await advance(TTL_MS - 1)
    expect(checkout.state.name).toBe('waiting')
    await advance(5_000)
    expect(checkout.state).toMatchObject({ name: 'expired', by: 'time' })
    shop.notify(NO, 'SUCCESS')
    await advance(130_000)
    expect(checkout.state).toMatchObject({ name: 'paid', late: true })
    expect(told.ends).toEqual(['expired', 'paid'])
  })

  it('is expired as soon as WeChat Pay has closed the order', async () => {
    const { checkout, shop, advance } = await started()
    shop.notify(NO, 'CLOSED')
    await advance(6_600)
    expect(checkout.state).toMatchObject({ name: 'expired', by: 'state' })
  })

  it('rule 2: is unknown where a check gets no answer, and then what the server says', async () => {
    const { checkout, told, shop, network, advance } = await started()
    shop.notify(NO, 'SUCCESS')
    network.isDead = true
    void checkout.checkNow()
    await advance(5_000)
    expect([checkout.state.name, checkout.mayHavePaid]).toEqual(['unknown', true])
    network.isDead = false
    await advance(30_000)
    expect(checkout.state).toMatchObject({ name: 'paid', late: true })
    expect(told.ends).toEqual(['unknown', 'paid'])
  })

  it.each([['an order that the server has forgotten', (shop: ReturnType<typeof createShop>) => shop.orders.clear()], ['a state that nobody knows', (shop: ReturnType<typeof createShop>) => shop.notify(NO, 'WHATEVER')]])('rule 1: %s is no answer', async (_case, act) => {
    const { checkout, told, shop, advance } = await started()
    act(shop)
    await advance(60_000)
    expect([checkout.state.name, told.ends]).toEqual(['waiting', []])
  })

  it('rule 1: another order\'s payment is no answer about ours', async () => {
    const { checkout, told, shop, advance } = await started()
    const ours = shop.orders.get(NO)
    if (ours) shop.orders.set(NO, { ...ours, out_trade_no: '20260101-9', trade_state: 'SUCCESS' })
    await advance(60_000)
    expect([checkout.state.name, told.ends]).toEqual(['waiting', []])
    if (ours) shop.orders.set(NO, { ...ours, trade_state: 'SUCCESS' })
    await advance(6_600)
    expect(checkout.state.name).toBe('paid')
  })

  it('rule 9: what the server refuses has failed, and no order exists', async () => {
    const { checkout, shop } = await started({ ...cart, amountFen: 1 })
    expect(checkout.state).toMatchObject({ name: 'failed', error: { code: 400, mayHavePaid: false } })
    expect(shop.orders.size).toBe(0)
  })

  it('a create whose answer never came has failed, because nobody has seen a code: the payer may try again', async () => {
    const { checkout, shop, network, advance } = await started({ ...cart, amountFen: 1 })
    network.isDead = true
    void checkout.renew()
    await advance(0)
    expect(checkout.state).toMatchObject({ name: 'failed', error: { code: 600, retryable: true } })
    expect([checkout.mayHavePaid, shop.orders.size]).toEqual([false, 0])
  })
})

describe('docs/own-backend.md', () => {
  it('shows the example as it is', async () => {
    const [code, docs] = await Promise.all(['../examples/own-backend.ts', '../../../docs/own-backend.md'].map((file) => readFile(new URL(file, import.meta.url), 'utf8')))
    expect(docs).toContain(`\`\`\`ts\n${code}\`\`\``)
  })
})
