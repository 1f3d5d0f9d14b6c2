import { expect, it } from 'vitest'
import { answer, secondOrder, shownBench, T1, T2 } from '../support/bench'
import { goods } from '../support/world'

it('a renew after a switch that the backend refused is of the way of paying that is shown', async () => {
  const bench = await shownBench()
  bench.script.close = () => Promise.resolve({ result: 'not-yet' })
  void bench.checkout.switchTo('qpay_native')
  await bench.advance(0)
  expect(bench.checkout.state).toMatchObject({ name: 'waiting', attempt: { gatewayType: 'weixin_tenpay_native' } })
  bench.script.close = () => {
    bench.script.find = (no) => Promise.resolve(no === T1 ? answer('pending', { tradeState: 'CLOSED' }) : answer('pending', { tradeNo: no as typeof T1 }))
    bench.script.create = () => Promise.resolve(secondOrder)
    return Promise.resolve({ result: 'closed' })
  }
  void bench.checkout.renew()
  await bench.advance(0)
  expect(bench.checkout.state).toMatchObject({ name: 'waiting', order: { tradeNo: T2 }, attempt: { gatewayType: 'weixin_tenpay_native' } })
})

it('rule 4: a renew that meets another tab\'s order for something else closes that one, too, and goes on', async () => {
  const bench = await shownBench()
  const other = bench.tab().checkout({ ...goods, amountFen: 20 })
  const orders = new Map<string, 'open' | 'closed'>([[T1, 'open']])
  bench.script.find = (no = '') => Promise.resolve(answer('pending', { tradeNo: no as typeof T1, tradeState: orders.get(no) === 'closed' ? 'CLOSED' : 'NOTPAY' }))
  let made = 1
  bench.script.create = () => {
    made += 1
    orders.set(`T${made}`, 'open')
    return Promise.resolve({ ...secondOrder, tradeNo: `T${made}` as typeof T1 })
  }
  let hold: (() => void) | undefined
  bench.script.close = async (no = '') => {
    if (no === T1 && !hold) await new Promise<void>((resolve) => { hold = resolve })
    orders.set(no, 'closed')
    return { result: 'closed' }
  }
  void bench.checkout.renew()
  await bench.advance(0)
  expect(bench.checkout.state.name).toBe('closing')
  other.start()
  await bench.advance(0)
  expect(other.state).toMatchObject({ name: 'waiting', order: { amountFen: 20, tradeNo: T2 } })
  hold?.()
  await bench.advance(0)
  expect(bench.checkout.state).toMatchObject({ name: 'waiting', order: { amountFen: 10, tradeNo: 'T3' } })
  expect(orders).toEqual(new Map([[T1, 'closed'], [T2, 'closed'], ['T3', 'open']]))
})
