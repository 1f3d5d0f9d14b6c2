import { describe, expect, it } from 'vitest'
import { answer, createBench, noAnswer, T2 } from '../support/bench'
import { createFakeBrowser } from '../support/browser'
import { goods } from '../support/world'

const CODE = '134567890123456789'
const gateways = ['weixin_tenpay_native', 'weixin_tenpay_micropay'] as const

it('rule 4: a code that gave way to an order of the intent was not sent, and can be scanned again', async () => {
  const bench = createBench({}, { gateways })
  const first = bench.checkout(goods)
  first.start()
  await bench.advance(0)
  first.dispose()
  const checkout = bench.tab().checkout({ ...goods, gateway: 'weixin_tenpay_micropay' })
  void checkout.charge(CODE)
  await bench.advance(0)
  expect([checkout.state.name, bench.calls.create]).toEqual(['waiting', 1])
  bench.script.close = () => {
    bench.script.find = () => Promise.resolve(answer('pending', { tradeState: 'CLOSED' }))
    return Promise.resolve({ result: 'closed' })
  }
  bench.script.create = () => {
    bench.script.find = () => Promise.resolve(answer('pending', { tradeNo: T2 }))
    return Promise.resolve({ tradeNo: T2, tradeState: 'USERPAYING' })
  }
  void checkout.charge(CODE)
  await bench.advance(0)
  expect(checkout.state).toMatchObject({ name: 'waiting', order: { tradeNo: T2 } })
  expect([bench.calls.close, bench.calls.create]).toEqual([1, 2])
  checkout.dispose()
})

it('rule 4: a code whose charge was refused or lost is not sent again', async () => {
  const bench = createBench({}, { gateways })
  bench.script.create = noAnswer
  bench.script.find = () => Promise.resolve(undefined)
  const checkout = bench.checkout({ ...goods, gateway: 'weixin_tenpay_micropay' })
  for (let scan = 0; scan < 3; scan += 1) {
    void checkout.charge(CODE)
    await bench.advance(10_000)
  }
  expect([checkout.state.name, bench.calls.create]).toEqual(['unknown', 1])
  checkout.dispose()
})

describe('rule 4: a charge whose answer another tab has lost', () => {
  it('keeps this tab from making an order that was on its way meanwhile', async () => {
    const browser = createFakeBrowser()
    const { clock, advance, calls, script, checkout: make, tab } = createBench({ token: true }, {
      ...browser.ports, gateways: ['weixin_tenpay_js', 'weixin_tenpay_micropay'],
      bridges: { wechat: { isReady: () => new Promise((resolve) => { clock.setTimeout(() => resolve(true), 1_000) }), pay: () => Promise.resolve({ end: 'cancel' }) } },
    })
    script.create = noAnswer
    const own = make({ ...goods, gateway: 'weixin_tenpay_js' })
    own.start()
    const other = tab().checkout({ ...goods, gateway: 'weixin_tenpay_micropay' })
    void other.charge(CODE)
    await advance(0)
    expect([own.state.name, other.state.name]).toEqual(['creating', 'unknown'])
    await advance(2_000)
    expect([own.state.name, own.mayHavePaid, calls.create]).toEqual(['unknown', true, 1])
    own.dispose()
    other.dispose()
  })
})
