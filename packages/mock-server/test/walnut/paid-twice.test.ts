import { expect, test } from 'vitest'
import type { LogEvent } from '../../src/index'
import { signV2 } from '../../src/wire/v2-sign'
import { buildXml } from '../../src/wire/xml'
import { MERCHANT } from '../mock'
import { accountOf } from '../wechat'
import { createWalnut, payByQr, shop, ticketOf, type WalnutMock } from './walnut'

/** WeChat Pay tells, late, of a payment of an order that was closed. */
async function notifyOf(mock: WalnutMock, out_trade_no: string): Promise<void> {
  const { appid, mch_id, key } = await accountOf(mock.server.wallets)
  const fields = {
    return_code: 'SUCCESS', result_code: 'SUCCESS', appid, mch_id, nonce_str: 'n', openid: 'o', is_subscribe: 'N', trade_type: 'NATIVE', bank_type: 'OTHERS', total_fee: '10', fee_type: 'CNY', cash_fee: '10',
    transaction_id: '4200000001202601010000000001', out_trade_no, time_end: '20260101080000',
  }
  await mock.server.merchant.fetch(`${MERCHANT}/api/demo/pay/re_wx`, { method: 'POST', body: buildXml({ ...fields, sign: signV2(fields, key) }) })
}

test('rule 2: a late payment of a try that was closed still pays the order', async () => {
  const mock = createWalnut()
  const ticket = await ticketOf(mock)
  const { data: { id, pay_id } } = await mock.buy(ticket)
  await mock.ask('pay/pay', { ticket, id, force: 'true' })
  await notifyOf(mock, `${id}_1`)
  expect((await mock.check(ticket, id)).data).toMatchObject({ or_st: 'OK', pay_id })
})

test('rule 4: an order that was paid twice stays paid, and names the pay object whose money is to go back; it is delivered once', async () => {
  const [runs, log]: [string[], LogEvent[]] = [[], []]
  const mock = createWalnut({ log: (event) => log.push(event), walnut: shop({ callbacks: { my_callback: { run: ({ id }) => runs.push(id) } } }) })
  const ticket = await ticketOf(mock)
  const { data: { id, pay_id } } = await mock.buy(ticket)
  const { data: next } = await mock.ask('pay/pay', { ticket, id, force: 'true' })
  await mock.clock.advance(5000)
  await payByQr(mock, next.pay_re['data'])
  await notifyOf(mock, `${id}_1`)
  await mock.clock.advance(0)
  expect((await mock.check(ticket, id)).data).toMatchObject({ or_st: 'OK', pay_id, duplicate_pay_ids: [next.pay_id] })
  expect(runs).toStrictEqual([next.pay_id])
  expect((await mock.check(ticket, pay_id)).data).toMatchObject({ status: 'OK', apply_re: 'not run: the order was paid already' })
  expect(log).toContainEqual(expect.objectContaining({ what: expect.stringContaining('was paid twice') }))
})
