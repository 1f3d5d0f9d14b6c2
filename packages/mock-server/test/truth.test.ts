import { describe, expect, test } from 'vitest'
import { createMemoryStore, type Stored } from '../src/index'
import { fault, merchantOf } from './cashier'
import { MERCHANT, type Body, type Mock } from './mock'
import { createShop as newShop, pay, PASSWORD_BODY, SCAN_BODY, type Shop } from './shop'
import { accountOf, signed } from './wechat'
import { WECHAT_APIS } from './v3-as-v2'

const lost = (): Promise<Response> => Promise.reject(new TypeError('fetch failed'))

/** Has the merchant told that an order is paid, as WeChat Pay would tell it. */
async function tellPaid(mock: Mock, trade_no: string, total_fee: string): Promise<string> {
  const fields = { return_code: 'SUCCESS', result_code: 'SUCCESS', total_fee, transaction_id: '4200000001202601010000000001', out_trade_no: trade_no, time_end: '20260101080030' }
  const answer = await mock.server.merchant.fetch(`${MERCHANT}/api/demo/pay/re_wx`, { method: 'POST', body: signed(fields, await accountOf(mock.server.wallets)) })
  return answer.text()
}

describe.each(WECHAT_APIS)('over WeChat Pay %s', (wechatApi) => {
  const createShop = (options: Parameters<typeof newShop>[0] = {}): Shop => newShop({ wechatApi, ...options })

  describe('rule 2: a payment that comes to light late', () => {
    test.each<[string, (shop: Shop) => Promise<Body>, string]>([
      ['a charge that waits for the password', async (shop) => (await shop.scan(PASSWORD_BODY)).body, '100001'],
      ['a charge that failed', async (shop) => (await shop.scan({ ...SCAN_BODY, auth_code: '130000000000000000' })).body, '10'],
      ['a charge that was reversed', async (shop) => {
        const { body } = await shop.scan(PASSWORD_BODY)
        await shop.clock.advance(60_000)
        return body
      }, '100001'],
      ['an order that was closed', async (shop) => {
        const { body } = await shop.create()
        await shop.close(body.transaction_no)
        return body
      }, '10'],
      ['an order whose time is over', async (shop) => {
        const { body } = await shop.create()
        await shop.clock.advance(900_000)
        await shop.stored(body)
        return body
      }, '10'],
    ])('turns %s to paid', async (_, make, total) => {
      const shop = createShop()
      const body = await make(shop)
      expect(await tellPaid(shop, body.trade_no, total)).toContain('SUCCESS')
      expect(await shop.stored(body)).toMatchObject({ status: 'success', trade_state: 'SUCCESS' })
    })

    test('turns an order to paid that the page was told there is none of', async () => {
      const store = createMemoryStore()
      const shop = createShop({ store, meet: (path) => (path === '/pay/unifiedorder' ? lost() : undefined) })
      expect((await shop.create()).status).toBe(502)
      const orders = store.collection<Stored & { readonly trade_no: string }>('merchant.orders')
      const [hidden] = await orders.list()
      expect(await tellPaid(shop, hidden?.trade_no ?? '', '10')).toContain('SUCCESS')
      expect((await shop.list({ trade_no: hidden?.trade_no ?? '' })).body.objects).toMatchObject([{ status: 'success' }])
    })
  })

  describe('a trade_state that nobody has heard of', () => {
    test('is passed on as it was said, and ends nothing', async () => {
      const shop = createShop()
      const { body } = await shop.create()
      await fault(shop, 'unknown-trade-state')
      const told = (await merchantOf(shop).orderquery({ out_trade_no: body.trade_no }))['trade_state']
      expect(told).not.toBe('NOTPAY')
      expect(await shop.stored(body)).toMatchObject({ status: 'pending', trade_state: told })
      await shop.phone('pay', { content: body.code_url })
      await shop.clock.advance(3000)
      expect(await shop.stored(body)).toMatchObject({ status: 'success' })
    })
  })

  describe('a close that races with a payment', () => {
    test.each(['close first', 'pay first'])('ends as the wallet says, whoever comes first: %s', async (first) => {
      const shop = createShop()
      const { body } = await shop.create()
      const acts = [() => shop.close(body.transaction_no), () => shop.phone('pay', { content: body.code_url })]
      await Promise.all((first === 'close first' ? acts : acts.toReversed()).map((act) => act()))
      await shop.clock.advance(3000)
      const state = (await merchantOf(shop).orderquery({ out_trade_no: body.trade_no }))['trade_state']
      expect(await shop.stored(body)).toMatchObject(state === 'SUCCESS' ? { status: 'success', trade_state: 'SUCCESS' } : { status: 'pending', trade_state: 'CLOSED' })
      expect(['SUCCESS', 'CLOSED']).toContain(state)
    })

    test('whose answer was lost is found out by asking', async () => {
      const shop = createShop({ meet: (path, request, inProcess) => (path === '/pay/closeorder' ? inProcess(request).then(lost) : undefined) })
      const { body } = await shop.create()
      expect(await shop.close(body.transaction_no)).toMatchObject({ status: 502, body: { status: 'pending', trade_state: 'NOTPAY' } })
      expect(await shop.stored(body)).toMatchObject({ status: 'pending', trade_state: 'CLOSED' })
    })
  })

  describe('the wallet\'s faults', () => {
    test.each(['loses-notify', 'duplicate-notify', 'notify-before-answer', 'reordered-notifies', 'tampered-amount', 'bad-signature'])('%s: the order is paid once, within one ask of the page', async (name) => {
      const shop = createShop()
      await fault(shop, name)
      const { body } = await shop.create()
      await pay(shop, body)
      await shop.clock.advance(3000)
      expect(await shop.stored(body)).toMatchObject({ status: 'success', trade_state: 'SUCCESS', total_cost: '0.10' })
      await shop.refund(body.transaction_no, { amount_fen: 4 })
      await shop.clock.advance(60_000)
      expect(await shop.stored(body)).toMatchObject({ status: 'success', refund_status: 'partial' })
    })
  })
})
