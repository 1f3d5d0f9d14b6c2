import { describe, expect, test } from 'vitest'
import { accountsOf, createPayersMock } from './payer'

describe('a request that waits for the password', () => {
  test('is shown to its payer alone, newest first', async () => {
    const mock = createPayersMock()
    const [, second] = await accountsOf(mock)
    await mock.waitingTrade()
    await mock.waitingTrade({ out_trade_no: 'cashier2', total_fee: 123_456_789 })
    const created_at = mock.clock.now()
    expect((await mock.wallet()).body['requests']).toStrictEqual([
      { provider: 'wechat', trade_type: 'MICROPAY', out_trade_no: 'cashier2', subject: '深蓝色秋裤', amount_fen: 123_456_789, created_at },
      { provider: 'wechat', trade_type: 'MICROPAY', out_trade_no: 'cashier1', subject: '深蓝色秋裤', amount_fen: 10, created_at },
    ])
    expect((await mock.phone('account', { openid: second.openid })).body['requests']).toStrictEqual([])
  })

  test.each([
    ['the password', '123456', 200, undefined, 'SUCCESS'],
    ['another', '000000', 403, 'wrong_password', 'USERPAYING'],
    ['none, however small the amount', undefined, 403, 'password_required', 'USERPAYING'],
    ['an empty one', '', 403, 'password_required', 'USERPAYING'],
    ['a number', 123456, 400, 'bad_request', 'USERPAYING'],
  ])('told %s, does as a wallet would', async (_, password, status, error, state) => {
    const mock = createPayersMock()
    const { out_trade_no } = await mock.waitingTrade()
    const answer = await mock.phone('confirm', { out_trade_no, password })
    expect([answer.status, answer.body['error']]).toStrictEqual([status, error])
    expect(await mock.trades.get(`wechat:${out_trade_no}`)).toMatchObject({ state })
    expect((await mock.wallet()).body['requests']).toHaveLength(status === 200 ? 0 : 1)
  })

  test('is charged once, however many times it is confirmed at once', async () => {
    const mock = createPayersMock()
    const { out_trade_no } = await mock.waitingTrade()
    const answers = await Promise.all(Array.from({ length: 4 }, () => mock.phone('confirm', { out_trade_no, password: '123456' })))
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toStrictEqual([200, 409, 409, 409])
    expect((await mock.wallet()).body).toMatchObject({ balance_fen: 9_999_990, history: [{ trade_type: 'MICROPAY', amount_fen: 10 }] })
  })

  test('that its payer declines can never be paid', async () => {
    const mock = createPayersMock()
    const { out_trade_no } = await mock.waitingTrade()
    expect(await mock.phone('decline', { out_trade_no })).toMatchObject({ status: 200, body: { out_trade_no, state: 'PAYERROR' } })
    for (const path of ['confirm', 'decline']) expect(await mock.phone(path, { out_trade_no, password: '123456' })).toMatchObject({ status: 410, body: { error: 'declined' } })
    expect((await mock.wallet()).body).toMatchObject({ balance_fen: 10_000_000, requests: [], history: [] })
  })

  test('is paid or declined as a whole when both come at once', async () => {
    const mock = createPayersMock()
    const { out_trade_no } = await mock.waitingTrade()
    const [paid, declined] = await Promise.all([mock.phone('confirm', { out_trade_no, password: '123456' }), mock.phone('decline', { out_trade_no })])
    expect([[200, 409], [410, 200]]).toContainEqual([paid.status, declined.status])
  })

  test.each(['confirm', 'decline'])('of another payer is not his to %s', async (path) => {
    const mock = createPayersMock()
    const [, second] = await accountsOf(mock)
    const { out_trade_no } = await mock.waitingTrade({ openid: second.openid })
    expect(await mock.phone(path, { out_trade_no, password: '123456' })).toMatchObject({ status: 403, body: { error: 'other_payer' } })
    expect(await mock.trades.get(`wechat:${out_trade_no}`)).toMatchObject({ state: 'USERPAYING' })
  })

  test.each(['confirm', 'decline'])('is what %s is for: a QR\'s order, one that is over and one that is not there are refused', async (path) => {
    const mock = createPayersMock()
    const { trade_no } = (await mock.create()).body
    const reversed = await mock.waitingTrade({ out_trade_no: 'reversed', state: 'REVOKED' })
    const late = await mock.waitingTrade({ out_trade_no: 'late', expires_at: mock.clock.now() })
    const cases = [[trade_no, 404, 'unknown'], ['nothing', 404, 'unknown'], [reversed.out_trade_no, 410, 'closed'], [late.out_trade_no, 410, 'expired'], [undefined, 400, 'bad_request']] as const
    for (const [out_trade_no, status, error] of cases) expect(await mock.phone(path, { out_trade_no, password: '123456' })).toMatchObject({ status, body: { error } })
    expect((await mock.list({ trade_no })).body.objects).toMatchObject([{ status: 'pending' }])
  })
})
