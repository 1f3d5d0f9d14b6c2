import { describe, expect, test } from 'vitest'
import { createMemoryStore, type Collection, type Store, type Stored } from '../src/index'
import { createAlipayShop } from './alipay-shop'
import { balanceOf } from './cashier'
import { CLIENT, MERCHANT, ORDERS, type Body } from './mock'
import { qqCode } from './qq'
import { createShop as newShop, PASSWORD_BODY, refusal, type Shop } from './shop'
import { WECHAT_APIS } from './v3-as-v2'

const REVERSE = '/secapi/pay/reverse'
const DAY_MS = 86_400_000
const lost = (): Promise<Response> => Promise.reject(new TypeError('fetch failed'))
const pays = (shop: Shop, { trade_no }: Body): Promise<unknown> => shop.phone('confirm', { out_trade_no: trade_no, password: '123456' })

/** What an order tells while its charge is taken back; nothing of it may read as a payment. */
const TAKEN_BACK = { status: 'pending', trade_state: 'REVERSING', paid_at: null, gateway_extra_info: {}, refund_status: null, next_poll_ms: expect.any(Number) }
const KEPT = { status: 'success', trade_state: 'SUCCESS', paid_at: expect.any(Number), refund_status: null }
const GIVEN_BACK = { status: 'success', trade_state: 'REVOKED', refund_status: 'complete' }

