import { describe, expect, test } from 'vitest'
import { createMemoryStore } from '../src/index'
import { balanceOf } from './cashier'
import { MERCHANT, type Body } from './mock'
import { createShop as newShop, pay, refusal, SCAN_BODY, type Meeting, type Shop } from './shop'
import { WECHAT_APIS } from './v3-as-v2'

const RE_WX = '/api/demo/pay/re_wx'
const REFUND = '/secapi/pay/refund'
const REFUND_QUERY = '/pay/refundquery'
const lost = (): Promise<Response> => Promise.reject(new TypeError('fetch failed'))

describe.each(WECHAT_APIS)('over WeChat Pay %s', (wechatApi) => {
  const createShop = (options: Parameters<typeof newShop>[0] = {}): Shop => newShop({ wechatApi, ...options })

  /** A shop whose only order, of 10 fen, is paid. */
  async function paidShop(meet?: Meeting, options: Parameters<typeof createShop>[0] = {}): Promise<{ shop: Shop, order: Body }> {
    const shop = createShop({ ...options, ...(meet ? { meet } : {}) })
    const order = (await shop.create()).body
    await pay(shop, order)
    await shop.clock.advance(0)
    return { shop, order }
  }

  /** The refund arrives when WeChat Pay has sent it. */
  const settle = (shop: Shop): Promise<void> => shop.clock.advance(60_000)

  describe('a refund', () => {
    test('goes over the wire, is told by a notify, and shows as refund_status', async () => {
      const { shop, order } = await paidShop()
      const funds = Number(await balanceOf(shop))
      expect(await shop.refund(order.transaction_no)).toMatchObject({ status: 200, body: { transaction_no: order.transaction_no, status: 'success', refund_status: null } })
      expect(shop.asked.find(([path]) => path === REFUND)?.[2]).toMatchObject({
        out_trade_no: order.trade_no, out_refund_no: expect.stringMatching(/^\w{32}$/), total_fee: '10', refund_fee: '10', notify_url: `${MERCHANT}${RE_WX}`,
      })
      await settle(shop)
      expect(await shop.stored(order)).toMatchObject({ status: 'success', refund_status: 'complete', trade_state: 'REFUND' })
      expect(shop.seconds(REFUND_QUERY)).toStrictEqual([])
      expect(await balanceOf(shop)).toBe(funds + 10)
    })

    test('of a part, and of the rest', async () => {
      const { shop, order } = await paidShop()
      await shop.refund(order.transaction_no, { amount_fen: 4 })
      await settle(shop)
      expect(await shop.stored(order)).toMatchObject({ refund_status: 'partial' })
      await shop.refund(order.transaction_no)
      await settle(shop)
      expect(await shop.stored(order)).toMatchObject({ refund_status: 'complete' })
      expect(shop.asked.filter(([path]) => path === REFUND).map(([, , fields]) => fields['refund_fee'])).toStrictEqual(['4', '6'])
    })

    test('rule 7: is never of more than was paid, however many come at once', async () => {
      const { shop, order } = await paidShop()
      const answers = await Promise.all([6, 6, 6, undefined].map((amount_fen) => shop.refund(order.transaction_no, { amount_fen })))
      expect(answers.map(({ status }) => status)).toStrictEqual([200, 409, 409, 409])
      expect(shop.seconds(REFUND)).toHaveLength(1)
      expect((await shop.refund(order.transaction_no, { amount_fen: 5 })).status).toBe(409)
    })

    test('rule 4: is one refund for one out_refund_no', async () => {
      const { shop, order } = await paidShop()
      const click = { amount_fen: 3, out_refund_no: 'click-1' }
      const answers = await Promise.all([shop.refund(order.transaction_no, click), shop.refund(order.transaction_no, click)])
      await settle(shop)
      expect([...answers, await shop.refund(order.transaction_no, click)].map(({ status }) => status)).toStrictEqual([200, 200, 200])
      expect(await shop.refund(order.transaction_no, { ...click, amount_fen: 4 })).toMatchObject({ status: 409, body: { refund_status: 'partial' } })
      await shop.refund(order.transaction_no, { amount_fen: 7 })
      await settle(shop)
      expect(await shop.stored(order)).toMatchObject({ refund_status: 'complete' })
    })

    test.each([{ amount_fen: 0 }, { amount_fen: -1 }, { amount_fen: 1.5 }, { amount_fen: '1' }, { amount_fen: null }, { out_refund_no: '' }, { out_refund_no: 'a b' }, { out_refund_no: 'x'.repeat(65) }])('is refused as %o', async (body) => {
      const { shop, order } = await paidShop()
      expect((await shop.refund(order.transaction_no, body)).status).toBe(400)
      expect(shop.seconds(REFUND)).toStrictEqual([])
    })

    test('is refused for what is not paid, and for what there is not', async () => {
      const shop = createShop()
      expect(await shop.refund((await shop.create()).body.transaction_no)).toMatchObject({ status: 409, body: { message: 'the order is not paid', status: 'pending' } })
      expect((await shop.refund('x'.repeat(32))).status).toBe(404)
    })

    test('is made of a payment whose notify has not come yet', async () => {
      const shop = createShop({ meet: (path) => (path === RE_WX ? lost() : undefined) })
      const order = (await shop.create()).body
      await pay(shop, order)
      expect((await shop.refund(order.transaction_no)).status).toBe(200)
    })

    test('of a charge by payment code is told by a notify too', async () => {
      const shop = createShop()
      const { body } = await shop.scan(SCAN_BODY)
      await shop.refund(body.transaction_no)
      await settle(shop)
      expect(await shop.stored(body)).toMatchObject({ status: 'success', refund_status: 'complete' })
    })

    test('in part leaves nothing for a reverse', async () => {
      const shop = createShop()
      const { body } = await shop.scan(SCAN_BODY)
      await shop.refund(body.transaction_no, { amount_fen: 1 })
      await settle(shop)
      expect(await shop.reverse(body.transaction_no)).toMatchObject({ status: 409, body: { refund_status: 'partial' } })
    })
  })

  describe('a refund whose notify is missing', () => {
    test('is asked about when the page asks', async () => {
      const { shop, order } = await paidShop((path, request, inProcess) => (path === RE_WX ? request.clone().text().then((text) => (/req_info|REFUND\.SUCCESS/.test(text) ? lost() : inProcess(request))) : undefined))
      await shop.refund(order.transaction_no)
      await settle(shop)
      expect(await shop.stored(order)).toMatchObject({ refund_status: 'complete' })
      expect(shop.seconds(REFUND_QUERY)).toStrictEqual([60])
      await shop.clock.advance(5000)
      await shop.stored(order)
      expect(shop.seconds(REFUND_QUERY)).toStrictEqual([60])
    })

    test.each([['was lost on its way', lost], ['had no answer', undefined]])('is made once where the call %s', async (_, onTheWay) => {
      let tries = 0
      const { shop, order } = await paidShop((path, request, inProcess) => (path === REFUND && ++tries === 1 ? (onTheWay ?? (() => inProcess(request).then(lost)))() : undefined))
      const funds = Number(await balanceOf(shop))
      expect(await shop.refund(order.transaction_no, { amount_fen: 3 })).toMatchObject({ status: 200, body: { refund_status: null } })
      await shop.clock.advance(3000)
      await shop.stored(order)
      await settle(shop)
      expect(await shop.stored(order)).toMatchObject({ refund_status: 'partial' })
      expect(await balanceOf(shop)).toBe(funds + 3)
    })

    test('is gone on with after a restart', async () => {
      const store = createMemoryStore()
      const { shop, order } = await paidShop((path) => (path === REFUND ? lost() : undefined), { store })
      await shop.refund(order.transaction_no)
      await shop.server.close()
      const after = createShop({ store, clock: shop.clock })
      // Nobody asks for the order meanwhile.
      await settle(after)
      expect(after.seconds(REFUND)).toHaveLength(1)
      expect(await after.stored(order)).toMatchObject({ refund_status: 'complete' })
    })

    test('is failed where the wallet refuses it for good, and its money can be refunded again', async () => {
      let tries = 0
      const refuse = async (of: Shop): Promise<Response> => refusal({ err_code: 'NOTENOUGH', err_code_des: '余额不足' }, wechatApi, of)
      const { shop, order } = await paidShop((path) => (path === REFUND && ++tries === 1 ? refuse(shop) : undefined))
      expect(await shop.refund(order.transaction_no)).toMatchObject({ status: 409, body: { status: 'success', trade_state: 'SUCCESS', refund_status: 'failed', message: expect.stringMatching(/余额不足/) } })
      await shop.refund(order.transaction_no)
      await settle(shop)
      expect(await shop.stored(order)).toMatchObject({ refund_status: 'complete' })
    })

    test('is failed where the wallet refuses it for good only when it is asked again', async () => {
      let tries = 0
      const refuse = async (of: Shop): Promise<Response> => refusal({ err_code: 'NOTENOUGH', err_code_des: '余额不足' }, wechatApi, of)
      const { shop, order } = await paidShop((path) => {
        if (path !== REFUND) return undefined
        return ++tries === 1 ? lost() : refuse(shop)
      })
      expect(await shop.refund(order.transaction_no)).toMatchObject({ status: 200, body: { refund_status: null } })
      await shop.clock.advance(3000)
      expect(await shop.stored(order)).toMatchObject({ status: 'success', trade_state: 'SUCCESS', refund_status: 'failed' })
      await shop.clock.advance(3000)
      await shop.stored(order)
      expect(tries).toBe(2)
    })
  })
})
