import { describe, expect, test } from 'vitest'
import { notifyText, signAlipay } from '../src/wire/alipay-sign'
import { writeAlipayForm } from '../src/wire/alipay-form'
import type { AlipayCredentials } from '../src/wallets/credentials'
import { createMemoryStore } from '../src/index'
import { alipayOf, alipayOrder } from './alipay'
import { createAlipayShop, type AlipayMeeting, type AlipayShop } from './alipay-shop'
import { createMock, MERCHANT, WALLETS, type Body } from './mock'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** When each try comes, in minutes after the payment. */
const TRIES = [0, 4, 14, 24, 84, 204, 564, 1464]

/** A mock whose notifies go to a page that answers as it is told. */
function toldTo(answer: (body: string) => Response, options: { notifyScale?: number } = {}) {
  const told: { readonly at: number, readonly fields: Record<string, string> }[] = []
  const mock = createMock({
    ...options,
    async http(request, inProcess) {
      if (!request.url.startsWith(MERCHANT)) return inProcess(request)
      const body = await request.clone().text()
      told.push({ at: (mock.clock.now() - startedAt) / MINUTE, fields: Object.fromEntries(new URLSearchParams(body)) })
      return answer(body)
    },
  })
  const startedAt = mock.clock.now()
  const pay = async (): Promise<void> => {
    const { qr_code: content } = await alipayOf(mock).precreate(alipayOrder({ body: '一条', passback_params: 'a%3Db' }), { params: { notify_url: `${MERCHANT}/notify?from=alipay` } })
    await mock.phone('pay', { content })
  }
  return { mock, told, pay }
}

describe('Alipay\'s notify', () => {
  test('comes eight times in 25 hours, each time the same one', async () => {
    const { mock, told, pay } = toldTo(() => new Response('failure'))
    await pay()
    await mock.clock.advance(30 * HOUR)
    expect(told.map(({ at }) => at)).toStrictEqual(TRIES)
    expect(new Set(told.map(({ fields }) => fields['notify_id'])).size).toBe(1)
    expect(new Set(told.map(({ fields }) => fields['notify_time'])).size).toBe(TRIES.length)
  })

  test('tells what was paid, in the fields of the real one', async () => {
    const { mock, told, pay } = toldTo(() => new Response('success'))
    await pay()
    await mock.clock.advance(HOUR)
    expect(told).toHaveLength(1)
    expect(told[0]?.fields).toMatchObject({
      notify_type: 'trade_status_sync', notify_time: '2026-01-01 08:00:00', notify_id: expect.stringMatching(/^2026010100222080000\d{15}$/), trade_status: 'TRADE_SUCCESS', charset: 'utf-8', version: '1.0', sign_type: 'RSA2',
      total_amount: '0.10', receipt_amount: '0.10', invoice_amount: '0.10', buyer_pay_amount: '0.10', point_amount: '0.00', subject: '深蓝色秋裤', body: '一条', passback_params: 'a%3Db',
      gmt_create: '2026-01-01 08:00:00', gmt_payment: '2026-01-01 08:00:00', fund_bill_list: '[{"amount":"0.10","fundChannel":"ALIPAYACCOUNT"}]',
    })
  })

  test.each([['SUCCESS'], ['success\n'], ['{"success":true}'], ['<xml><return_code>SUCCESS</return_code></xml>'], [''], [' success']])('is not acknowledged by %j', async (word) => {
    const { mock, told, pay } = toldTo(() => new Response(word))
    await pay()
    await mock.clock.advance(4 * MINUTE)
    expect(told).toHaveLength(2)
  })

  test('is not acknowledged by the word with another status', async () => {
    const { mock, told, pay } = toldTo(() => new Response('success', { status: 500 }))
    await pay()
    await mock.clock.advance(4 * MINUTE)
    expect(told).toHaveLength(2)
  })
})

async function waiting(meet?: AlipayMeeting): Promise<{ readonly shop: AlipayShop, readonly order: Body, readonly account: AlipayCredentials, readonly buyer: string }> {
  const store = createMemoryStore()
  const shop = createAlipayShop({ store, ...(meet && { meet }) })
  const order = await shop.order('alipay_qrcode')
  const account = await store.collection<AlipayCredentials>('wallets.credentials').get('alipay')
  if (!account) throw new Error('there is no app at Alipay')
  return { shop, order, account, buyer: '2088000000000000' }
}

type Forged = Awaited<ReturnType<typeof waiting>>

function fieldsOf({ order, account, buyer }: Forged, changes: Readonly<Record<string, string | undefined>> = {}): Record<string, string | undefined> {
  return {
    notify_time: '2026-01-01 08:00:30', notify_type: 'trade_status_sync', notify_id: '2026010100222080030000000000000001', app_id: account.app_id, auth_app_id: account.app_id, charset: 'utf-8', version: '1.0',
    trade_no: '2026010122001000000000000001', out_trade_no: order.trade_no, buyer_id: buyer, seller_id: account.seller_id, subject: '秋裤', trade_status: 'TRADE_SUCCESS', total_amount: '0.10', gmt_payment: '2026-01-01 08:00:30', ...changes,
  }
}

