import { describe, expect, it } from 'vitest'
import { createCheckout, createPayClient, HError, minCloud, type Checkout, type TradeNo } from '../../src/index'
import { answer, createBench, noAnswer, secondOrder, shownBench, T1, T2 } from '../support/bench'
import { heard } from '../support/heard'
import { goods } from '../support/world'

const closed = (tradeNo: TradeNo = T1) => answer('pending', { tradeNo, tradeState: 'CLOSED' })
const numberOf = ({ state }: Checkout) => ('order' in state ? state.order?.tradeNo : undefined)

describe('rule 4: no second order while the first may have been paid', () => {
  it('a payer who paid, left, and comes back long after the expiry is shown the payment', async () => {
    const { checkout, advance, script, client, calls } = await shownBench()
    checkout.dispose()
    script.find = () => Promise.resolve(answer('success'))
    await advance(20 * 60 * 60_000)
    const again = createCheckout(client, goods)
    again.start()
    await advance(0)
    expect(again.state).toMatchObject({ name: 'paid', order: { tradeNo: T1 } })
    expect(calls.create).toBe(1)
  })

  it('a payer who did not pay and comes back after the expiry gets a new code, and the old order is closed', async () => {
    const { checkout, advance, script, client, calls } = await shownBench()
    checkout.dispose()
    await advance(20 * 60 * 60_000)
    script.find = (no) => Promise.resolve(no === T1 ? closed() : answer('pending', { tradeNo: T2 }))
    script.create = () => Promise.resolve(secondOrder)
    const again = createCheckout(client, goods)
    again.start()
    await advance(0)
    expect(again.state).toMatchObject({ name: 'waiting', order: { tradeNo: T2 } })
    expect(calls.create).toBe(2)
  })

  it('an order whose time is only up is closed before the next is made', async () => {
    const { checkout, advance, script, calls } = await shownBench()
    script.find = () => Promise.resolve(answer('pending', { tradeState: 'NOTPAY', expiresInMs: 0 }))
    await advance(3_000)
    expect(checkout.state).toMatchObject({ name: 'expired', by: 'time' })
    script.close = () => {
      script.find = () => Promise.resolve(answer('success'))
      return Promise.resolve({ result: 'paid' })
    }
    void checkout.renew()
    await advance(0)
    expect(checkout.state).toMatchObject({ name: 'paid', late: true, order: { tradeNo: T1 } })
    expect(calls.create).toBe(1)
  })

  it('where it can\'t be closed, it stays watched behind the next one', async () => {
    const { checkout, advance, script } = await shownBench({ close: true })
    script.find = () => Promise.resolve(answer('pending', { tradeState: 'NOTPAY', expiresInMs: 0 }))
    await advance(3_000)
    script.create = () => Promise.resolve(secondOrder)
    script.find = (no) => Promise.resolve(no === T1 ? answer('success') : answer('pending', { tradeNo: T2 }))
    void checkout.renew()
    await advance(60_000)
    expect(checkout.state).toMatchObject({ name: 'paid', order: { tradeNo: T1 } })
  })

  it('an expired order that the server calls payable again is remembered again', async () => {
    const { checkout, advance, script, client, calls } = await shownBench()
    script.find = () => Promise.resolve(closed())
    await advance(3_000)
    script.find = () => Promise.resolve(answer('pending'))
    void checkout.checkNow()
    await advance(0)
    expect(checkout.state.name).toBe('waiting')
    checkout.dispose()
    const again = createCheckout(client, goods)
    again.start()
    await advance(0)
    expect(calls.create).toBe(1)
  })

  it('an order of a gateway that is not offered any more is asked for before another is made', async () => {
    const { checkout, advance, script, client, calls } = await shownBench()
    checkout.dispose()
    script.find = () => Promise.resolve(answer('success'))
    const other = createPayClient({ ...client.ports, backend: { ...client.backend, gateways: ['qpay_native'] } })
    const again = createCheckout(other, { ...goods, gateway: 'qpay_native' })
    again.start()
    await advance(0)
    expect(again.state).toMatchObject({ name: 'paid', order: { tradeNo: T1 } })
    expect(calls.create).toBe(1)
  })

  it('a backend\'s own exception is no refusal: trying again repeats the create by the same token', async () => {
    const bench = createBench()
    bench.script.create = () => Promise.reject(new TypeError('Failed to fetch'))
    const checkout = bench.checkout()
    checkout.start()
    await bench.advance(10_000)
    expect(checkout.state).toMatchObject({ name: 'failed', error: { code: 608, retryable: true } })
    bench.script.create = () => Promise.resolve(secondOrder)
    void checkout.renew()
    await bench.advance(0)
    expect(checkout.state.name).toBe('waiting')
    expect(new Set(bench.tokens).size).toBe(1)
  })

  it('an order that was made by trying again is remembered: a reload comes back to it', async () => {
    const bench = createBench()
    bench.script.create = noAnswer
    const checkout = bench.checkout()
    checkout.start()
    await bench.advance(10_000)
    bench.script.create = () => Promise.resolve(secondOrder)
    bench.script.find = () => Promise.resolve(answer('pending', { tradeNo: T2 }))
    void checkout.renew()
    await bench.advance(0)
    checkout.dispose()
    const { create } = bench.calls
    const again = bench.checkout()
    again.start()
    await bench.advance(0)
    expect(again.state).toMatchObject({ name: 'waiting', order: { tradeNo: T2 } })
    expect(bench.calls.create).toBe(create)
  })

  it('another gateway after a lost create is another token: one token stands for one body', async () => {
    const bench = createBench()
    bench.script.create = noAnswer
    const checkout = bench.checkout()
    checkout.start()
    await bench.advance(10_000)
    bench.script.create = () => Promise.resolve(secondOrder)
    void checkout.switchTo('qpay_native')
    await bench.advance(0)
    expect(checkout.state).toMatchObject({ name: 'waiting', attempt: { gatewayType: 'qpay_native' } })
    expect(new Set(bench.tokens).size).toBe(2)
  })

  it('a refusal of the repeat does not say that the first create was not heard', async () => {
    const bench = createBench()
    const answers = [noAnswer, () => Promise.reject(new HError(403))]
    bench.script.create = () => (answers.shift() ?? (() => Promise.resolve(secondOrder)))()
    const checkout = bench.checkout()
    checkout.start()
    await bench.advance(10_000)
    expect(checkout.state.name).toBe('waiting')
    expect(new Set(bench.tokens).size).toBe(1)
  })

  it('an order that can never be paid is tried again by another token, and is no duplicate of itself', async () => {
    const { checkout, advance, script, tokens, told } = await shownBench()
    script.find = () => Promise.resolve(answer('failed', { tradeState: 'PAYERROR' }))
    await advance(3_000)
    expect(checkout.state.name).toBe('failed')
    void checkout.renew()
    await advance(0)
    script.find = () => Promise.resolve(answer('success'))
    await advance(120_000)
    expect(new Set(tokens).size).toBe(2)
    expect(told.news.filter(({ type }) => type === 'duplicate-paid')).toEqual([])
  })

  it.each([
    ['no number, to a backend without tokens', { token: true as const }, { show: secondOrder.show }],
    ['another token', {}, { ...secondOrder, clientToken: 'other' as never }],
    ['nothing to show', {}, { tradeNo: T1 }],
  ])('a create answered with %s is not shown as payable', async (_case, without, created) => {
    const bench = createBench(without)
    bench.script.create = () => Promise.resolve(created)
    const checkout = bench.checkout()
    checkout.start()
    await bench.advance(10_000)
    expect(checkout.state).toMatchObject({ name: 'failed', error: { code: 608 } })
  })

  it('an order found by its token that was paid already is paid, code or no code', async () => {
    const bench = createBench()
    const order = { trade_no: 'T', transaction_no: 'X', status: 'success' }
    const backend = minCloud({ clientID: 'demo', host: 'http://127.0.0.1:8787', extensions: true })
    const client = createPayClient({ ...bench.client.ports, backend, transport: () => Promise.resolve({ status: 200, headers: {}, data: order }) })
    const checkout = createCheckout(client, goods)
    checkout.start()
    await bench.advance(0)
    expect(checkout.state).toMatchObject({ name: 'paid', order: { tradeNo: 'T' } })
  })

  it('once another attempt was paid, a create that is being repeated stops', async () => {
    const bench = createBench()
    const base = { gatewayType: 'weixin_tenpay_native', amountFen: 10, description: '深蓝色秋裤', createdAt: bench.clock.now() }
    const attempts = [{ ...base, no: 1, tradeNo: T1, show: secondOrder.show }, { ...base, no: 2, clientToken: 'K' }]
    bench.client.ports.storage.set('baas-pay:pending:v1:bench:guest:cart-1', JSON.stringify({ v: 1, intentId: 'cart-1', attempts }))
    bench.script.create = noAnswer
    bench.script.find = () => Promise.resolve(answer('success'))
    const checkout = bench.checkout()
    checkout.start()
    await bench.advance(0)
    expect(checkout.state).toMatchObject({ name: 'paid', order: { tradeNo: T1 } })
    const { create } = bench.calls
    await bench.advance(60_000)
    expect(bench.calls.create).toBe(create)
  })
})

