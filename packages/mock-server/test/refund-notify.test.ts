import { createDecipheriv, createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { parseXml } from '../src/wire/xml'
import { fault, merchantOf, paidOrder } from './cashier'
import { createMock } from './mock'
import { accountOf } from './wechat'

const URL_OF_REFUNDS = 'http://127.0.0.1:9/refunds'
const ACKNOWLEDGED = '<xml><return_code>SUCCESS</return_code></xml>'

/** Deciphers as the sheet says, without the code that is tested. */
function opened(reqInfo: string, key: string): string {
  const decipher = createDecipheriv('aes-256-ecb', createHash('md5').update(key).digest('hex'), null)
  return decipher.update(reqInfo, 'base64', 'utf8') + decipher.final('utf8')
}

/** A server whose notifies are noted with their second, and acknowledged unless `answer` says otherwise. */
function watched(answer: (url: string) => string = () => ACKNOWLEDGED) {
  const told: { url: string, second: number, body: string }[] = []
  const mock = createMock({
    http: async (request) => {
      told.push({ url: request.url, second: mock.clock.now() / 1000 - Date.UTC(2026, 0, 1) / 1000, body: await request.text() })
      return new Response(answer(request.url))
    },
  })
  return { mock, told, ofRefunds: () => told.filter(({ url }) => url === URL_OF_REFUNDS) }
}

describe('a refund\'s notify', () => {
  test('comes when the money has arrived, to the refund\'s own address, and is encrypted with the account\'s key', async () => {
    const { mock, ofRefunds } = watched()
    const { appid, mch_id, key } = await accountOf(mock.server.wallets)
    const { out_trade_no, transaction_id } = await paidOrder(mock)
    const { refund_id } = await merchantOf(mock).refund({ out_trade_no, out_refund_no: 'r1', total_fee: '10', refund_fee: '4', notify_url: URL_OF_REFUNDS })
    await mock.clock.advance(2999)
    expect(ofRefunds()).toStrictEqual([])
    await mock.clock.advance(1)
    const [notify] = ofRefunds()
    const { req_info, nonce_str, ...plain } = parseXml(notify?.body ?? '')
    expect(plain).toStrictEqual({ return_code: 'SUCCESS', appid, mch_id })
    expect(nonce_str).toMatch(/^\w{32}$/)
    const text = opened(req_info ?? '', key)
    expect(text).toMatch(/^<root>.*<\/root>$/)
    expect({ ...parseXml(text, 'root') }).toStrictEqual({
      out_refund_no: 'r1', out_trade_no, refund_account: 'REFUND_SOURCE_UNSETTLED_FUNDS', refund_fee: '4', refund_id, refund_recv_accout: '支付用户零钱', refund_request_source: 'API',
      refund_status: 'SUCCESS', settlement_refund_fee: '4', settlement_total_fee: '10', success_time: '2026-01-01 08:00:03', total_fee: '10', transaction_id,
    })
    await mock.clock.advance(86_400_000)
    expect(ofRefunds()).toHaveLength(1)
  })

  test('climbs the ladder by itself, one for each refund', async () => {
    const { mock, ofRefunds } = watched((url) => (url === URL_OF_REFUNDS ? 'what?' : ACKNOWLEDGED))
    const { out_trade_no } = await paidOrder(mock)
    for (const out_refund_no of ['r1', 'r2']) await merchantOf(mock).refund({ out_trade_no, out_refund_no, total_fee: '10', refund_fee: '4', notify_url: URL_OF_REFUNDS })
    await mock.clock.advance(33_000)
    expect(ofRefunds().map(({ second }) => second)).toStrictEqual([3, 3, 18, 18, 33, 33])
  })

  test('goes nowhere where no address was given', async () => {
    const { mock, told } = watched()
    const { out_trade_no } = await paidOrder(mock, { notify_url: 'http://127.0.0.1:9/payments' })
    await merchantOf(mock).refund({ out_trade_no, out_refund_no: 'r1', total_fee: '10', refund_fee: '4' })
    await mock.clock.advance(86_400_000)
    expect(told.map(({ url }) => url)).toStrictEqual(['http://127.0.0.1:9/payments'])
  })

  test('may come before the payment\'s with the fault reordered-notifies', async () => {
    const { mock, told } = watched()
    await fault(mock, 'reordered-notifies')
    const { out_trade_no } = await paidOrder(mock, { notify_url: 'http://127.0.0.1:9/payments' })
    await merchantOf(mock).refund({ out_trade_no, out_refund_no: 'r1', total_fee: '10', refund_fee: '4', notify_url: URL_OF_REFUNDS })
    await mock.clock.advance(15_000)
    expect(told.map(({ url, second }) => [url, second])).toStrictEqual([[URL_OF_REFUNDS, 3], ['http://127.0.0.1:9/payments', 15]])
  })

  test.each(['bad-signature', 'tampered-amount'])('is not to be believed with the fault %s', async (name) => {
    const { mock, ofRefunds } = watched()
    const { key } = await accountOf(mock.server.wallets)
    const { out_trade_no } = await paidOrder(mock)
    await fault(mock, name)
    await merchantOf(mock).refund({ out_trade_no, out_refund_no: 'r1', total_fee: '10', refund_fee: '4', notify_url: URL_OF_REFUNDS })
    await mock.clock.advance(3000)
    const reqInfo = parseXml(ofRefunds()[0]?.body ?? '')['req_info'] ?? ''
    if (name === 'bad-signature') expect(() => parseXml(opened(reqInfo, key), 'root')).toThrow(/./)
    else expect(parseXml(opened(reqInfo, key), 'root')).toMatchObject({ refund_fee: '3' })
  })
})