describe.each(WECHAT_APIS)('over WeChat Pay %s', (wechatApi) => {
  /** A shop whose wallet says to a reverse what `says` tells at that moment. */
  function createShop(options: Parameters<typeof newShop>[0] = {}) {
    const wallet: { says: 'nothing' | 'yes' | 'REVERSE_EXPIRE' | 'TRADE_ERROR' | 'SYSTEMERROR' } = { says: 'nothing' }
    const shop: Shop = newShop({
      wechatApi, ...options,
      meet(path) {
        if (path !== REVERSE || wallet.says === 'yes') return undefined
        return wallet.says === 'nothing' ? lost() : refusal({ err_code: wallet.says, err_code_des: '不能撤销' }, wechatApi, shop)
      },
    })
    return { shop, wallet }
  }

  const byTheCashier = async (shop: Shop, body: Body): Promise<void> => {
    await shop.clock.advance(16_000)
    await pays(shop, body)
    expect(await shop.reverse(body.transaction_no)).toMatchObject({ status: 202, body: { ...TAKEN_BACK, refunded: false } })
  }
  const byItsTime = async (shop: Shop, body: Body): Promise<void> => {
    await shop.clock.advance(46_000)
    await pays(shop, body)
    await shop.clock.advance(2000)
  }

  describe.each([['the cashier', byTheCashier], ['its own time', byItsTime]])('rule 2: a charge that is taken back by %s', (_, begin) => {
    test.each(['nothing', 'SYSTEMERROR'] as const)('tells neither a payment nor its end while the wallet says %s to it, to whoever asks in whatever way', async (says) => {
      const { shop, wallet } = createShop()
      const { body } = await shop.scan(PASSWORD_BODY)
      await begin(shop, body)
      wallet.says = says
      await shop.clock.advance(120_000)
      const { trade_no } = body
      const client_token = String(body['client_token'])
      const one = await shop.server.merchant.fetch(`${MERCHANT}/hserve/v2.0/idp/pay/order/${body.transaction_no}/`, { headers: CLIENT })
      expect(JSON.parse(await one.text())).toMatchObject(TAKEN_BACK)
      for (const query of [{ trade_no }, { client_token }]) {
        const { objects } = (await shop.list(query)).body
        for (const order of objects) expect(order).toMatchObject(TAKEN_BACK)
      }
      expect(await shop.reverse(body.transaction_no)).toMatchObject({ status: 202, body: { ...TAKEN_BACK, refunded: false } })
      expect((await shop.stored(body))).not.toHaveProperty('trade_state_desc')
    })

    test('is given back once the wallet does it', async () => {
      const { shop, wallet } = createShop()
      const funds = await balanceOf(shop)
      const { body } = await shop.scan(PASSWORD_BODY)
      await begin(shop, body)
      await shop.clock.advance(120_000)
      wallet.says = 'yes'
      await shop.clock.advance(2000)
      expect(await shop.stored(body)).toMatchObject(GIVEN_BACK)
      expect(await balanceOf(shop)).toBe(funds)
    })

    test('is given back by the next process, which says so, too, until it has', async () => {
      const store = createMemoryStore()
      const { shop: before } = createShop({ store })
      const { body } = await before.scan(PASSWORD_BODY)
      await begin(before, body)
      await before.server.close()
      const { shop: after, wallet } = createShop({ store, clock: before.clock })
      expect(await after.stored(body)).toMatchObject(TAKEN_BACK)
      await after.clock.advance(60_000)
      expect(await after.stored(body)).toMatchObject(TAKEN_BACK)
      wallet.says = 'yes'
      await after.clock.advance(2000)
      expect(await after.stored(body)).toMatchObject(GIVEN_BACK)
    })

    test.each(['REVERSE_EXPIRE', 'TRADE_ERROR'] as const)('stands where the wallet says %s: paid, and asked for no more', async (says) => {
      const { shop, wallet } = createShop()
      const { body } = await shop.scan(PASSWORD_BODY)
      await begin(shop, body)
      wallet.says = says
      await shop.clock.advance(2000)
      expect(await shop.stored(body)).toMatchObject(KEPT)
      expect(await shop.stored(body)).not.toHaveProperty('next_poll_ms')
      const asked = shop.asked.length
      await shop.clock.advance(DAY_MS)
      expect(shop.asked).toHaveLength(asked)
    })

    test('stands after seven days in which the wallet said nothing', async () => {
      const store = createMemoryStore()
      const { shop: before } = createShop({ store })
      const { body } = await before.scan(PASSWORD_BODY)
      await begin(before, body)
      await before.server.close()
      await before.clock.advance(7 * DAY_MS - 120_000)
      const { shop: after } = createShop({ store, clock: before.clock })
      await after.clock.advance(60_000)
      expect(await after.stored(body)).toMatchObject(TAKEN_BACK)
      await after.clock.advance(120_000)
      expect(await after.stored(body)).toMatchObject(KEPT)
    })

    test('is not refunded besides', async () => {
      const { shop } = createShop()
      const { body } = await shop.scan(PASSWORD_BODY)
      await begin(shop, body)
      expect(await shop.refund(body.transaction_no, { amount_fen: 1 })).toMatchObject({ status: 409, body: TAKEN_BACK })
      expect(shop.seconds('/secapi/pay/refund')).toStrictEqual([])
    })

    test('is nudged for, when it begins and when it ends', async () => {
      const { shop, wallet } = createShop()
      const { body } = await shop.scan(PASSWORD_BODY)
      const line = await shop.server.merchant.fetch(String(body['events_url']))
      await begin(shop, body)
      wallet.says = 'yes'
      await shop.clock.advance(4000)
      const told = (await line.text()).split('event: nudge').length - 1
      // Asked for the password, begun, paid, and over; a page that missed one asks anyway.
      expect(told).toBeGreaterThanOrEqual(3)
      expect((await shop.server.merchant.fetch(String(body['events_url']))).status).toBe(204)
    })
  })

  test('a charge that nobody has paid is not reversed any less because the wallet refuses: it may be paid yet', async () => {
    const { shop, wallet } = createShop()
    const { body } = await shop.scan(PASSWORD_BODY)
    wallet.says = 'TRADE_ERROR'
    await shop.clock.advance(60_000)
    expect(await shop.stored(body)).toMatchObject(TAKEN_BACK)
    wallet.says = 'yes'
    await shop.clock.advance(2000)
    expect(await shop.stored(body)).toMatchObject({ status: 'pending', trade_state: 'REVOKED' })
  })

  test('a reverse that comes too early says nothing of a charge', async () => {
    const { shop } = createShop()
    const { body } = await shop.scan(PASSWORD_BODY)
    await shop.clock.advance(14_000)
    expect((await shop.reverse(body.transaction_no)).status).toBe(425)
    expect(await shop.stored(body)).toMatchObject({ status: 'pending', trade_state: 'USERPAYING' })
  })
})

test('a charge by Alipay is taken back by the same word, and its notify of the payment does not undo that', async () => {
  let isBusy = true
  const shop = createAlipayShop({ meet: (method) => (isBusy && method === 'alipay.trade.cancel' ? lost() : undefined) })
  const { body } = await shop.scan({ total_cost: '1000.01' })
  await shop.clock.advance(62_000)
  expect(await shop.stored(body)).toMatchObject(TAKEN_BACK)
  expect(await shop.phone('confirm', { provider: 'alipay', out_trade_no: body.trade_no, password: '123456' })).toMatchObject({ status: 200 })
  await shop.clock.advance(30_000)
  expect(shop.notified).toHaveLength(1)
  expect(await shop.stored(body)).toMatchObject(TAKEN_BACK)
  isBusy = false
  await shop.clock.advance(4000)
  expect(await shop.stored(body)).toMatchObject(GIVEN_BACK)
})