const signed = (fields: Record<string, string | undefined>, key: string): string => writeAlipayForm({ ...fields, sign_type: 'RSA2', sign: signAlipay(notifyText(fields), key) })
const tell = async ({ shop: { server } }: Pick<Forged, 'shop'>, body: string): Promise<string> => (await server.merchant.fetch(`${MERCHANT}/api/demo/pay/re_zfb`, { method: 'POST', body })).text()

describe('rule 8: a notify to the merchant', () => {
  test('of a payment is believed, and its exact repeat is acknowledged and changes nothing', async () => {
    const world = await waiting()
    const body = signed(fieldsOf(world), world.account.alipay_private_key)
    expect(await tell(world, body)).toBe('success')
    const paid = await world.shop.stored(world.order)
    expect(paid).toMatchObject({ status: 'success', gateway_extra_info: { transaction_id: '2026010122001000000000000001' } })
    expect(new Set(await Promise.all(Array.from({ length: 20 }, () => tell(world, body))))).toStrictEqual(new Set(['success']))
    await world.shop.clock.advance(60_000)
    expect(await tell(world, body)).toBe('success')
    expect({ ...(await world.shop.stored(world.order)), expires_in: 0 }).toStrictEqual({ ...paid, expires_in: 0 })
  })

  test.each<[string, Readonly<Record<string, string | undefined>>]>([
    ['of another amount', { total_amount: '0.09' }],
    ['of an amount that is none', { total_amount: '1e-1' }],
    ['of no amount', { total_amount: undefined }],
    ['for another app', { app_id: '2021000000000000' }],
    ['to another seller', { seller_id: '2088000000000001' }],
    ['to no seller', { seller_id: undefined }],
    ['of another order', { out_trade_no: 'x' }],
    ['of __proto__', { out_trade_no: '__proto__' }],
    ['without Alipay\'s number', { trade_no: undefined }],
    ['without an instant', { gmt_payment: undefined }],
    ['of a refund that nobody asked for', { refund_fee: '0.10', gmt_refund: '2026-01-01 08:00:30.000', out_biz_no: 'r1' }],
  ])('%s, signed by Alipay, changes nothing and is not acknowledged', async (_, changes) => {
    const world = await waiting()
    expect(await tell(world, signed(fieldsOf(world, changes), world.account.alipay_private_key))).toBe('failure')
    expect(await world.shop.stored(world.order)).toMatchObject({ status: 'pending' })
  })

  test.each(['TRADE_CLOSED', 'WAIT_BUYER_PAY', 'UNHEARD_OF'])('that says %s is acknowledged, and ends nothing', async (trade_status) => {
    const world = await waiting()
    expect(await tell(world, signed(fieldsOf(world, { trade_status }), world.account.alipay_private_key))).toBe('success')
    expect(await world.shop.stored(world.order)).toMatchObject({ status: 'pending', trade_state: 'NOTEXIST' })
  })

  test.each<[string, (world: Forged) => string]>([
    ['by the merchant\'s own key', (world) => signed(fieldsOf(world), world.account.merchant_private_key)],
    ['and changed after', (world) => signed(fieldsOf(world, { trade_status: 'WAIT_BUYER_PAY' }), world.account.alipay_private_key).replace('WAIT_BUYER_PAY', 'TRADE_SUCCESS')],
    ['as a request is, with its sign_type', (world) => writeAlipayForm({ ...fieldsOf(world), sign_type: 'RSA2', sign: signAlipay(notifyText({ ...fieldsOf(world), z: 'RSA2' }), world.account.alipay_private_key) })],
  ])('signed %s changes nothing', async (_, bodyOf) => {
    const world = await waiting()
    expect(await tell(world, bodyOf(world))).toBe('failure')
    expect(await world.shop.stored(world.order)).toMatchObject({ status: 'pending' })
  })

  test('of another payment of a paid order is not acknowledged, and changes nothing', async () => {
    const world = await waiting()
    await tell(world, signed(fieldsOf(world), world.account.alipay_private_key))
    expect(await tell(world, signed(fieldsOf(world, { trade_no: '2026010122001000000000000002' }), world.account.alipay_private_key))).toBe('failure')
    expect(await world.shop.stored(world.order)).toMatchObject({ status: 'success', gateway_extra_info: { transaction_id: '2026010122001000000000000001' } })
  })

  describe('of a refund that is on its way', () => {
    const REFUNDED = { gmt_refund: '2026-01-01 08:00:31.000', refund_fee: '0.04', out_biz_no: 'r1' }
    const refunding = async (): Promise<Forged> => {
      const world = await waiting((method) => (method === 'alipay.trade.refund' ? Promise.reject(new TypeError('fetch failed')) : undefined))
      await tell(world, signed(fieldsOf(world), world.account.alipay_private_key))
      await world.shop.phone('pay', { content: world.order.code_url })
      await world.shop.refund(world.order.transaction_no, { amount_fen: 4, out_refund_no: 'r1' })
      return world
    }

    test('is believed, and its repeat changes nothing', async () => {
      const world = await refunding()
      expect(await world.shop.stored(world.order)).toMatchObject({ status: 'success', refund_status: null })
      for (let time = 0; time < 2; time++) expect(await tell(world, signed(fieldsOf(world, REFUNDED), world.account.alipay_private_key))).toBe('success')
      expect(await world.shop.stored(world.order)).toMatchObject({ status: 'success', refund_status: 'partial' })
    })

    test.each<[string, Readonly<Record<string, string | undefined>>]>([
      ['of another total', { total_amount: '0.09' }],
      ['of another amount', { refund_fee: '0.05' }],
      ['of no amount', { refund_fee: undefined }],
      ['of another charge', { trade_no: '2026010122001000000000000002' }],
      ['of another refund', { out_biz_no: 'r2' }],
      ['of no refund', { out_biz_no: undefined }],
    ])('%s is not acknowledged, and changes nothing', async (_, changes) => {
      const world = await refunding()
      const before = await world.shop.stored(world.order)
      expect(await tell(world, signed(fieldsOf(world, { ...REFUNDED, ...changes }), world.account.alipay_private_key))).toBe('failure')
      expect(await world.shop.stored(world.order)).toStrictEqual(before)
    })
  })

  test('to WeChat\'s address, or WeChat\'s to Alipay\'s, is nobody\'s', async () => {
    const world = await waiting()
    const answer = await world.shop.server.merchant.fetch(`${MERCHANT}/api/demo/pay/re_wx`, { method: 'POST', body: signed(fieldsOf(world), world.account.alipay_private_key) })
    expect(await answer.text()).toContain('FAIL')
    expect(await tell(world, '<xml><return_code>SUCCESS</return_code></xml>')).toBe('failure')
  })
})