describe('rule 4: two tabs', () => {
  async function twoTabs() {
    const bench = createBench()
    const gone = new Set<string | undefined>()
    const [first, other] = [bench.checkout(), bench.checkout()]
    first.start()
    await bench.advance(0)
    other.start()
    await bench.advance(0)
    expect(bench.calls.create).toBe(1)
    bench.script.find = (no) => Promise.resolve({ tradeNo: no as TradeNo, status: 'pending', tradeState: gone.has(no) ? 'CLOSED' : 'NOTPAY' })
    bench.script.close = (no) => {
      gone.add(no)
      return Promise.resolve({ result: 'closed' })
    }
    bench.script.create = () => Promise.resolve({ ...secondOrder, tradeNo: `T${bench.calls.create}` as TradeNo })
    return { ...bench, first, other }
  }

  it('a renew in the second tab after one in the first shows the first tab\'s new order', async () => {
    const { first, other, advance, calls } = await twoTabs()
    void first.renew()
    await advance(0)
    expect(numberOf(first)).toBe(T2)
    void other.renew()
    await advance(0)
    expect(other.state).toMatchObject({ name: 'waiting', order: { tradeNo: T2 } })
    expect(calls.create).toBe(2)
  })

  it('a try again after a refusal shows the order that the other tab has made meanwhile', async () => {
    const bench = createBench()
    bench.script.create = () => Promise.reject(new HError(400))
    const [refused, other] = [bench.checkout(), bench.checkout()]
    refused.start()
    await bench.advance(0)
    expect(refused.state.name).toBe('failed')
    bench.script.create = () => Promise.resolve(secondOrder)
    bench.script.find = () => Promise.resolve(answer('pending', { tradeNo: T2 }))
    other.start()
    await bench.advance(0)
    expect(numberOf(other)).toBe(T2)
    const { create } = bench.calls
    void refused.renew()
    await bench.advance(0)
    expect(refused.state).toMatchObject({ name: 'waiting', order: { tradeNo: T2 } })
    expect(bench.calls.create).toBe(create)
  })

  it('what the second tab writes down about the old order does not hide the new one', async () => {
    const { first, other, advance, script, checkout } = await twoTabs()
    void first.renew()
    await advance(0)
    const { find } = script
    script.find = noAnswer
    void other.checkNow()
    await advance(0)
    first.dispose()
    other.dispose()
    script.find = find
    const third = checkout()
    third.start()
    await advance(10_000)
    expect(third.state).toMatchObject({ name: 'waiting', order: { tradeNo: T2 } })
  })
})

