import { describe, expect, it, vi } from 'vitest'
import { HError, type Checkout } from '../../src/index'
import { answer, createBench, noAnswer, secondOrder, shownBench, T1, T2 } from '../support/bench'
import { heard } from '../support/heard'

const numberOf = ({ state }: Checkout) => ('order' in state ? state.order?.tradeNo : undefined)

describe('a checkout', () => {
  it('rule 9: is refused before anything is sent where the request is wrong', () => {
    const bench = createBench()
    const goods = { gateway: 'weixin_tenpay_native', amountFen: 10, description: 'x' } as const
    expect(() => bench.checkout({ ...goods, amountFen: 0.1 })).toThrow(/^605: /)
    expect(() => bench.checkout({ ...goods, description: '' })).toThrow(/^605: /)
    expect(() => bench.checkout({ ...goods, gateway: 'alipay_wap' })).toThrow(/^608: /)
    expect(() => bench.checkout({ ...goods, gateway: 'nonsense' as never })).toThrow(/^608: /)
    expect(bench.calls.create).toBe(0)
  })

  it('does nothing before it is started', async () => {
    const bench = createBench()
    bench.checkout()
    await bench.advance(60_000)
    expect(bench.calls).toEqual({ create: 0, find: 0, close: 0, reverse: 0 })
    expect(bench.listeners()).toBe(0)
  })

  it('rule 4: started twice, it makes one order', async () => {
    const bench = createBench()
    const checkout = bench.checkout()
    checkout.start()
    checkout.start()
    void checkout.renew()
    await bench.advance(0)
    checkout.start()
    await bench.advance(0)
    expect(bench.calls.create).toBe(1)
  })

  it('tells the order before payment, and the payment with numbers and amount', async () => {
    const { script, advance, told } = await shownBench()
    expect(told.news).toContainEqual({ type: 'created', gatewayType: 'weixin_tenpay_native', tradeNo: T1, transactionNo: undefined, amountFen: 10 })
    script.find = () => Promise.resolve(answer('success', { paidAt: '2026-01-01T00:00:03' }))
    await advance(3_000)
    expect(told.news).toContainEqual(expect.objectContaining({ type: 'paid', tradeNo: T1, amountFen: 10, late: false, paidAt: '2026-01-01T00:00:03' }))
  })

  it('shows the server\'s amount where it differs from the page\'s', async () => {
    const bench = createBench()
    bench.script.create = () => Promise.resolve({ ...secondOrder, amountFen: 99 as never })
    const checkout = bench.checkout()
    checkout.start()
    await bench.advance(0)
    expect(checkout.state).toMatchObject({ order: { amountFen: 99 } })
  })

  it('rule 5: each end is told once, and nothing after dispose', async () => {
    const { script, advance, checkout, told, pending, listeners, calls } = await shownBench()
    script.find = () => Promise.resolve(answer('pending', { tradeState: 'CLOSED' }))
    await advance(60_000)
    void checkout.checkNow()
    await advance(60_000)
    expect(told.ends).toEqual(['expired'])
    const listener = vi.fn()
    checkout.subscribe(listener)
    const asked = calls.find
    checkout.dispose()
    expect(pending()).toBe(0)
    script.find = () => Promise.resolve(answer('success'))
    await advance(600_000)
    expect(told.ends).toEqual(['expired'])
    expect(listener).not.toHaveBeenCalled()
    expect([calls.find, pending(), listeners()]).toEqual([asked, 0, 0])
  })

  it('rule 5: disposed during the create, the request is aborted and its late answer changes nothing', async () => {
    const bench = createBench()
    let signal: AbortSignal | undefined
    let release: (() => void) | undefined
    bench.script.create = async (context) => {
      ;({ signal } = context)
      await new Promise<void>((resolve) => { release = resolve })
      return secondOrder
    }
    const checkout = bench.checkout()
    checkout.start()
    await bench.advance(0)
    checkout.dispose()
    release?.()
    await bench.advance(60_000)
    expect(signal?.aborted).toBe(true)
    expect(checkout.state.name).toBe('creating')
    expect([bench.pending(), bench.listeners(), bench.calls.find]).toEqual([0, 0, 0])
  })

  it('one listener that throws keeps nobody from hearing', async () => {
    const bench = createBench()
    const checkout = bench.checkout()
    const unhandled = vi.fn()
    process.on('unhandledRejection', unhandled)
    checkout.subscribe(() => { throw new Error('of the shop') })
    const listener = vi.fn()
    checkout.subscribe(listener)
    checkout.start()
    await bench.advance(0)
    process.off('unhandledRejection', unhandled)
    expect(listener).toHaveBeenCalled()
    expect(unhandled).toHaveBeenCalled()
    expect(checkout.state.name).toBe('waiting')
  })

  it('a listener that acts finds what it asked for done', async () => {
    const { checkout, advance, script } = await shownBench()
    script.close = () => {
      script.find = () => Promise.resolve(answer('pending', { tradeState: 'CLOSED' }))
      return Promise.resolve({ result: 'closed' })
    }
    let result: Promise<unknown> | undefined
    const stop = checkout.subscribe(() => {
      stop()
      result = checkout.closeOrder().then(({ name }) => name)
    })
    void checkout.checkNow()
    await advance(0)
    expect(await result).toBe('closed')
  })

  it('"I have paid" gets an honest answer: unpaid, still the same code', async () => {
    const { checkout, advance } = await shownBench()
    const checked = checkout.checkNow()
    expect(checkout.state).toMatchObject({ name: 'checking', why: 'user' })
    await advance(0)
    expect(await checked).toMatchObject({ name: 'waiting', order: { tradeNo: T1 } })
  })

  it('rule 2: "I have paid" without an answer is unknown, and the next answer ends it', async () => {
    const { checkout, advance, script, told } = await shownBench()
    script.find = noAnswer
    const checked = checkout.checkNow()
    await advance(3_000)
    expect(await checked).toMatchObject({ name: 'unknown', order: { tradeNo: T1 } })
    script.find = () => Promise.resolve(answer('success'))
    await advance(60_000)
    expect(checkout.state).toMatchObject({ name: 'paid', late: true })
    expect(told.ends).toEqual(['unknown', 'paid'])
  })

  it('the window ends with one check, and the code stays', async () => {
    const { checkout, advance, told } = await shownBench()
    await advance(199_000)
    expect(told.states).not.toContain('checking')
    await advance(1_000)
    expect(told.states.slice(-2)).toEqual(['checking', 'waiting'])
    expect(checkout.state.name).toBe('waiting')
  })

  it('rule 3: one answer that says closed is not enough: the check right after it finds the payment', async () => {
    const { checkout, advance, script, told } = await shownBench()
    const answers = [answer('pending', { tradeState: 'CLOSED' }), answer('success')]
    script.find = () => Promise.resolve(answers.shift())
    await advance(3_000)
    expect(checkout.state).toMatchObject({ name: 'paid', late: false })
    expect(told.ends).toEqual(['paid'])
  })

  it('a poll that was under way does not end a check', async () => {
    const { checkout, advance, script } = await shownBench()
    let release: (() => void) | undefined
    script.find = async () => {
      await new Promise<void>((resolve) => { release = resolve })
      return answer('pending')
    }
    await advance(3_000)
    void checkout.checkNow()
    release?.()
    await advance(0)
    expect(checkout.state.name).toBe('checking')
  })

  it('a provider that tells a scan is shown', async () => {
    const { checkout, advance, script } = await shownBench()
    script.find = () => Promise.resolve(answer('pending', { tradeState: 'WAIT_BUYER_PAY' }))
    await advance(3_000)
    expect(checkout.state).toMatchObject({ name: 'waiting', phase: 'scanned' })
  })

  it('an order that can never be paid is failed, with its numbers', async () => {
    const { checkout, advance, script } = await shownBench()
    script.find = () => Promise.resolve(answer('failed', { tradeState: 'PAYERROR' }))
    await advance(3_000)
    expect(checkout.state).toMatchObject({ name: 'failed', error: { code: 608, errCode: 'PAYERROR', tradeNo: T1 } })
  })

  it('cancelled while it is being created, it is closed as soon as it exists', async () => {
    const bench = createBench()
    let release: (() => void) | undefined
    bench.script.create = async () => {
      await new Promise<void>((resolve) => { release = resolve })
      return { tradeNo: T1, show: secondOrder.show }
    }
    bench.script.close = () => {
      bench.script.find = () => Promise.resolve(answer('pending', { tradeState: 'CLOSED' }))
      return Promise.resolve({ result: 'closed' })
    }
    const checkout = bench.checkout()
    checkout.start()
    await bench.advance(0)
    const closing = checkout.closeOrder()
    release?.()
    await bench.advance(0)
    expect((await closing).name).toBe('closed')
    expect(bench.calls.close).toBe(1)
  })

  it('rule 3: closed by the backend but not confirmed by it is unknown, not closed', async () => {
    const { checkout, advance, script } = await shownBench()
    script.close = () => {
      script.find = noAnswer
      return Promise.resolve({ result: 'closed' })
    }
    const closing = checkout.closeOrder()
    await advance(30_000)
    expect((await closing).name).toBe('unknown')
  })

  it('an order that the backend won\'t close yet stays payable', async () => {
    const { checkout, advance, script } = await shownBench()
    script.close = () => Promise.resolve({ result: 'not-yet' })
    const closing = checkout.closeOrder()
    await advance(0)
    expect((await closing).name).toBe('waiting')
  })

  it('a login that ended keeps an order from being closed, and it stays payable', async () => {
    const { checkout, advance, script } = await shownBench()
    script.close = () => Promise.reject(new HError(401))
    const closing = checkout.closeOrder()
    await advance(0)
    expect((await closing).name).toBe('waiting')
  })
})

