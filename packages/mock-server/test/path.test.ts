import { expect, test } from 'vitest'
import { createMock } from './mock'

test('a payer scans, pays, and the page sees success at its next query', async () => {
  const mock = createMock()
  const created = await mock.create()
  expect(created.status).toBe(201)
  expect(created.body).toMatchObject({
    code_url: expect.stringMatching(/^weixin:\/\/wxpay\/bizpayurl\?pr=[0-9A-Za-z]{7,12}$/),
    trade_no: expect.stringMatching(/^[0-9A-Za-z]{32}$/),
    transaction_no: expect.stringMatching(/^[0-9A-Za-z]{32}$/),
    status: 'pending',
    trade_state: 'NOTPAY',
    total_cost: '0.10',
    expires_in: 900,
  })
  const { code_url: content, trade_no } = created.body
  expect((await mock.list({ trade_no })).body.objects).toMatchObject([{ trade_no, status: 'pending', trade_state: 'NOTPAY', paid_at: null }])

  const scanned = await mock.phone('scan', { content })
  expect(scanned.body).toStrictEqual({ provider: 'wechat', merchant: '体验商户', out_trade_no: trade_no, amount_fen: 10, subject: '深蓝色秋裤', state: 'NOTPAY' })
  expect((await mock.phone('pay', { content })).body).toMatchObject({ state: 'SUCCESS', out_trade_no: trade_no })
  await mock.clock.advance(0)

  const listed = await mock.list({ trade_no })
  expect(listed.body.meta).toStrictEqual({ limit: 20, offset: 0, total_count: 1, next: null, previous: null })
  expect(listed.body.objects).toMatchObject([{ trade_no, status: 'success', trade_state: 'SUCCESS' }])
})
