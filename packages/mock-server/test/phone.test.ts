import { describe, expect, test } from 'vitest'
import { fault, merchantOf } from './cashier'
import { createMock, ORDER_BODY, type Mock } from './mock'

const codeOf = async (mock: Mock, total_cost = 0.1): Promise<string> => (await mock.create({ ...ORDER_BODY, total_cost })).body.code_url
const statusOf = async (mock: Mock, content: string): Promise<unknown> => (await mock.phone('scan', { content })).body['state']

describe('the phone', () => {
  test('leaves the order payable when the payer refuses', async () => {
    const mock = createMock()
    const content = await codeOf(mock)
    expect(await mock.phone('refuse', { content })).toMatchObject({ status: 200, body: { state: 'NOTPAY', amount_fen: 10 } })
    expect(await mock.phone('pay', { content })).toMatchObject({ status: 200, body: { state: 'SUCCESS' } })
  })

  test('charges once, however many times it is told at once', async () => {
    const mock = createMock()
    const content = await codeOf(mock)
    const answers = await Promise.all(Array.from({ length: 5 }, () => mock.phone('pay', { content })))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ status, body }) => status === 409 && body['error'] === 'already_paid')).toHaveLength(4)
  })

  test.each([
    ['a small amount without a password', 1000, undefined, 200, undefined],
    ['a small amount with the password', 0.01, '123456', 200, undefined],
    ['a small amount with a wrong password', 0.01, '000000', 403, 'wrong_password'],
    ['1000 yuan without a password', 1000, '', 200, undefined],
    ['more without a password', 1000.01, undefined, 403, 'password_required'],
    ['more with an empty password', 1000.01, '', 403, 'password_required'],
    ['more with a wrong password', 1000.01, '1234567', 403, 'wrong_password'],
    ['more with the password', 1000.01, '123456', 200, undefined],
  ])('asked to pay %s, answers as a wallet would', async (_, total, password, status, error) => {
    const mock = createMock()
    const content = await codeOf(mock, total)
    const answer = await mock.phone('pay', { content, password })
    expect(answer.status).toBe(status)
    expect(answer.body['error']).toBe(error)
    expect(await statusOf(mock, content)).toBe(status === 200 ? undefined : 'NOTPAY')
  })

  test.each([
    ['text that is no code', 'hello', 400, 'not_a_payment_code', '这不是付款二维码，请核对后重新扫描'],
    ['an address', 'https://example.com/?pr=abcdefghi', 400, 'not_a_payment_code', expect.any(String)],
    ['a static product code', 'weixin://wxpay/bizpayurl?sign=A&appid=b&mch_id=c&product_id=d&time_stamp=1&nonce_str=e', 400, 'not_a_payment_code', expect.any(String)],
    ['a code that nobody made', 'weixin://wxpay/bizpayurl?pr=abcdefghi', 404, 'unknown_code', expect.any(String)],
    ['nothing', '', 400, 'not_a_payment_code', expect.any(String)],
    ['no content', undefined, 400, 'bad_request', expect.any(String)],
    ['a number', 7, 400, 'bad_request', expect.any(String)],
  ])('refuses %s with a sentence for the payer', async (_, content, status, error, message) => {
    const mock = createMock()
    for (const path of ['scan', 'pay', 'refuse']) expect(await mock.phone(path, { content })).toMatchObject({ status, body: { error, message } })
  })

  test('says that an order is over once its time is', async () => {
    const mock = createMock()
    const content = await codeOf(mock)
    await mock.clock.advance(15 * 60_000)
    for (const path of ['scan', 'pay', 'refuse']) {
      expect(await mock.phone(path, { content })).toMatchObject({ status: 410, body: { error: 'expired', message: '该订单已失效，请重新返回商户下单支付' } })
    }
  })

  test('says so every time where its end is a fault, and the merchant hears CLOSED', async () => {
    const mock = createMock()
    const { code_url: content, trade_no } = (await mock.create()).body
    await fault(mock, 'expired', { times: 1 })
    for (const path of ['scan', 'pay', 'scan']) expect((await mock.phone(path, { content })).body).toMatchObject({ error: 'expired' })
    expect(await merchantOf(mock).orderquery({ out_trade_no: trade_no })).toMatchObject({ trade_state: 'CLOSED' })
    expect(await merchantOf(mock).closeorder({ out_trade_no: trade_no })).toMatchObject({ err_code: 'ORDERCLOSED' })
  })

  test('says that an order is closed or paid', async () => {
    const mock = createMock()
    const closed = (await mock.create()).body
    await mock.close(closed.transaction_no)
    expect(await mock.phone('pay', { content: closed.code_url })).toMatchObject({ status: 410, body: { error: 'closed' } })
    const paid = await codeOf(mock)
    await mock.phone('pay', { content: paid })
    for (const path of ['scan', 'pay', 'refuse']) expect(await mock.phone(path, { content: paid })).toMatchObject({ status: 409, body: { error: 'already_paid' } })
  })

  test('does not mind space around a pasted code', async () => {
    const mock = createMock()
    expect(await mock.phone('pay', { content: ` ${await codeOf(mock)}\n` })).toMatchObject({ status: 200 })
  })

  test('wins or loses against a close as a whole', async () => {
    const mock = createMock()
    for (let round = 0; round < 5; round++) {
      const { code_url: content, transaction_no } = (await mock.create()).body
      const [paid, closed] = await Promise.all([mock.phone('pay', { content }), mock.close(transaction_no)])
      await mock.clock.advance(0)
      expect([[200, 409], [410, 200]]).toContainEqual([paid.status, closed.status])
      expect((await mock.list({ transaction_no })).body.objects).toMatchObject([{ status: paid.status === 200 ? 'success' : 'pending' }])
    }
  })
})