describe('rule 2: without the backend\'s word no code comes back to the screen', () => {
  it.each([
    ['a backend that can\'t close', { close: true as const }, undefined],
    ['a login that ended', {}, () => Promise.reject(new HError(401))],
    ['a backend that won\'t close yet', {}, () => Promise.resolve({ result: 'not-yet' as const })],
  ])('unknown, and cancelled at %s: unknown', async (_case, without, close) => {
    const { checkout, advance, script } = await shownBench(without)
    if (close) script.close = close
    script.find = noAnswer
    void checkout.checkNow()
    await advance(3_000)
    void checkout.closeOrder()
    await advance(30_000)
    expect(checkout.state.name).toBe('unknown')
  })

  it('rule 3: unknown ends as expired only after one more check', async () => {
    const { checkout, advance, script, told } = await shownBench()
    script.find = noAnswer
    void checkout.checkNow()
    await advance(3_000)
    const answers = [closed(), answer('success')]
    script.find = () => Promise.resolve(answers.shift())
    await advance(60_000)
    expect(told.ends).toEqual(['unknown', 'paid'])
  })

  it('a cancel during a renew is the last wish: closed, and no next order', async () => {
    const { checkout, advance, script, calls } = await shownBench()
    script.close = () => {
      script.find = () => Promise.resolve(closed())
      return Promise.resolve({ result: 'closed' })
    }
    void checkout.renew()
    const closing = checkout.closeOrder()
    await advance(0)
    expect((await closing).name).toBe('closed')
    expect(calls.create).toBe(1)
  })

  it('a switch while the first order is being made is carried out once it is there', async () => {
    const bench = createBench()
    let release: (() => void) | undefined
    bench.script.create = () => new Promise((resolve) => { release = () => resolve({ tradeNo: T1, show: secondOrder.show }) })
    bench.script.close = () => {
      bench.script.find = (no) => Promise.resolve(no === T1 ? closed() : answer('pending', { tradeNo: T2 }))
      return Promise.resolve({ result: 'closed' })
    }
    const checkout = bench.checkout()
    checkout.start()
    await bench.advance(0)
    const switching = checkout.switchTo('qpay_native')
    bench.script.create = () => Promise.resolve(secondOrder)
    release?.()
    await bench.advance(0)
    expect(await switching).toMatchObject({ name: 'waiting', attempt: { gatewayType: 'qpay_native' }, order: { tradeNo: T2 } })
  })
})

