import { describe, expect, test } from 'vitest'
import { createMemoryStore, createManualClock } from '../src/index'
import { createAlipayShop, type AlipayMeeting } from './alipay-shop'
import { CLIENT, createMock, MERCHANT, ORDER_BODY } from './mock'
import { alipayCode } from './alipay'

const PASSWORD = { total_cost: '1000.01' }
const lost = (name: string): AlipayMeeting => (method) => (method === name ? Promise.reject(new TypeError('fetch failed')) : undefined)

describe('a charge by Alipay\'s payment code', () => {
  test('is paid at once, and its notify changes nothing more', async () => {
    const shop = createAlipayShop()
    const { status, body } = await shop.scan()
    expect([status, body]).toMatchObject([201, { status: 'success', trade_state: 'SUCCESS' }])
    await shop.clock.advance(60_000)
    expect(shop.called).toStrictEqual([['alipay.trade.pay', 0]])
    expect(shop.notified).toHaveLength(1)
    expect(await shop.stored(body)).toMatchObject({ status: 'success', refund_status: null })
  })

  test('above 1,000 yuan waits for the payer, who confirms on the phone', async () => {
    const shop = createAlipayShop()
    const { body } = await shop.scan(PASSWORD)
    expect(body).toMatchObject({ status: 'pending', trade_state: 'USERPAYING', next_poll_ms: 3500 })
    await shop.clock.advance(10_000)
    expect(await shop.phone('confirm', { provider: 'alipay', out_trade_no: body.trade_no, password: '123456' })).toMatchObject({ status: 200 })
    await shop.clock.advance(3000)
    expect(await shop.stored(body)).toMatchObject({ status: 'success' })
  })

  test('is asked for every 3 s to 60 s, and cancelled then', async () => {
    const shop = createAlipayShop()
    const { body } = await shop.scan(PASSWORD)
    await shop.clock.advance(59_000)
    expect(shop.seconds('alipay.trade.query')).toStrictEqual(Array.from({ length: 19 }, (_, index) => 3 * (index + 1)))
    expect(await shop.stored(body)).toMatchObject({ status: 'pending', trade_state: 'USERPAYING' })
    await shop.clock.advance(1000)
    expect(shop.seconds('alipay.trade.cancel')).toStrictEqual([60])
    expect(await shop.stored(body)).toMatchObject({ status: 'pending', trade_state: 'REVOKED' })
    expect((await shop.phone('confirm', { provider: 'alipay', out_trade_no: body.trade_no, password: '123456' })).status).toBe(410)
  })

  test('that the payer declines has failed', async () => {
    const shop = createAlipayShop()
    const { body } = await shop.scan(PASSWORD)
    expect(await shop.phone('decline', { provider: 'alipay', out_trade_no: body.trade_no })).toMatchObject({ status: 200 })
    await shop.clock.advance(3000)
    expect(await shop.stored(body)).toMatchObject({ status: 'failed', trade_state: 'PAYERROR' })
    await shop.clock.advance(120_000)
    expect(shop.seconds('alipay.trade.cancel')).toStrictEqual([])
  })

  test('by a payer who has not enough is told as every wallet\'s is', async () => {
    const shop = createAlipayShop()
    await shop.phone('balance', { amount_fen: -9_999_999 })
    const { body } = await shop.scan()
    expect(body).toMatchObject({ status: 'failed', trade_state: 'NOTENOUGH', trade_state_desc: expect.stringMatching(/./) })
  })

  test.each([
    ['a code that nobody was shown', { auth_code: '281234567890123456' }, 'AUTH_CODE_INVALID', '刷新付款码'],
    ['the fault refused', {}, 'PAYERROR', '支付有风险'],
  ])('by %s is refused for good, in Alipay\'s words', async (_, rest, tradeState, words) => {
    const shop = createAlipayShop()
    await shop.fault('refused')
    const { status, body } = await shop.scan(rest)
    expect([status, body]).toMatchObject([201, { status: 'failed', trade_state: tradeState, trade_state_desc: expect.stringContaining(words) }])
    await shop.clock.advance(120_000)
    expect(shop.called).toHaveLength(1)
  })

  test.each(['134567890123456789', '28123', '2812345678901234567890123', '24345678901234567', 7, undefined])('rule 9: by %s is refused, before it exists', async (auth_code) => {
    const shop = createAlipayShop()
    expect(await shop.create({ ...ORDER_BODY, gateway_type: 'alipay_barcode', auth_code })).toMatchObject({ status: 400, body: { error_msg: expect.stringContaining('25 to 30') } })
    expect(shop.called).toStrictEqual([])
  })

  test('rule 2: that paid and answered SYSTEM_ERROR is found paid, and never charged again', async () => {
    const shop = createAlipayShop()
    await shop.fault('loses-notify')
    await shop.fault('systemerror-but-paid')
    const { body } = await shop.scan()
    expect(body).toMatchObject({ status: 'pending' })
    expect(body['trade_state']).toBeUndefined()
    await shop.clock.advance(3000)
    expect(await shop.stored(body)).toMatchObject({ status: 'success' })
    expect(shop.seconds('alipay.trade.pay')).toHaveLength(1)
  })

  test('rule 2: that Alipay could not say anything about is followed, and cancelled unpaid', async () => {
    const shop = createAlipayShop()
    await shop.fault('bankerror')
    const { body } = await shop.scan()
    expect(body).toMatchObject({ status: 'pending' })
    await shop.clock.advance(60_000)
    expect(await shop.stored(body)).toMatchObject({ status: 'pending', trade_state: 'REVOKED' })
  })

  test('rule 2: that never arrived is undone by Alipay\'s word that there is none', async () => {
    const shop = createAlipayShop({ meet: lost('alipay.trade.pay') })
    const { body } = await shop.scan()
    expect(body).toMatchObject({ status: 'pending' })
    await shop.clock.advance(60_000)
    expect(await shop.stored(body)).toMatchObject({ status: 'pending', trade_state: 'REVOKED' })
  })

  test('rule 2: whose answer was lost after the payer was charged is found paid', async () => {
    const shop = createAlipayShop({ meet: async (method, request, inProcess) => {
      const answer = await inProcess(request)
      if (method === 'alipay.trade.pay') throw new TypeError('fetch failed')
      return answer
    } })
    const { body } = await shop.scan()
    await shop.clock.advance(3000)
    expect(await shop.stored(body)).toMatchObject({ status: 'success' })
    expect(shop.seconds('alipay.trade.pay')).toHaveLength(1)
  })

  test('that can\'t be asked for is undone as soon as Alipay answers, with the money back', async () => {
    let isDown = true
    const shop = createAlipayShop({ meet: (method) => (isDown && method !== 'alipay.trade.pay' ? Promise.reject(new TypeError('fetch failed')) : undefined) })
    await shop.fault('loses-notify')
    await shop.fault('systemerror-but-paid')
    const { body } = await shop.scan()
    await shop.clock.advance(100_000)
    expect(await shop.stored(body)).toMatchObject({ status: 'pending' })
    isDown = false
    await shop.clock.advance(10_000)
    expect(await shop.stored(body)).toMatchObject({ status: 'success' })
  })

  test('is undone by the cashier at once, paid or not', async () => {
    const shop = createAlipayShop()
    const waiting = await shop.scan(PASSWORD)
    expect(await shop.reverse(waiting.body.transaction_no)).toMatchObject({ status: 200, body: { trade_state: 'REVOKED', refunded: false } })
    const paid = await shop.scan()
    expect(await shop.reverse(paid.body.transaction_no)).toMatchObject({ status: 200, body: { status: 'success', refund_status: 'complete', refunded: true } })
    expect((await shop.phone('balance', { amount_fen: 1 })).body).toMatchObject({ balance_fen: 10_000_001 })
  })

  test('rule 4: with one token is one charge, however often it is asked for', async () => {
    const shop = createAlipayShop()
    const body = { ...ORDER_BODY, gateway_type: 'alipay_barcode', auth_code: await alipayCode(shop), client_token: 'token-of-a-scan-0001' }
    const answers = await Promise.all(Array.from({ length: 5 }, () => shop.create(body)))
    expect(new Set(answers.map(({ body: { trade_no } }) => trade_no)).size).toBe(1)
    expect(shop.seconds('alipay.trade.pay')).toHaveLength(1)
  })

  test('is followed after a restart', async () => {
    const [store, clock] = [createMemoryStore(), createManualClock()]
    const shop = createAlipayShop({ store, clock })
    const { body } = await shop.scan(PASSWORD)
    await shop.server.close()
    await shop.phone('confirm', { provider: 'alipay', out_trade_no: body.trade_no, password: '123456' })
    await clock.advance(600_000)
    const again = createMock({ store, clock })
    await again.server.merchant.fetch(`${MERCHANT}/healthz`, { headers: CLIENT })
    await clock.advance(0)
    expect((await again.list({ transaction_no: body.transaction_no })).body.objects[0]).toMatchObject({ status: 'success' })
  })
})