describe('rule 1: a payment of which the merchant hears only when its charge has been taken back', () => {
  /** Alipay answers no question, and its notify is late; the payer pays just before the time is up. */
  async function takenBackUnheard() {
    const alipay = { isDeaf: true }
    const shop = createAlipayShop({
      meet: (method) => (alipay.isDeaf && method === 'alipay.trade.query' ? lost() : undefined),
    })
    const funds = await balanceOf(shop)
    await shop.fault('reordered-notifies')
    const { body } = await shop.scan({ total_cost: '1000.01' })
    await shop.clock.advance(58_000)
    await shop.phone('confirm', { provider: 'alipay', out_trade_no: body.trade_no, password: '123456' })
    await shop.clock.advance(4000)
    expect([await shop.stored(body), shop.notified, await balanceOf(shop)]).toMatchObject([{ trade_state: 'REVOKED' }, [], funds])
    return { shop, alipay, stored: () => shop.stored(body) }
  }

  test('has gone back with it, whatever its notify says', async () => {
    const { shop, alipay, stored } = await takenBackUnheard()
    alipay.isDeaf = false
    await shop.clock.advance(10 * 60_000)
    expect(shop.notified).toHaveLength(1)
    expect(await stored()).toMatchObject({ status: 'pending', trade_state: 'REVOKED', paid_at: null })
  })

  test('is not known to stay while Alipay answers nothing: the notify is asked for again', async () => {
    const { shop, alipay, stored } = await takenBackUnheard()
    await shop.clock.advance(10 * 60_000)
    expect(shop.notified).toHaveLength(1)
    expect(await stored()).toMatchObject({ status: 'pending', trade_state: 'REVOKED' })
    alipay.isDeaf = false
    await shop.clock.advance(10 * 60_000)
    expect(shop.notified).toHaveLength(2)
    expect(await stored()).toMatchObject({ status: 'pending', trade_state: 'REVOKED' })
  })
})

test('a reverse whose beginning could not be kept whole is gone on with all the same, though nobody asks for it again', async () => {
  const memory = createMemoryStore()
  const disk = { writesLeft: Infinity }
  const store: Store = {
    collection<T extends Stored>(name: string): Collection<T> {
      const records = memory.collection<T>(name)
      if (name !== 'merchant.orders') return records
      return {
        get: (id) => records.get(id),
        find: (filter) => records.find(filter),
        list: (filter) => records.list(filter),
        insert: (record) => records.insert(record),
        update: (id, change) => ((disk.writesLeft -= 1) < 0 ? Promise.reject(new Error('disk full')) : records.update(id, change)),
      }
    },
  }
  const shop = newShop({ store })
  const { body } = await shop.scan()
  expect(body).toMatchObject({ status: 'success' })
  await shop.clock.advance(16_000)
  // The wish is kept, and nothing after it.
  disk.writesLeft = 1
  expect((await shop.reverse(body.transaction_no)).status).toBe(500)
  disk.writesLeft = Infinity
  expect(await shop.stored(body)).toMatchObject(TAKEN_BACK)
  await shop.clock.advance(4000)
  expect(await shop.stored(body)).toMatchObject(GIVEN_BACK)
})

test('so is one by QQ', async () => {
  let isBusy = true
  const shop = newShop({ meet: (path) => (isBusy && path === '/cgi-bin/pay/qpay_reverse.cgi' ? lost() : undefined) })
  const { body } = await shop.scan({ ...PASSWORD_BODY, gateway_type: 'qpay_micropay', auth_code: await qqCode(shop) })
  await shop.clock.advance(301_000)
  expect(await shop.stored(body)).toMatchObject(TAKEN_BACK)
  await shop.phone('confirm', { provider: 'qq', out_trade_no: body.trade_no, password: '123456' })
  await shop.clock.advance(10_000)
  expect(await shop.stored(body)).toMatchObject(TAKEN_BACK)
  isBusy = false
  await shop.clock.advance(2000)
  expect(await shop.stored(body)).toMatchObject(GIVEN_BACK)
})

test('an order that a QR is for is never told as being taken back', async () => {
  const shop = newShop()
  const { body } = await shop.create()
  expect((await shop.server.merchant.fetch(`${MERCHANT}${ORDERS}${body.transaction_no}/reverse/`, { method: 'POST', headers: CLIENT })).status).toBe(400)
  expect(await shop.stored(body)).toMatchObject({ status: 'pending', trade_state: 'NOTPAY' })
})