describe('rule 5 and what a page can do wrong', () => {
  it.each(['set', 'remove'] as const)('a storage whose %s throws keeps nothing, and everything is told', async (broken) => {
    const bench = createBench()
    const storage = { get: () => null, set: () => {}, remove: () => {}, [broken]: () => { throw new Error('quota') } }
    const client = createPayClient({ ...bench.client.ports, backend: bench.client.backend, storage })
    const checkout = createCheckout(client, goods)
    const told = heard(checkout)
    checkout.start()
    await bench.advance(0)
    bench.script.find = () => Promise.resolve(answer('success'))
    await bench.advance(3_000)
    expect(checkout.state.name).toBe('paid')
    expect(told.ends).toEqual(['paid'])
  })

  it('disposed by a listener of the news, nothing more is told', async () => {
    const { checkout, advance, script } = await shownBench()
    const after: string[] = []
    let isDisposed = false
    void checkout.outcome.then(() => after.push('outcome'))
    checkout.subscribe(() => { if (isDisposed) after.push('subscriber') })
    checkout.onEvent((piece) => {
      if (isDisposed) after.push(piece.type)
      if (piece.type !== 'state' || piece.name !== 'paid') return
      checkout.dispose()
      isDisposed = true
    })
    script.find = () => Promise.resolve(answer('success'))
    await advance(60_000)
    expect(after).toEqual([])
  })

  it('a promise that nobody waits for rejects nowhere when the checkout is disposed', async () => {
    const { checkout, advance } = await shownBench()
    const rejected: unknown[] = []
    const hear = (reason: unknown) => rejected.push(reason)
    process.on('unhandledRejection', hear)
    const renewing = checkout.renew()
    checkout.dispose()
    await advance(0)
    process.off('unhandledRejection', hear)
    expect(rejected).toEqual([])
    expect(await renewing).toBe(checkout.state)
  })

  it('a listener that subscribes anew each time is called once a change', async () => {
    const { checkout, advance } = await shownBench()
    let calls = 0
    const listen = () => {
      const stop = checkout.subscribe(() => {
        calls += 1
        stop()
        listen()
      })
    }
    listen()
    void checkout.checkNow()
    await advance(0)
    expect(calls).toBe(2)
  })

  it('rule 9: a switch to a gateway that is none is a rejected promise', async () => {
    const { checkout } = await shownBench()
    await expect(checkout.switchTo('nonsense' as never)).rejects.toMatchObject({ code: 608 })
  })

  it('rule 8: what a backend throws does not reach the trace', async () => {
    const bench = createBench()
    bench.script.create = () => Promise.reject(Object.assign(new Error('Request failed'), { config: { headers: { Authorization: 'SECRET' } } }))
    const checkout = bench.checkout()
    checkout.start()
    await bench.advance(10_000)
    expect(checkout.state.name).toBe('failed')
    expect(JSON.stringify([checkout.trace(), (checkout.state as { error?: HError }).error?.cause])).not.toContain('SECRET')
  })

  it('a server that asks to come back in an hour is asked again in a minute', async () => {
    const bench = createBench()
    bench.script.create = () => Promise.reject(new HError(503, undefined, { retryable: true, retryAfterMs: 3_600_000 }))
    const checkout = bench.checkout()
    checkout.start()
    await bench.advance(121_000)
    expect(checkout.state.name).toBe('failed')
  })
})
