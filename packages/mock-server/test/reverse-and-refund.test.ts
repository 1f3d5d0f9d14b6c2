import { expect, test } from 'vitest'
import { createAlipayShop } from './alipay-shop'

test('a charge that was undone is told as wholly given back, though a refund was asked for before anybody knew', async () => {
  let isLost = false
  const shop = createAlipayShop({
    meet: (_, request, inProcess) => (isLost ? inProcess(request).then(() => Promise.reject(new TypeError('fetch failed: the connection broke'))) : undefined),
  })
  const { body } = await shop.scan()
  expect(body).toMatchObject({ status: 'success' })
  isLost = true
  expect((await shop.reverse(body.transaction_no)).status).toBe(202)
  await shop.refund(body.transaction_no, { amount_fen: 2 })
  isLost = false
  await shop.clock.advance(60_000)
  expect(await shop.stored(body)).toMatchObject({ status: 'success', trade_state: 'REVOKED', refund_status: 'complete' })
})
