import { afterEach, describe, expect, it } from 'vitest'
import { HError } from '../../src/index'
import { createBench } from '../support/bench'
import { heard } from '../support/heard'
import { createWalnutWorld, type WalnutWorld } from '../support/walnut'

let world: WalnutWorld
afterEach(() => world?.close())

/** An order of the shop's server whose payer is asked for the password at the counter, and a page that wants to be paid for it. */
async function chargedAtTheCounter() {
  world = await createWalnutWorld()
  await world.fault('userpaying')
  const { data } = await world.ask('pay/buy', { ticket: world.ticket }, { products: [{ id: 'goods-c' }], pay_tp: 'wx.scan', pay_code: await world.paymentCode() })
  const page = world.page({ way: { call: 'pay/pay', id: String(data['id']) }, extensions: false })
  const checkout = page.checkout()
  const told = heard(checkout)
  checkout.start()
  await world.clock.advance(5_000)
  const answers = (how: 'confirm' | 'decline') => world.answer(how, { ...checkout, state: { order: { tradeNo: String(data['out_trade_no']) } } } as never)
  return { page, checkout, told, answers }
}

describe('rule 2: pay/pay of an order whose earlier try may still be paid', () => {
  it('is unknown, not failed: there is nothing to pay it by, and money may have moved', async () => {
    const { checkout, told } = await chargedAtTheCounter()
    expect(checkout.state.name).toBe('unknown')
    expect([checkout.mayHavePaid, told.ends]).toEqual([true, ['unknown']])
  })

  it('shows by itself that the earlier try was paid', async () => {
    const { checkout, told, answers } = await chargedAtTheCounter()
    await answers('confirm')
    await world.clock.advance(30_000)
    expect(checkout.state).toMatchObject({ name: 'paid', late: true, order: { show: { flow: 'none' } } })
    expect(told.ends).toEqual(['unknown', 'paid'])
  })

  it('rule 4: can be tried again once the earlier try is over, and is one order', async () => {
    const { checkout, answers } = await chargedAtTheCounter()
    await answers('decline')
    await world.clock.advance(30_000)
    expect(checkout.state.name).toBe('unknown')
    void checkout.renew()
    await world.clock.advance(0)
    expect(checkout.state).toMatchObject({ name: 'waiting', order: { show: { flow: 'qrcode' } } })
    await world.phone('pay', checkout)
    await world.clock.advance(3_300)
    expect(checkout.state.name).toBe('paid')
  })

  it('is asked for again by a reload', async () => {
    const { page, checkout, answers } = await chargedAtTheCounter()
    checkout.dispose()
    await answers('confirm')
    const again = page.checkout()
    again.start()
    await world.clock.advance(30_000)
    expect(again.state.name).toBe('paid')
  })
})

describe('rule 2: a create that a backend refuses, saying that money may have moved', () => {
  it.each([true, false])('is unknown (retryable: %j)', async (retryable) => {
    const { script, checkout: make, advance } = createBench()
    script.create = () => Promise.reject(new HError(425, undefined, { retryable, mayHavePaid: true }))
    script.find = () => Promise.resolve(undefined)
    const checkout = make()
    checkout.start()
    await advance(10_000)
    expect(checkout.state.name).toBe('unknown')
    expect(checkout.mayHavePaid).toBe(true)
    checkout.dispose()
  })
})