describe('attempts of one intent', () => {
  it('switching closes the first order before the second is made, and keeps to one code', async () => {
    const { checkout, advance, script, calls } = await shownBench()
    const order: string[] = []
    script.close = () => {
      order.push('close')
      script.find = (tradeNo) => Promise.resolve(answer('pending', tradeNo === T1 ? { tradeState: 'CLOSED' } : { tradeNo: T2 }))
      return Promise.resolve({ result: 'closed' })
    }
    script.create = () => {
      order.push('create')
      return Promise.resolve(secondOrder)
    }
    const switching = checkout.switchTo('qpay_native')
    await advance(0)
    expect(await switching).toMatchObject({ name: 'waiting', attempt: { no: 2, gatewayType: 'qpay_native' }, order: { tradeNo: T2 } })
    expect(order).toEqual(['close', 'create'])
    expect(calls.create).toBe(2)
  })

  it('rule 4: a renew whose close is not confirmed makes no second order', async () => {
    const { checkout, advance, script, calls } = await shownBench()
    script.close = noAnswer
    script.find = noAnswer
    void checkout.renew()
    await advance(120_000)
    expect(calls.create).toBe(1)
    expect(checkout.state).toMatchObject({ name: 'unknown', order: { tradeNo: T1 } })
  })

  it('rule 4: a backend that can\'t close shows the same code again while it lives', async () => {
    const { checkout, advance, calls } = await shownBench({ close: true })
    expect(checkout.canClose).toBe(false)
    void checkout.renew()
    await advance(0)
    expect(calls.create).toBe(1)
    expect(numberOf(checkout)).toBe(T1)
  })

  it('a backend that can\'t close answers a cancel with the order still payable', async () => {
    const { checkout, advance } = await shownBench({ close: true })
    const closing = checkout.closeOrder()
    await advance(0)
    expect((await closing).name).toBe('waiting')
  })

  /** A page that comes back to two attempts: T1 could not be closed and is behind, T2 is shown. */
  async function withOneBehind() {
    const bench = createBench()
    const checkout = bench.checkout()
    const base = { gatewayType: 'weixin_tenpay_native', amountFen: 10, description: '深蓝色秋裤', show: secondOrder.show, createdAt: bench.clock.now() }
    const record = { v: 1, intentId: 'cart-1', attempts: [{ ...base, no: 1, tradeNo: T1 }, { ...base, no: 2, tradeNo: T2 }] }
    bench.client.ports.storage.set('baas-pay:pending:v1:bench:guest:cart-1', JSON.stringify(record))
    const paid = new Set<string | undefined>()
    bench.script.find = (tradeNo) => Promise.resolve({ tradeNo: tradeNo as typeof T1, status: paid.has(tradeNo) ? 'success' : 'pending' })
    const told = heard(checkout)
    checkout.start()
    await bench.advance(0)
    expect(checkout.state).toMatchObject({ name: 'waiting', attempt: { no: 2 }, order: { tradeNo: T2 } })
    return { ...bench, checkout, told, paid }
  }

  it('an attempt that was left behind unclosed is watched, and its success makes the intent paid', async () => {
    const { checkout, advance, told, paid, calls } = await withOneBehind()
    paid.add(T1)
    await advance(33_000)
    expect(checkout.state).toMatchObject({ name: 'paid', attempt: { no: 1 }, order: { tradeNo: T1 } })
    expect(told.ends).toEqual(['paid'])
    expect(calls.create).toBe(0)
  })

  it('rule 4: a second success of one intent is reported with both numbers, and told as paid only once', async () => {
    const { advance, told, paid } = await withOneBehind()
    paid.add(T1)
    await advance(33_000)
    paid.add(T2)
    await advance(60_000)
    expect(told.ends).toEqual(['paid'])
    expect(told.news).toContainEqual({ type: 'duplicate-paid', first: expect.objectContaining({ tradeNo: T1 }), second: expect.objectContaining({ tradeNo: T2 }) })
  })

  it('without tokens a lost create is not repeated by itself; the payer may try again, because nobody saw a code', async () => {
    const bench = createBench({ token: true })
    bench.script.create = noAnswer
    const checkout = bench.checkout()
    checkout.start()
    await bench.advance(60_000)
    expect(bench.calls.create).toBe(1)
    expect(checkout.state).toMatchObject({ name: 'failed', error: { code: 600, retryable: true } })
    bench.script.create = () => Promise.resolve(secondOrder)
    void checkout.renew()
    await bench.advance(0)
    expect(checkout.state.name).toBe('waiting')
    expect(bench.tokens).toEqual([undefined, undefined])
  })

  it('without an expiry there is no countdown, and only the backend\'s word ends it', async () => {
    const { checkout, advance, script } = await shownBench({ expiry: true })
    expect(checkout.state).toMatchObject({ order: { expiresAt: undefined } })
    await advance(30 * 60_000)
    expect(checkout.state.name).toBe('waiting')
    script.find = () => Promise.resolve(answer('success'))
    await advance(120_000)
    expect(checkout.state.name).toBe('paid')
  })

  it('a backend that answers 429 is asked again no sooner than it wishes', async () => {
    const bench = createBench()
    let creates = 0
    bench.script.create = () => {
      creates += 1
      return creates === 1 ? Promise.reject(new HError(429, undefined, { retryable: true, retryAfterMs: 20_000 })) : Promise.resolve(secondOrder)
    }
    const checkout = bench.checkout()
    checkout.start()
    await bench.advance(19_999)
    expect(creates).toBe(1)
    await bench.advance(1)
    expect(checkout.state.name).toBe('waiting')
  })

  it('rule 8: the trace holds no token', async () => {
    const { checkout, tokens, advance } = await shownBench()
    await advance(10_000)
    expect(tokens[0]).toMatch(/^[0-9a-f]{32}$/)
    expect(checkout.trace().length).toBeGreaterThan(3)
    expect(JSON.stringify(checkout.trace())).not.toContain(tokens[0])
  })
})
