// @vitest-environment node
import { PAGE_URL } from '../../test/page-in-node'
import { createManualClock, createMockServer, createSeededRandom } from '@baas-pay/mock-server'
import { createCheckout, createPayClient, fetchTransport, memoryStorage, minCloud, type PayClient, type PayRequest, type ReturnNews, type Storage, type TradeNo } from '@baas-pay/sdk'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createApp, h } from 'vue'
import { stillPage } from '../../test/scenes'
import { usePayReturn, type UsePayReturnOptions, type UsePayReturnReturn } from '.'

const MERCHANT = 'http://127.0.0.1:8787'
const intent: PayRequest = { gateway: 'weixin_tenpay_wap', amountFen: 10, description: '深蓝色秋裤', intentId: 'cart-42', returnUrl: PAGE_URL }

/** The page that the payer comes back to. */
function comeBack(client: PayClient, options: UsePayReturnOptions = {}) {
  const news: ReturnNews[] = []
  let back: UsePayReturnReturn | undefined
  const app = createApp({
    setup() {
      back = usePayReturn(client, { ...options, onNews: (item) => void news.push(item) })
      return () => h('p', back?.state.value.name)
    },
  })
  app.mount(document.createElement('div'))
  onTestFinished(() => app.unmount())
  if (!back) throw new Error('not mounted')
  return { ...back, news, leave: () => app.unmount() }
}

/** A payer who has left a shop for the wallet, over the whole bundled backend. */
async function inTheWallet() {
  const clock = createManualClock()
  const random = createSeededRandom(1)
  const server = createMockServer({ clock, random })
  const sent: string[] = []
  const went: string[] = []
  const wire: typeof fetch = async (input, init) => {
    const request = new Request(input, init)
    sent.push(`${request.method} ${new URL(request.url).pathname}`)
    return server.merchant.fetch(request)
  }
  const clientWith = (storage: Storage) => createPayClient({
    backend: minCloud({ clientID: 'demo', host: MERCHANT, extensions: true }),
    clock, storage, page: stillPage, random: { bytes: (count) => random.bytes(count), fraction: () => 0.5 }, transport: fetchTransport(wire),
    listen: () => () => {}, locks: { request: (_name, _signal, act) => act() }, channel: () => ({ post: () => {}, close: () => {} }),
    navigate: { go: (url) => void went.push(url), open: () => undefined },
  })
  const storage = memoryStorage()
  const client = clientWith(storage)
  const advance = (ms: number) => clock.advance(ms)
  const checkout = createCheckout(client, intent)
  const left = checkout.pay()
  await advance(0)
  const state = await left
  checkout.dispose()
  const tradeNo = ('order' in state ? state.order?.tradeNo : undefined) as TradeNo
  const wallet = async (url: string, init: RequestInit) => server.wallets.fetch(new Request(url, init))
  onTestFinished(() => server.close())
  return {
    client, clientWith, sent, went, tradeNo, advance,
    /** The wallet's middle page is loaded, and the payer pays there. */
    async pay() {
      const url = new URL(went[0] ?? '')
      const loaded = await wallet(url.href, { headers: { host: url.host, referer: 'http://127.0.0.1:5173/shop' } })
      if (loaded.status !== 200) throw new Error(await loaded.text())
      const [prepay, held] = [url.searchParams.get('prepay_id'), url.searchParams.get('package')]
      return wallet(`${url.origin}/h5/pay`, {
        method: 'POST', headers: { host: url.host, origin: url.origin, 'content-type': 'application/json' }, body: JSON.stringify({ prepay_id: prepay, package: held, password: '123456' }),
      })
    },
    creates: () => sent.filter((line) => line === 'POST /hserve/v2.2/idp/pay/order/').length,
  }
}

describe('coming back, over the bundled backend', () => {
  it('rule 1: a payer who comes back unpaid waits, and the payment is told once the wallet has it', async () => {
    const trip = await inTheWallet()
    expect(trip.went).toEqual([expect.stringContaining(encodeURIComponent(PAGE_URL))])
    const back = comeBack(trip.client, { intentId: 'cart-42' })
    await trip.advance(0)
    expect(back.state.value).toMatchObject({ name: 'waiting', order: { tradeNo: trip.tradeNo, amountFen: 10 } })
    expect(back.canPayAgain.value).toBe(true)
    expect((await trip.pay()).status).toBe(200)
    const checked = back.checkNow()
    await trip.advance(0)
    expect(await checked).toMatchObject({ name: 'paid', late: false })
    expect(back.news).toEqual([expect.objectContaining({ type: 'paid', intentId: 'cart-42', tradeNo: trip.tradeNo, amountFen: 10 })])
    expect(trip.creates()).toBe(1)
  })

  it('a payment that is made while the page waits is seen within its next asks', async () => {
    const trip = await inTheWallet()
    const back = comeBack(trip.client, { intentId: 'cart-42' })
    await trip.advance(20_000)
    await trip.pay()
    await trip.advance(3_500)
    expect(back.state.value.name).toBe('paid')
  })

  it('the address visited again tells the truth of that order, and makes none', async () => {
    const trip = await inTheWallet()
    await trip.pay()
    for (const hours of [0, 1, 5]) {
      await trip.advance(hours * 3_600_000)
      const back = comeBack(trip.client, { intentId: 'cart-42' })
      await trip.advance(0)
      expect([back.state.value.name, back.news.length]).toEqual(['paid', 1])
      back.leave()
    }
    expect(trip.creates()).toBe(1)
  })

  it('another browser asks by the order\'s number, and without one knows of none', async () => {
    const trip = await inTheWallet()
    await trip.pay()
    const elsewhere = trip.clientWith(memoryStorage())
    const named = comeBack(elsewhere, { intentId: 'cart-42', order: { tradeNo: trip.tradeNo } })
    const unnamed = comeBack(elsewhere, { intentId: 'cart-42' })
    const wrong = comeBack(elsewhere, { order: { tradeNo: 'T0' as TradeNo } })
    await trip.advance(4_000)
    expect(named.state.value).toMatchObject({ name: 'paid', order: { amountFen: 10 } })
    expect(named.news).toEqual([expect.objectContaining({ intentId: undefined, tradeNo: trip.tradeNo })])
    expect([unnamed.state.value.name, wrong.state.value.name]).toEqual(['no-order', 'no-order'])
  })

  it('rule 4: an order that ran out is not replaced by coming back', async () => {
    const trip = await inTheWallet()
    await trip.advance(3 * 3_600_000)
    const back = comeBack(trip.client, { intentId: 'cart-42' })
    await trip.advance(60_000)
    expect(back.state.value.name).toBe('expired')
    expect(trip.creates()).toBe(1)
    expect(trip.sent.filter((line) => line.endsWith('/close/'))).toEqual([])
  })
})