describe('with a fault in force', () => {
  test.each(['tampered-amount', 'bad-signature'])('%s, the merchant refuses Alipay\'s notify and finds the payment by asking', async (name) => {
    const shop = createAlipayShop()
    const order = await shop.order('alipay_qrcode')
    await shop.fault(name)
    await shop.phone('pay', { content: order.code_url })
    await shop.clock.advance(0)
    expect(shop.notified).toHaveLength(1)
    expect(shop.called.map(([method]) => method)).toStrictEqual(['alipay.trade.precreate'])
    expect(await shop.stored(order)).toMatchObject({ status: 'success' })
    expect(shop.seconds('alipay.trade.query')).toHaveLength(1)
  })

  test('duplicate-notify, the merchant acknowledges both and applies one', async () => {
    const shop = createAlipayShop()
    const order = await shop.order('alipay_qrcode')
    await shop.fault('duplicate-notify')
    await shop.phone('pay', { content: order.code_url })
    await shop.clock.advance(HOUR)
    expect(shop.notified).toHaveLength(2)
    expect(await shop.stored(order)).toMatchObject({ status: 'success' })
  })

  test('reordered-notifies, a refund\'s notify may come first, and both are applied', async () => {
    const shop = createAlipayShop()
    const order = await shop.order('alipay_qrcode')
    await shop.fault('reordered-notifies')
    await shop.phone('pay', { content: order.code_url })
    expect(await shop.stored(order)).toMatchObject({ status: 'success' })
    await shop.refund(order.transaction_no, { amount_fen: 4, out_refund_no: 'r1' })
    await shop.clock.advance(5 * MINUTE)
    expect(shop.notified).toHaveLength(2)
    expect(await shop.stored(order)).toMatchObject({ status: 'success', refund_status: 'partial' })
  })

  test('closes-while-paying, nothing is charged and the order is closed', async () => {
    const shop = createAlipayShop()
    const order = await shop.order('alipay_qrcode')
    await shop.fault('closes-while-paying')
    expect((await shop.phone('pay', { content: order.code_url })).status).toBe(410)
    expect(await shop.stored(order)).toMatchObject({ status: 'pending', trade_state: 'CLOSED' })
  })

  test('expired, an order that was opened is over', async () => {
    const shop = createAlipayShop()
    const order = await shop.order('alipay_qrcode')
    await shop.phone('scan', { content: order.code_url })
    await shop.fault('expired')
    expect(await shop.stored(order)).toMatchObject({ status: 'pending', trade_state: 'CLOSED' })
    expect((await shop.phone('scan', { content: order.code_url })).status).toBe(410)
  })

  test('notify-before-answer, the order is paid when the phone hears of it', async () => {
    const shop = createAlipayShop()
    const order = await shop.order('alipay_qrcode')
    await shop.fault('notify-before-answer')
    await shop.server.wallets.fetch(`${WALLETS}/phone/pay`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ content: order.code_url }) })
    expect(shop.notified).toHaveLength(1)
  })
})
