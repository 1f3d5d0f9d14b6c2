import { describe, expect, test } from 'vitest'
import { ORDER_BODY } from './mock'
import { accountsOf, createPayersMock } from './payer'

describe('the picture of the wallet', () => {
  test('of a new phone holds two accounts, the first logged in with its money, and nothing else', async () => {
    const mock = createPayersMock()
    const { status, body } = await mock.wallet()
    const [first, second] = await accountsOf(mock)
    expect(status).toBe(200)
    expect(body).toStrictEqual({
      now: mock.clock.now(), merchant: '体验商户', account: first, accounts: [first, second], balance_fen: 10_000_000, payment_codes: { wechat: null, alipay: null, qq: null }, on_screen: [], requests: [], history: [], faults: [],
    })
    expect(first.openid).toMatch(/^o\w{27}$/)
  })

  test('lists the codes that can be paid now, newest first, in the form of production', async () => {
    const mock = createPayersMock()
    const old = (await mock.create()).body
    await mock.clock.advance(1000)
    const young = (await mock.create({ ...ORDER_BODY, total_cost: 1234567.89 })).body
    const { on_screen } = (await mock.wallet()).body
    expect(on_screen).toStrictEqual([
      { provider: 'wechat', content: young.code_url, out_trade_no: young.trade_no, subject: '深蓝色秋裤', amount_fen: 123_456_789, created_at: mock.clock.now() },
      { provider: 'wechat', content: old.code_url, out_trade_no: old.trade_no, subject: '深蓝色秋裤', amount_fen: 10, created_at: mock.clock.now() - 1000 },
    ])
  })

  test('lists no code that was paid, was closed, or is over', async () => {
    const mock = createPayersMock()
    const [paid, closed] = [(await mock.create()).body, (await mock.create()).body]
    await mock.create()
    await mock.phone('pay', { content: paid.code_url })
    await mock.close(closed.transaction_no)
    expect((await mock.wallet()).body['on_screen']).toHaveLength(1)
    await mock.clock.advance(15 * 60_000)
    expect((await mock.wallet()).body['on_screen']).toStrictEqual([])
  })

  test('shows what was paid, what came back and what is on its way, newest first, with the money that is left', async () => {
    const mock = createPayersMock()
    const { code_url, trade_no } = (await mock.create({ ...ORDER_BODY, total_cost: 10 })).body
    await mock.phone('pay', { content: code_url })
    const at = mock.clock.now()
    const refund = { out_refund_no: 'r1', refund_id: '501', refund_fee: 300, account: 'REFUND_SOURCE_UNSETTLED_FUNDS', notify_url: '', created_at: at, success_at: at + 3000 }
    await mock.trades.update(`wechat:${trade_no}`, (trade) => ({ ...trade, state: 'REFUND', refunds: [refund] }))
    const { body } = await mock.wallet()
    const payment = { kind: 'payment', out_trade_no: trade_no, trade_type: 'NATIVE', subject: '深蓝色秋裤', amount_fen: 1000, at, state: 'done' }
    expect(body['history']).toMatchObject([{ kind: 'refund', amount_fen: 300, at: at + 3000, state: 'processing' }, payment])
    expect(body['balance_fen']).toBe(9_999_000)
    await mock.clock.advance(3000)
    expect((await mock.wallet()).body).toMatchObject({ balance_fen: 9_999_300, history: [{ kind: 'refund', state: 'done' }, payment] })
  })

  test('shows a payment that was reversed as given back', async () => {
    const mock = createPayersMock()
    const { code_url, trade_no } = (await mock.create()).body
    await mock.phone('pay', { content: code_url })
    await mock.trades.update(`wechat:${trade_no}`, (trade) => ({ ...trade, state: 'REVOKED' }))
    expect((await mock.wallet()).body).toMatchObject({ balance_fen: 10_000_000, history: [{ kind: 'payment', state: 'reversed' }] })
  })

  test('holds at most 20 codes and 50 entries, the newest', async () => {
    const mock = createPayersMock()
    for (let order = 0; order < 51; order++) await mock.phone('pay', { content: (await mock.create()).body.code_url })
    for (let order = 0; order < 21; order++) await mock.create()
    const { on_screen, history } = (await mock.wallet()).body
    expect([on_screen, history]).toMatchObject([{ length: 20 }, { length: 50 }])
  })
})

describe('the accounts of the phone', () => {
  test('pay and are shown each for itself', async () => {
    const mock = createPayersMock()
    const [first, second] = await accountsOf(mock)
    await mock.phone('pay', { content: (await mock.create()).body.code_url })
    expect(await mock.phone('account', { openid: second.openid })).toMatchObject({ status: 200, body: { account: second, balance_fen: 10_000_000, history: [] } })
    await mock.phone('pay', { content: (await mock.create({ ...ORDER_BODY, total_cost: 2 })).body.code_url })
    expect((await mock.wallet()).body).toMatchObject({ balance_fen: 9_999_800, history: [{ amount_fen: 200 }] })
    expect((await mock.phone('account', { openid: first.openid })).body).toMatchObject({ account: first, balance_fen: 9_999_990, history: [{ amount_fen: 10 }] })
  })

  test.each([['an account that is not there', { openid: 'onobody' }, 404, 'unknown_account'], ['none', {}, 400, 'bad_request'], ['a number', { openid: 1 }, 400, 'bad_request']])('refuse to switch to %s', async (_, body, status, error) => {
    const mock = createPayersMock()
    expect(await mock.phone('account', body)).toMatchObject({ status, body: { error } })
    expect((await mock.wallet()).body).toMatchObject({ account: (await accountsOf(mock))[0] })
  })

  test('say that the money is not enough, charge nothing, and pay once it is', async () => {
    const mock = createPayersMock()
    const { code_url: content } = (await mock.create({ ...ORDER_BODY, total_cost: 5 })).body
    expect((await mock.phone('balance', { amount_fen: -9_999_501 })).body).toMatchObject({ balance_fen: 499 })
    expect(await mock.phone('pay', { content })).toMatchObject({ status: 402, body: { error: 'not_enough', message: '余额不足，请充值后再支付' } })
    expect((await mock.wallet()).body).toMatchObject({ balance_fen: 499, history: [] })
    await mock.phone('balance', { amount_fen: 1 })
    expect(await mock.phone('pay', { content })).toMatchObject({ status: 200 })
    expect((await mock.wallet()).body).toMatchObject({ balance_fen: 0 })
  })

  test.each([0, 0.5, Number.NaN, 100_000_001, -100_000_001, '100', null, undefined])('refuse to put in %s fen', async (amount_fen) => {
    const mock = createPayersMock()
    expect(await mock.phone('balance', { amount_fen })).toMatchObject({ status: 400, body: { error: 'bad_amount' } })
    expect((await mock.wallet()).body).toMatchObject({ balance_fen: 10_000_000 })
  })

  test('never hold less than nothing, however many take out at once', async () => {
    const mock = createPayersMock()
    const { code_url: content } = (await mock.create({ ...ORDER_BODY, total_cost: 1000 })).body
    const answers = await Promise.all([mock.phone('pay', { content }), mock.phone('balance', { amount_fen: -10_000_000 }), mock.phone('balance', { amount_fen: -10_000_000 })])
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ body }) => ['too_little_left', 'not_enough'].includes(String(body['error'])))).toHaveLength(2)
  })
})
