import { afterEach, describe, expect, test } from 'vitest'
import { codeOf, fault } from '../cashier'
import { refusal } from '../shop'
import { accountOf } from '../wechat'
import { BUY, createWalnut, shop, ticketOf, type WalnutMock } from './walnut'

type Says = 'nothing' | 'yes' | 'no'

let mock: WalnutMock
afterEach(() => mock.server.close())

/** A charge that the server begins to take back because its time is up; its payer pays after that all the same. */
async function takenBack() {
  const runs: string[] = []
  const wallet: { says: Says } = { says: 'nothing' }
  mock = createWalnut({
    walnut: shop({ callbacks: { my_callback: { run: ({ id }: { id: string }) => { runs.push(id) } } } }),
    http: (request, inProcess) => {
      if (!request.url.endsWith('/secapi/pay/reverse') || wallet.says === 'yes') return inProcess(request)
      return wallet.says === 'no' ? refusal({ err_code: 'REVERSE_EXPIRE', err_code_des: '订单无法撤销' }, 'v2', mock) : Promise.reject(new TypeError('fetch failed'))
    },
  })
  // No clock waits for the keys.
  await accountOf(mock.server.wallets)
  const ticket = await ticketOf(mock)
  await fault(mock, 'userpaying')
  const { data } = await mock.buy(ticket, { ...BUY, pay_tp: 'wx.scan', pay_code: await codeOf(mock) })
  await mock.clock.advance(46_000)
  await mock.phone('confirm', { out_trade_no: data['out_trade_no'], password: '123456' })
  await mock.clock.advance(20_000)
  const told = async () => ({ order: (await mock.check(ticket, data.id)).data, pay: (await mock.check(ticket, data.pay_id)).data })
  return { wallet, runs, told, payId: data.pay_id }
}

describe('rule 2: a charge that is taken back, over Walnut', () => {
  test('waits, by a word that no provider has: neither its order nor its pay object is paid, and the shop\'s callback does not run', async () => {
    const { told, runs } = await takenBack()
    const { order, pay } = await told()
    expect(order).toMatchObject({ or_st: 'WT', or_status: 1, trade_state: 'REVERSING', next_poll_ms: expect.any(Number), pay_re: { status: 'WAIT', trade_state: 'REVERSING' } })
    expect(order).not.toHaveProperty('ok_at')
    expect(pay).toMatchObject({ status: 'WAIT', trade_state: 'REVERSING' })
    expect(runs).toStrictEqual([])
  })

  test('that is given back then is refunded, and never delivered, by the next process neither', async () => {
    const { told, runs, wallet } = await takenBack()
    wallet.says = 'yes'
    await mock.clock.advance(10_000)
    expect((await told()).order).toMatchObject({ or_st: 'OK', or_status: 5, trade_state: 'REVOKED' })
    expect(runs).toStrictEqual([])
  })

  test('that stands after all is paid, and delivered once', async () => {
    const { told, runs, wallet, payId } = await takenBack()
    wallet.says = 'no'
    await mock.clock.advance(10_000)
    expect((await told()).order).toMatchObject({ or_st: 'OK', or_status: 2, trade_state: 'SUCCESS', ok_at: expect.any(Number) })
    expect(runs).toStrictEqual([payId])
  })
})
