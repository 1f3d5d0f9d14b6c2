import { describe, expect, it } from 'vitest'
import type { Bridge, PayRequest } from '../../src/index'
import { answer, createBench, T1 } from '../support/bench'

const request: PayRequest = { gateway: 'weixin_tenpay_js', amountFen: 10, description: '深蓝色秋裤', intentId: 'cart-1' }
const cyclic: Record<string, unknown> = {}
cyclic['self'] = cyclic

/** A backend of the shop's own whose payload JSON can't hold. */
async function shown(payload: Readonly<Record<string, unknown>>) {
  const asked: unknown[] = []
  const wechat: Bridge = { isReady: () => Promise.resolve(true), pay: (given) => (asked.push(given), Promise.resolve({ end: 'ok' })) }
  const bench = createBench({}, { gateways: ['weixin_tenpay_js'], bridges: { wechat } })
  bench.script.create = () => Promise.resolve({ tradeNo: T1, show: { flow: 'jsapi', payload } })
  const checkout = bench.checkout(request)
  void checkout.pay()
  await bench.advance(0)
  return { ...bench, checkout, asked }
}

describe.each([['a BigInt', { timeStamp: 1n }], ['itself', cyclic]])('a bridge\'s payload that holds %s, which JSON can\'t', (_name, payload) => {
  it('is handed to the wallet all the same', async () => {
    const { checkout, asked } = await shown(payload)
    expect(checkout.state.name).toBe('waiting')
    expect(asked).toEqual([payload])
  })

  it('rule 4: a reload repeats the create by its token, and is one order', async () => {
    const { checkout, tab, tokens, advance } = await shown(payload)
    checkout.dispose()
    const again = tab().checkout(request)
    again.start()
    await advance(0)
    expect(again.state).toMatchObject({ name: 'waiting', order: { tradeNo: T1 } })
    expect(new Set(tokens).size).toBe(1)
  })

  it('rule 4: once it is paid, a reload finds the payment', async () => {
    const { checkout, tab, calls, script, advance } = await shown(payload)
    script.find = () => Promise.resolve(answer('success'))
    await advance(4_000)
    expect(checkout.state.name).toBe('paid')
    checkout.dispose()
    const again = tab().checkout(request)
    again.start()
    await advance(0)
    expect([again.state.name, calls.create]).toEqual(['paid', 1])
  })
})
