import { describe, expect, test } from 'vitest'
import { createMemoryStore, type LogEvent } from '../src/index'
import { codeOf, fault } from './cashier'
import { ORDER_BODY, type Body } from './mock'
import { createShop as newShop, PASSWORD_BODY, resigned, SCAN_BODY, type Shop } from './shop'
import { WECHAT_APIS } from './v3-as-v2'

const TOKEN = '0123456789abcdef0123456789abcdef'
const unreachable = (): Promise<Response> => Promise.reject(new TypeError('fetch failed'))

/** The password, typed on the phone for the trade that waits. */
const typePassword = async (shop: Shop, { trade_no }: Body): Promise<number> => (await shop.phone('confirm', { out_trade_no: trade_no, password: '123456' })).status

describe.each(WECHAT_APIS)('over WeChat Pay %s', (wechatApi) => {
  const createShop = (options: Parameters<typeof newShop>[0] = {}): Shop => newShop({ wechatApi, ...options })

  describe('a charge by payment code', () => {
    test('is the create itself: paid at once', async () => {
      const shop = createShop()
      const { status, body } = await shop.scan()
      expect([status, body]).toMatchObject([201, { status: 'success', trade_state: 'SUCCESS', total_cost: '0.10' }])
      expect(body).not.toHaveProperty('code_url')
      expect(body).not.toHaveProperty('expires_in')
      expect(body).not.toHaveProperty('next_poll_ms')
      expect(await shop.stored(body)).toMatchObject({ status: 'success', gateway_type: 'weixin_tenpay_micropay', gateway_extra_info: { transaction_id: expect.stringMatching(/^\d{28}$/) } })
    })

    test('sends WeChat Pay the code, the amount and the number, and no notify address', async () => {
      const shop = createShop()
      const auth_code = await codeOf(shop)
      const { body } = await shop.scan({ ...SCAN_BODY, auth_code })
      const fields = shop.asked.find(([path]) => path === '/pay/micropay')?.[2]
      expect(fields).toMatchObject({ out_trade_no: body.trade_no, total_fee: '10', body: ORDER_BODY.merchandise_description, auth_code, ...(wechatApi === 'v2' && { spbill_create_ip: '127.0.0.1' }) })
      expect(fields).not.toHaveProperty('notify_url')
      expect(fields).not.toHaveProperty('trade_type')
    })

    test.each<[string, object]>([
      ['no auth_code', { auth_code: undefined }], ['a short one', { auth_code: '13012345678901234' }], ['a long one', { auth_code: '1301234567890123456' }], ['another brand\'s', { auth_code: '280000000000000000' }],
      ['a number', { auth_code: 130_123_456_789 }], ['letters', { auth_code: '13012345678901234x' }],
    ])('rule 9: is refused with %s, before any order, and the code is not repeated', async (_, change) => {
      const shop = createShop()
      const { status, body } = await shop.create({ ...SCAN_BODY, client_token: TOKEN, ...change })
      expect([status, body]).toMatchObject([400, { error_msg: expect.stringMatching(/auth_code/) }])
      expect(body.error_msg).not.toMatch(/130123|280000/)
      expect(shop.asked).toStrictEqual([])
      expect((await shop.list({ client_token: TOKEN })).body.objects).toStrictEqual([])
    })

    test('rule 9: is not asked for with another gateway_type', async () => {
      const shop = createShop()
      expect(await shop.create({ ...ORDER_BODY, auth_code: await codeOf(shop) })).toMatchObject({ status: 400, body: { error_msg: expect.stringMatching(/auth_code/) } })
    })

    test.each<[string, (shop: Shop) => Promise<string | undefined>, string, RegExp]>([
      ['a code that nobody was shown', () => Promise.resolve('130000000000000000'), 'AUTH_CODE_INVALID', /付款码/],
      ['a code of two minutes ago', async (shop) => {
        const code = await codeOf(shop)
        await shop.clock.advance(120_000)
        return code
      }, 'AUTH', /付款码|二维码/],
      ['a wallet that refuses', async (shop) => {
        await fault(shop, 'refused')
        return undefined
      }, 'RULELIMIT', /./],
    ])('fails for good with %s, in the wallet\'s words, and nothing is followed', async (_, prepare, code, words) => {
      const shop = createShop()
      const auth_code = (await prepare(shop)) ?? (await codeOf(shop))
      const { status, body } = await shop.scan({ ...SCAN_BODY, auth_code })
      expect([status, body]).toMatchObject([201, { status: 'failed', trade_state: expect.stringContaining(code), trade_state_desc: expect.stringMatching(words) }])
      await shop.clock.advance(120_000)
      expect(shop.seconds('/pay/orderquery')).toStrictEqual([])
      expect(await shop.stored(body)).toMatchObject({ status: 'failed', trade_state: body['trade_state'] })
    })

    test('waits for the payer\'s password, and hears of it by asking', async () => {
      const shop = createShop()
      const { body } = await shop.scan(PASSWORD_BODY)
      expect(body).toMatchObject({ status: 'pending', trade_state: 'USERPAYING', next_poll_ms: 5500 })
      await shop.clock.advance(6000)
      expect(await typePassword(shop, body)).toBe(200)
      await shop.clock.advance(9000)
      expect(shop.seconds('/pay/orderquery')).toStrictEqual([5, 15])
      expect(await shop.stored(body)).toMatchObject({ status: 'success', trade_state: 'SUCCESS' })
    })

    test('is asked about in the server\'s own time, however often the page asks', async () => {
      const shop = createShop()
      const { body } = await shop.scan(PASSWORD_BODY)
      for (let second = 0; second < 12; second++) {
        await shop.stored(body)
        await shop.clock.advance(1000)
      }
      expect(shop.seconds('/pay/orderquery')).toStrictEqual([5])
    })

    test('fails when the payer says no', async () => {
      const shop = createShop()
      const { body } = await shop.scan(PASSWORD_BODY)
      await shop.phone('decline', { out_trade_no: body.trade_no })
      await shop.clock.advance(120_000)
      expect(await shop.stored(body)).toMatchObject({ status: 'failed', trade_state: 'PAYERROR', trade_state_desc: expect.stringMatching(/./) })
      expect(shop.seconds('/pay/orderquery')).toStrictEqual([5])
    })

    test.each(['systemerror-but-paid', 'bankerror'])('rule 2: is unknown after %s, and never charged again', async (name) => {
      const shop = createShop()
      await fault(shop, name)
      const { body } = await shop.scan({ ...SCAN_BODY, client_token: TOKEN })
      expect(body).toMatchObject({ status: 'pending', next_poll_ms: 5500 })
      expect(body).not.toHaveProperty('trade_state')
      await shop.clock.advance(5000)
      expect((await shop.scan({ ...SCAN_BODY, client_token: TOKEN })).body).toMatchObject({ trade_no: body.trade_no, status: name === 'bankerror' ? 'pending' : 'success' })
      expect(shop.seconds('/pay/micropay')).toStrictEqual([0])
    })

    test.each<[string, (answer: Response, shop: Shop) => Promise<Response>]>([
      ['that was lost', () => Promise.reject(new TypeError('socket hang up'))],
      ['that is a 502', () => Promise.resolve(new Response('', { status: 502 }))],
      ['that is signed wrongly', async (answer) => new Response((await answer.text()).replace('OTHERS', 'CMB_DEBIT'))],
      ['about another order', async (answer, shop) => resigned(await answer.text(), { out_trade_no: 'x'.repeat(32) }, shop)],
      ['about another amount', async (answer, shop) => resigned(await answer.text(), { total_fee: '11' }, shop)],
      ['with a code that nobody has heard of', async (answer, shop) => resigned(await answer.text(), { result_code: 'FAIL', err_code: 'NEVER_HEARD' }, shop)],
      ['that refuses the message without a signature', () => Promise.resolve(new Response('<xml><return_code>FAIL</return_code><return_msg>签名错误</return_msg></xml>'))],
    ])('rule 2: is unknown after an answer %s, until it is asked about', async (_, change) => {
      const shop: Shop = createShop({ meet: (path, request, inProcess) => (path === '/pay/micropay' ? inProcess(request).then((answer) => change(answer, shop)) : undefined) })
      const { status, body } = await shop.scan()
      expect([status, body]).toMatchObject([201, { status: 'pending' }])
      expect(body).not.toHaveProperty('trade_state')
      await shop.clock.advance(5000)
      expect(await shop.stored(body)).toMatchObject({ status: 'success', trade_state: 'SUCCESS' })
    })

    test('rule 4: is one charge for a token, whatever comes and however often', async () => {
      const shop = createShop()
      const auth_code = await codeOf(shop)
      const answers = await Promise.all(Array.from({ length: 4 }, () => shop.scan({ ...SCAN_BODY, client_token: TOKEN, auth_code })))
      const late = await shop.scan({ ...SCAN_BODY, client_token: TOKEN })
      expect(new Set([...answers, late].map(({ body }) => body.trade_no)).size).toBe(1)
      expect(shop.seconds('/pay/micropay')).toHaveLength(1)
      expect((await shop.scan({ ...SCAN_BODY, client_token: TOKEN, total_cost: 0.2 })).status).toBe(409)
    })

    test('rule 4: is asked about and never repeated when the process died before the answer', async () => {
      const store = createMemoryStore()
      const first = createShop({ store, meet: (path, request, inProcess) => (path === '/pay/micropay' ? inProcess(request).then(() => new Promise<Response>(() => {})) : undefined) })
      const answer = first.scan({ ...SCAN_BODY, client_token: TOKEN }).catch(() => undefined)
      await first.clock.advance(1000)
      // A process that dies closes nothing.
      let isOffline = true
      const second = createShop({ store, meet: (path) => (path === '/pay/orderquery' && isOffline ? unreachable() : undefined) })
      await second.clock.advance(0)
      const open = await second.scan({ ...SCAN_BODY, client_token: TOKEN })
      expect(open).toMatchObject({ status: 201, body: { status: 'pending', client_token: TOKEN } })
      expect((await second.list({ client_token: TOKEN })).body.objects).toMatchObject([{ trade_no: open.body.trade_no, status: 'pending' }])
      isOffline = false
      await second.clock.advance(5000)
      expect(second.seconds('/pay/orderquery')).toStrictEqual([0, 5])
      expect((await second.scan({ ...SCAN_BODY, client_token: TOKEN })).body).toMatchObject({ trade_no: open.body.trade_no, status: 'success', trade_state: 'SUCCESS' })
      expect(second.asked.map(([path]) => path)).toStrictEqual(['/pay/orderquery', '/pay/orderquery'])
      await first.server.close()
      await answer
    })

    test('rule 4: is not repeated for its token a day later either, while nobody knows what became of it', async () => {
      let isOffline = true
      const shop = createShop({ meet: (path, request, inProcess) => (isOffline ? (path === '/pay/micropay' ? inProcess(request).then(unreachable) : unreachable()) : undefined) })
      const { body } = await shop.scan({ ...SCAN_BODY, client_token: TOKEN })
      await shop.clock.advance(15 * 60_000 + 86_400_000)
      expect(await shop.scan({ ...SCAN_BODY, client_token: TOKEN })).toMatchObject({ status: 201, body: { trade_no: body.trade_no, status: 'pending' } })
      isOffline = false
      await shop.clock.advance(60_000)
      expect(await shop.stored(body)).toMatchObject({ status: 'success' })
      expect(shop.seconds('/pay/micropay')).toHaveLength(1)
    }, 30_000)

    test('rule 8: leaves its code in no store, log, answer or later message', async () => {
      const store = createMemoryStore()
      const log: LogEvent[] = []
      const shop = createShop({ store, log: (event) => log.push(event) })
      await fault(shop, 'bankerror')
      const auth_code = await codeOf(shop)
      const { body } = await shop.scan({ ...PASSWORD_BODY, auth_code })
      await shop.clock.advance(60_000)
      const kept = await store.collection('merchant.orders').list()
      const later = shop.asked.filter(([path]) => path !== '/pay/micropay')
      expect(later.length).toBeGreaterThan(3)
      expect(JSON.stringify([kept, log.map((event) => [event, 'cause' in event ? String(event.cause) : '']), body, await shop.stored(body), later])).not.toContain(auth_code)
    })

    test('rule 5: is followed no more once the server is closed', async () => {
      const shop = createShop({ meet: (path) => (path === '/pay/orderquery' ? unreachable() : undefined) })
      await shop.scan(PASSWORD_BODY)
      await shop.clock.advance(5000)
      await shop.server.close()
      await shop.clock.advance(600_000)
      expect(shop.seconds('/pay/orderquery')).toStrictEqual([5])
    })
  })
})
