import { describe, expect, test } from 'vitest'
import { createMemoryStore } from '../src/index'
import { balanceOf, fault, merchantOf } from './cashier'
import { CLIENT, MERCHANT, ORDERS, type Body } from './mock'
import { createShop as newShop, PASSWORD_BODY, SCAN_BODY, type Shop } from './shop'
import { WECHAT_APIS } from './v3-as-v2'

const QUERY = '/pay/orderquery'
const REVERSE = '/secapi/pay/reverse'
const lost = (): Promise<Response> => Promise.reject(new TypeError('fetch failed'))
const pays = (shop: Shop, { trade_no }: Body): Promise<unknown> => shop.phone('confirm', { out_trade_no: trade_no, password: '123456' })

describe.each(WECHAT_APIS)('over WeChat Pay %s', (wechatApi) => {
  const createShop = (options: Parameters<typeof newShop>[0] = {}): Shop => newShop({ wechatApi, ...options })

  describe('the server\'s own end of a charge by payment code', () => {
    test('comes after 45 s: it asks at 5, 15, 25, 35 and 45 s, and then reverses', async () => {
      const shop = createShop()
      const { body } = await shop.scan(PASSWORD_BODY)
      await shop.clock.advance(44_999)
      expect([shop.seconds(QUERY), shop.seconds(REVERSE)]).toStrictEqual([[5, 15, 25, 35], []])
      expect(await shop.stored(body)).toMatchObject({ status: 'pending', trade_state: 'USERPAYING', next_poll_ms: 1000 })
      await shop.clock.advance(1)
      expect([shop.seconds(QUERY), shop.seconds(REVERSE)]).toStrictEqual([[5, 15, 25, 35, 45], [45]])
      const end = await shop.stored(body)
      expect(end).toMatchObject({ status: 'pending', trade_state: 'REVOKED' })
      expect(end).not.toHaveProperty('next_poll_ms')
      expect(await merchantOf(shop).orderquery({ out_trade_no: body.trade_no })).toMatchObject({ trade_state: 'REVOKED' })
    })

    test('leaves a payment of the last moment alone', async () => {
      const shop = createShop()
      const { body } = await shop.scan(PASSWORD_BODY)
      await shop.clock.advance(44_000)
      await pays(shop, body)
      await shop.clock.advance(60_000)
      expect(shop.seconds(REVERSE)).toStrictEqual([])
      expect(await shop.stored(body)).toMatchObject({ status: 'success', refund_status: null })
    })

    test('reverses every 2 s from then on, until there is an answer, and until the answer says that it is done', async () => {
      let tries = 0
      const shop = createShop({ meet: (path) => (path === REVERSE && ++tries < 4 ? lost() : undefined) })
      const { body } = await shop.scan(PASSWORD_BODY)
      await shop.clock.advance(120_000)
      expect(shop.seconds(REVERSE)).toStrictEqual([45, 47, 49, 51])
      expect(await shop.stored(body)).toMatchObject({ trade_state: 'REVOKED' })
    })

    test('reverses even where nobody answers what became of it', async () => {
      const shop = createShop({ meet: (path) => (path === QUERY ? lost() : undefined) })
      const { body } = await shop.scan(PASSWORD_BODY)
      await shop.clock.advance(45_000)
      expect(await shop.stored(body)).toMatchObject({ trade_state: 'REVOKED' })
    })

    test('closes what never arrived at the wallet', async () => {
      const shop = createShop({ meet: (path) => (path === '/pay/micropay' ? lost() : undefined) })
      const { body } = await shop.scan()
      await shop.clock.advance(44_000)
      expect(await shop.stored(body)).toMatchObject({ status: 'pending' })
      await shop.clock.advance(1000)
      expect(await shop.stored(body)).toMatchObject({ status: 'pending', trade_state: 'REVOKED' })
    })

    test('goes on after a restart where it was', async () => {
      const store = createMemoryStore()
      const before = createShop({ store })
      const { body } = await before.scan(PASSWORD_BODY)
      await before.clock.advance(20_000)
      await before.server.close()
      const after = createShop({ store, clock: before.clock })
      await after.clock.advance(26_000)
      expect([after.seconds(QUERY), after.seconds(REVERSE)]).toStrictEqual([[0, 5, 15, 25], [25]])
      expect(await after.stored(body)).toMatchObject({ trade_state: 'REVOKED' })
    })

    test('tells an unknown trade_state as it was said, and goes on', async () => {
      const shop = createShop()
      const { body } = await shop.scan(PASSWORD_BODY)
      await fault(shop, 'unknown-trade-state')
      await shop.clock.advance(5000)
      const { status, trade_state } = await shop.stored(body)
      expect(status).toBe('pending')
      expect(trade_state).not.toBe('USERPAYING')
    })
  })

  describe('the cashier\'s reverse', () => {
    test('is too early before 15 s, and says how long', async () => {
      const shop = createShop()
      const { transaction_no } = (await shop.scan(PASSWORD_BODY)).body
      await shop.clock.advance(14_000)
      const early = await shop.reverse(transaction_no)
      expect(early).toMatchObject({ status: 425, body: { transaction_no, status: 'pending', trade_state: 'USERPAYING', next_poll_ms: 1000 } })
      expect(early.headers.get('retry-after')).toBe('1')
      expect(shop.seconds(REVERSE)).toStrictEqual([])
    })

    test('undoes a charge that nobody has paid, and again is no mistake', async () => {
      const shop = createShop()
      const { transaction_no } = (await shop.scan(PASSWORD_BODY)).body
      await shop.clock.advance(15_000)
      for (let time = 0; time < 2; time++) {
        expect(await shop.reverse(transaction_no)).toMatchObject({ status: 200, body: { transaction_no, status: 'pending', trade_state: 'REVOKED', refund_status: null, refunded: false } })
      }
      expect(shop.seconds(REVERSE)).toStrictEqual([15])
    })

    test('gives a payment back, once, and the order stays paid', async () => {
      const shop = createShop()
      const funds = await balanceOf(shop)
      const { transaction_no } = (await shop.scan()).body
      await shop.clock.advance(15_000)
      for (let time = 0; time < 2; time++) {
        expect(await shop.reverse(transaction_no)).toMatchObject({ status: 200, body: { transaction_no, status: 'success', refund_status: 'complete', refunded: true } })
      }
      expect(shop.seconds(REVERSE)).toStrictEqual([15])
      expect(await balanceOf(shop)).toBe(funds)
    })

    test('hears of a payment that nobody had told, and gives it back', async () => {
      const shop = createShop()
      const { body } = await shop.scan(PASSWORD_BODY)
      await shop.clock.advance(16_000)
      await pays(shop, body)
      expect(await shop.reverse(body.transaction_no)).toMatchObject({ status: 200, body: { status: 'success', refund_status: 'complete', refunded: true } })
    })

    test('is in progress while the wallet does not answer, and the server goes on with it', async () => {
      let isOffline = true
      const shop = createShop({ meet: (path) => (path === REVERSE && isOffline ? lost() : undefined) })
      const { body } = await shop.scan()
      await shop.clock.advance(16_000)
      expect(await shop.reverse(body.transaction_no)).toMatchObject({ status: 202, body: { status: 'pending', trade_state: 'REVERSING', refund_status: null, paid_at: null, refunded: false, next_poll_ms: expect.any(Number) } })
      isOffline = false
      await shop.clock.advance(2000)
      expect(await shop.stored(body)).toMatchObject({ status: 'success', refund_status: 'complete', trade_state: 'REVOKED' })
    })

    test('is gone on with after a restart', async () => {
      const store = createMemoryStore()
      const before = createShop({ store, meet: (path) => (path === REVERSE ? lost() : undefined) })
      const { body } = await before.scan()
      await before.clock.advance(16_000)
      await before.reverse(body.transaction_no)
      await before.server.close()
      const after = createShop({ store, clock: before.clock })
      await after.clock.advance(0)
      expect(await after.stored(body)).toMatchObject({ refund_status: 'complete' })
    })

    test('meets the server\'s own and another cashier\'s in one reverse', async () => {
      const shop = createShop()
      const { transaction_no } = (await shop.scan(PASSWORD_BODY)).body
      await shop.clock.advance(44_000)
      const [one, two] = await Promise.all([shop.reverse(transaction_no), shop.reverse(transaction_no)])
      await shop.clock.advance(60_000)
      expect([one.status, two.status]).toStrictEqual([200, 200])
      expect(shop.seconds(REVERSE)).toStrictEqual([44])
    })

    test('has nothing to undo of a charge that failed', async () => {
      const shop = createShop()
      const { transaction_no } = (await shop.scan({ ...SCAN_BODY, auth_code: '130000000000000000' })).body
      expect(await shop.reverse(transaction_no)).toMatchObject({ status: 200, body: { status: 'failed', refunded: false } })
      expect(shop.seconds(REVERSE)).toStrictEqual([])
    })

    test('is for payment codes alone, as closing is for the others', async () => {
      const shop = createShop()
      expect((await shop.reverse((await shop.create()).body.transaction_no)).status).toBe(400)
      expect(await shop.close((await shop.scan(PASSWORD_BODY)).body.transaction_no)).toMatchObject({ status: 400, body: { status: 'pending', trade_state: 'USERPAYING' } })
      expect(shop.seconds('/pay/closeorder')).toStrictEqual([])
    })

    test('says 404 to an order that is not the caller\'s', async () => {
      const shop = createShop({ clientIDs: ['demo', 'other'] })
      const { transaction_no } = (await shop.scan(PASSWORD_BODY)).body
      const answer = await shop.server.merchant.fetch(`${MERCHANT}${ORDERS}${transaction_no}/reverse/`, { method: 'POST', headers: { ...CLIENT, 'x-hydrogen-client-id': 'other' } })
      expect(answer.status).toBe(404)
    })
  })
})
