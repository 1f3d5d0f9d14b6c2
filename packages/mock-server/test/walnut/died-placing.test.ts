import { expect, test } from 'vitest'
import { createManualClock, createMemoryStore } from '../../src/index'
import { BUY, createWalnut, payByQr, ticketOf } from './walnut'

test('an order whose process died while it was placed ends with its time, and can be paid anew', async () => {
  const [clock, store] = [createManualClock(), createMemoryStore()]
  const body = { ...BUY, client_token: 't'.repeat(32) }
  const died = createWalnut({ clock, store, http: () => new Promise(() => {}) })
  const ticket = await ticketOf(died)
  void died.buy(ticket, body)
  await clock.advance(1)
  const mock = createWalnut({ clock, store })
  const check = async () => (await mock.ask('pay/check', { ticket, client_token: body.client_token })).data
  const { id, pay_re } = await check()
  expect(pay_re).toMatchObject({ status: 'WAIT' })
  expect(await mock.ask('pay/pay', { ticket, id, force: 'true' })).toMatchObject({ ok: false, errCode: 'e.www.pay.waiting' })
  await clock.advance(10 * 60_000)
  expect(await check()).toMatchObject({ or_st: 'FA', pay_re: { status: 'FAIL' } })
  const { data } = await mock.ask('pay/pay', { ticket, id })
  await payByQr(mock, data.pay_re['data'])
  expect(await check()).toMatchObject({ id, or_st: 'OK' })
})
