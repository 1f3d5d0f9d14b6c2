import { describe, expect, it } from 'vitest'
import { createCheckout, HError, type CreateRequest, type OrderAnswer, type PayRequest } from '../../src/index'
import { answer, createBench, noAnswer, secondOrder, T1, type BenchOptions } from '../support/bench'
import { createFakeBrowser } from '../support/browser'
import { heard } from '../support/heard'

const CODE = '134567890123456789'
const ANOTHER = '100000000000000001'
const ALIPAY = '2812345678901234'

const request: PayRequest = { gateway: 'weixin_tenpay_micropay', amountFen: 10, description: '深蓝色秋裤', intentId: 'cart-1' }
const options: BenchOptions = { gateways: ['weixin_tenpay_native', 'weixin_tenpay_micropay', 'alipay_barcode'] }

/** A bench at which a cashier scans. The first charge asks for the password. */
function cashier(without: Parameters<typeof createBench>[0] = {}, more: BenchOptions = {}) {
  const bench = createBench(without, { ...options, ...more })
  const sent: CreateRequest[] = []
  const userpaying: OrderAnswer = answer('pending', { tradeState: 'USERPAYING' })
  bench.script.create = (_context, asked) => {
    sent.push(asked)
    return Promise.resolve({ ...userpaying, show: { flow: 'scan' } })
  }
  bench.script.find = () => Promise.resolve(userpaying)
  const checkout = bench.checkout(request)
  return { ...bench, sent, userpaying, checkout, told: heard(checkout) }
}

describe('a payment code', () => {
  it('is charged once, and the payer types the password', async () => {
    const { checkout, advance, sent, script, told } = cashier()
    checkout.start()
    await advance(0)
    expect(checkout.state.name).toBe('idle')
    const charged = checkout.charge(` ${CODE}\r`)
    await advance(0)
    expect(await charged).toMatchObject({ name: 'waiting', phase: 'userpaying', attempt: { gatewayType: 'weixin_tenpay_micropay' } })
    expect(sent).toMatchObject([{ authCode: CODE, gateway: 'weixin_tenpay_micropay' }])
    expect(checkout.mayHavePaid).toBe(true)
    script.find = () => Promise.resolve(answer('success'))
    await advance(3_300)
    expect(checkout.state).toMatchObject({ name: 'paid', late: false })
    expect(told.ends).toEqual(['paid'])
  })

  it('takes the gateway of its own wallet', async () => {
    const { checkout, advance, sent } = cashier()
    void checkout.charge(ALIPAY)
    await advance(0)
    expect(sent).toMatchObject([{ authCode: ALIPAY, gateway: 'alipay_barcode' }])
  })

  it.each([['nonsense', 605], ['', 605], ['12345', 605], ['910728310408849937', 608]])('%j is refused with %d before anything is sent, and is not repeated', async (code, expected) => {
    const { checkout, calls } = cashier()
    const error: unknown = await checkout.charge(code).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: expected })
    if (code) expect(JSON.stringify(error)).not.toContain(code)
    expect(calls.create).toBe(0)
  })

  it('rule 4: a scanner that fires twice charges once, at any moment', async () => {
    const { checkout, advance, calls } = cashier()
    void checkout.charge(CODE)
    void checkout.charge(CODE)
    void checkout.charge(ANOTHER)
    await advance(0)
    void checkout.charge(CODE)
    void checkout.charge(ANOTHER)
    await advance(5_000)
    expect(calls.create).toBe(1)
  })

  it('a definite refusal is failed, and another code is another order by another token; the refused one is not sent again', async () => {
    const { checkout, advance, script, calls, tokens } = cashier()
    const { create } = script
    script.create = () => Promise.resolve({ ...answer('failed', { tradeState: 'AUTHCODEEXPIRE' }), show: { flow: 'scan' } })
    script.find = () => Promise.resolve(answer('failed', { tradeState: 'AUTHCODEEXPIRE' }))
    void checkout.charge(CODE)
    await advance(0)
    expect(checkout.state).toMatchObject({ name: 'failed', error: { errCode: 'AUTHCODEEXPIRE', tradeNo: T1 } })
    expect(checkout.mayHavePaid).toBe(false)
    script.create = create
    void checkout.charge(CODE)
    await advance(0)
    expect(calls.create).toBe(1)
    void checkout.charge(ANOTHER)
    await advance(0)
    expect(calls.create).toBe(2)
    expect(new Set(tokens).size).toBe(2)
  })

  it('rule 8: a payment code is in no record, trace, news or error, even where the backend repeats it', async () => {
    const { checkout, advance, script, client, told, tab } = cashier()
    script.create = (_context, { authCode }) => Promise.reject(new HError(400, `auth_code ${authCode ?? ''} is wrong`))
    void checkout.charge(CODE)
    await advance(0)
    expect(checkout.state.name).toBe('failed')
    const { state } = checkout
    const seen = [state, state.name === 'failed' && state.error.message, checkout.trace(), told.news, client.ports.storage.keys?.().map((key) => client.ports.storage.get(key))]
    expect(JSON.stringify(seen)).not.toContain(CODE)
    script.create = noAnswer
    const other = tab().checkout({ ...request, intentId: 'cart-2' })
    void other.charge(CODE)
    await advance(0)
    expect(JSON.stringify([other.state, other.trace(), client.ports.storage.keys?.().map((key) => client.ports.storage.get(key))])).not.toContain(CODE)
  })
})

describe('rule 4: a charge whose answer was lost', () => {
  it('is found by its token, and never sent again', async () => {
    const { checkout, advance, script, calls, tokens, userpaying } = cashier()
    script.create = noAnswer
    script.find = (_no, _context, ref) => Promise.resolve({ ...userpaying, clientToken: ref.clientToken })
    void checkout.charge(CODE)
    await advance(0)
    expect(checkout.state).toMatchObject({ name: 'waiting', phase: 'userpaying', order: { tradeNo: T1, amountFen: 10 } })
    expect([calls.create, tokens.length]).toEqual([1, 1])
  })

  it.each(['500', 'time-out', '429', 'token_reused'])('(%s) is unknown where it is not found, and shown as soon as it is', async (how) => {
    const { checkout, advance, script, calls, told } = cashier()
    script.create = () => how === '500' ? Promise.reject(new HError(500, undefined, { retryable: true }))
      : how === '429' ? Promise.reject(new HError(429, undefined, { retryable: true }))
        : how === 'token_reused' ? Promise.reject(new HError(409, 'token_reused', { errCode: 'token_reused' }))
          : new Promise(() => {})
    script.find = () => Promise.resolve(undefined)
    void checkout.charge(CODE)
    await advance(40_000)
    expect(checkout.state).toMatchObject({ name: 'unknown', attempt: { clientToken: expect.any(String) } })
    expect(checkout.mayHavePaid).toBe(true)
    script.find = (_no, _context, ref) => Promise.resolve(answer('success', { clientToken: ref.clientToken }))
    await advance(40_000)
    expect(checkout.state).toMatchObject({ name: 'paid', late: true, order: { tradeNo: T1 } })
    expect(told.ends).toEqual(['unknown', 'paid'])
    expect(calls.create).toBe(1)
  })

  it('is looked for at once where the cashier wants to know', async () => {
    const { checkout, advance, script } = cashier()
    script.create = noAnswer
    script.find = () => Promise.resolve(undefined)
    void checkout.charge(CODE)
    await advance(3_000)
    expect(checkout.state.name).toBe('unknown')
    script.find = (_no, _context, ref) => Promise.resolve(answer('success', { clientToken: ref.clientToken }))
    const checked = checkout.checkNow()
    await advance(0)
    expect((await checked).name).toBe('paid')
  })

  it('without tokens stays unknown, and no other code is charged', async () => {
    const { checkout, advance, script, calls } = cashier({ token: true })
    script.create = noAnswer
    void checkout.charge(CODE)
    await advance(60_000)
    expect(checkout.state.name).toBe('unknown')
    void checkout.charge(ANOTHER)
    void checkout.renew()
    void checkout.switchTo('weixin_tenpay_native')
    await advance(60_000)
    expect(calls.create).toBe(1)
  })

  it('another code goes by the same token, so that it can\'t be a second charge; the same code does not', async () => {
    const { checkout, advance, script, calls, tokens, userpaying } = cashier()
    script.create = noAnswer
    script.find = () => Promise.resolve(undefined)
    void checkout.charge(CODE)
    await advance(10_000)
    expect(checkout.state.name).toBe('unknown')
    void checkout.charge(CODE)
    await advance(1_000)
    expect(calls.create).toBe(1)
    script.create = () => Promise.resolve({ ...userpaying, show: { flow: 'scan' } })
    script.find = () => Promise.resolve(userpaying)
    void checkout.charge(ANOTHER)
    await advance(0)
    expect(checkout.state).toMatchObject({ name: 'waiting', order: { tradeNo: T1 } })
    expect(calls.create).toBe(2)
    expect(new Set(tokens).size).toBe(1)
  })

  it('a reload looks it up, and sends nothing', async () => {
    const { checkout, advance, script, calls, tab, userpaying } = cashier()
    script.create = () => new Promise(() => {})
    void checkout.charge(CODE)
    await advance(0)
    checkout.dispose()
    script.find = (_no, _context, ref) => Promise.resolve({ ...userpaying, clientToken: ref.clientToken })
    const again = tab().checkout({ ...request, amountFen: 20 })
    again.start()
    await advance(0)
    expect(again.state).toMatchObject({ name: 'waiting', order: { tradeNo: T1, amountFen: 10 } })
    expect(calls.create).toBe(1)
    again.dispose()
  })

  it('a code that is scanned into a cart with a charge under way is not sent', async () => {
    const browser = createFakeBrowser()
    const { checkout, advance, calls, tab, script, userpaying } = cashier({}, browser.ports)
    script.find = (_no, _context, ref) => Promise.resolve({ ...userpaying, clientToken: ref.clientToken })
    const other = tab().checkout(request)
    void checkout.charge(CODE)
    void other.charge(ANOTHER)
    await advance(5_000)
    expect(calls.create).toBe(1)
    expect(other.state).toMatchObject({ name: 'waiting', order: { tradeNo: T1 } })
  })
})

describe('a cancel in the scan flow takes the charge back', () => {
  async function charged(without?: Parameters<typeof createBench>[0]) {
    const bench = cashier(without)
    void bench.checkout.charge(CODE)
    await bench.advance(0)
    return bench
  }

  it('is a reverse, and is told after one more check', async () => {
    const { checkout, advance, script, calls, told } = await charged()
    script.reverse = () => {
      script.find = () => Promise.resolve(answer('pending', { tradeState: 'REVOKED' }))
      return Promise.resolve({ result: 'closed' })
    }
    const closing = checkout.closeOrder()
    expect(checkout.state).toMatchObject({ name: 'closing', by: 'reverse' })
    await advance(0)
    expect((await closing).name).toBe('closed')
    expect([calls.reverse, calls.close]).toEqual([1, 0])
    expect(told.ends).toEqual(['closed'])
  })

  it('that is too early leaves it waiting, with the instant from which it is possible', async () => {
    const { checkout, advance, script, clock } = await charged()
    script.reverse = () => Promise.resolve({ result: 'not-yet', retryInMs: 12_000 })
    const closing = checkout.closeOrder()
    await advance(0)
    expect(await closing).toMatchObject({ name: 'waiting', phase: 'userpaying', order: { closableAt: clock.now() + 12_000 } })
    await advance(5_000)
    expect(checkout.state).toMatchObject({ name: 'waiting', order: { closableAt: expect.any(Number) } })
  })

  it('that is under way is waited for', async () => {
    const { checkout, advance, script, calls } = await charged()
    script.reverse = () => {
      if (calls.reverse === 4) script.find = () => Promise.resolve(answer('pending', { tradeState: 'REVOKED' }))
      return Promise.resolve({ result: 'under-way' })
    }
    const closing = checkout.closeOrder()
    await advance(8_000)
    expect(checkout.state.name).toBe('closing')
    await advance(4_000)
    expect((await closing).name).toBe('closed')
    expect(calls.reverse).toBe(4)
  })

  it('that stays under way is unknown after a minute, and nothing else is charged', async () => {
    const { checkout, advance, script, calls, told } = await charged()
    script.reverse = () => Promise.resolve({ result: 'under-way' })
    void checkout.closeOrder()
    await advance(90_000)
    expect(told.ends).toEqual(['unknown'])
    expect(calls.reverse).toBe(20)
    void checkout.charge(ANOTHER)
    await advance(0)
    expect(calls.create).toBe(1)
  })

  it('of a charge that was made after all gives the money back: paid, and refunded', async () => {
    const { checkout, advance, script } = await charged()
    script.reverse = () => {
      script.find = () => Promise.resolve(answer('success', { refundStatus: 'complete' }))
      return Promise.resolve({ result: 'closed' })
    }
    void checkout.closeOrder()
    await advance(0)
    expect(checkout.state).toMatchObject({ name: 'paid', refund: 'complete' })
  })

  it('during the charge waits for its answer, then reverses', async () => {
    const { checkout, advance, script, calls, userpaying } = cashier()
    let release: (() => void) | undefined
    script.create = () => new Promise((resolve) => { release = () => resolve({ ...userpaying, show: { flow: 'scan' } }) })
    script.reverse = () => {
      script.find = () => Promise.resolve(answer('pending', { tradeState: 'REVOKED' }))
      return Promise.resolve({ result: 'closed' })
    }
    void checkout.charge(CODE)
    await advance(0)
    const closing = checkout.closeOrder()
    release?.()
    await advance(0)
    expect((await closing).name).toBe('closed')
    expect(calls.reverse).toBe(1)
  })

  it('where the backend can\'t reverse, it stays waiting', async () => {
    const { checkout, advance, calls } = await charged({ reverse: true })
    expect(checkout.canClose).toBe(false)
    const closing = checkout.closeOrder()
    await advance(0)
    expect((await closing).name).toBe('waiting')
    expect(calls.reverse).toBe(0)
  })

  it('a server that gives up and reverses by itself ends it as expired, and another code may follow', async () => {
    const { checkout, advance, script, calls } = await charged()
    script.find = () => Promise.resolve(answer('pending', { tradeState: 'REVOKED' }))
    await advance(4_000)
    expect(checkout.state).toMatchObject({ name: 'expired', by: 'state' })
    void checkout.charge(ANOTHER)
    await advance(0)
    expect(calls.create).toBe(2)
  })
})

describe('the scan flow beside the others', () => {
  it('never pauses while hidden', async () => {
    const { checkout, advance, calls, set } = cashier()
    void checkout.charge(CODE)
    await advance(0)
    set({ hidden: true })
    await advance(60_000)
    expect(calls.find).toBeGreaterThanOrEqual(19)
  })

  it('a code that is scanned while a QR is shown closes the QR\'s order first', async () => {
    const { advance, script, calls, checkout, sent } = cashier()
    const { create, find } = script
    script.create = () => Promise.resolve({ tradeNo: T1, show: secondOrder.show })
    script.find = () => Promise.resolve(answer('pending'))
    const shop = checkout
    void shop.switchTo('weixin_tenpay_native')
    await advance(0)
    expect(shop.state.name).toBe('waiting')
    script.close = () => {
      script.find = () => Promise.resolve(answer('pending', { tradeState: 'CLOSED' }))
      script.create = async (...args) => {
        script.find = find
        return create(...args)
      }
      return Promise.resolve({ result: 'closed' })
    }
    void shop.charge(CODE)
    await advance(0)
    expect(calls.close).toBe(1)
    expect(sent).toHaveLength(1)
    expect(shop.state).toMatchObject({ name: 'waiting', phase: 'userpaying' })
  })

  it('rule 4: where the QR\'s order can\'t be closed, the code is not sent', async () => {
    const bench = createBench({ close: true }, options)
    const checkout = createCheckout(bench.client, { ...request, gateway: 'weixin_tenpay_native' })
    checkout.start()
    await bench.advance(0)
    void checkout.charge(CODE)
    await bench.advance(0)
    expect(bench.calls.create).toBe(1)
    expect(checkout.state.name).toBe('waiting')
  })

  it('a switch from a charge to a QR reverses it first', async () => {
    const { checkout, advance, script, calls } = cashier()
    void checkout.charge(CODE)
    await advance(0)
    script.reverse = () => {
      script.find = (no) => Promise.resolve(no === T1 ? answer('pending', { tradeState: 'REVOKED' }) : answer('pending', { tradeNo: no as typeof T1 }))
      script.create = () => Promise.resolve(secondOrder)
      return Promise.resolve({ result: 'closed' })
    }
    void checkout.switchTo('weixin_tenpay_native')
    await advance(0)
    expect(checkout.state).toMatchObject({ name: 'waiting', attempt: { gatewayType: 'weixin_tenpay_native' } })
    expect(calls.reverse).toBe(1)
  })

  it('a renew of a charge reverses it and waits for another code', async () => {
    const { checkout, advance, script, calls } = cashier()
    void checkout.charge(CODE)
    await advance(0)
    script.reverse = () => {
      script.find = () => Promise.resolve(answer('pending', { tradeState: 'REVOKED' }))
      return Promise.resolve({ result: 'closed' })
    }
    void checkout.renew()
    await advance(0)
    expect(checkout.state.name).toBe('closed')
    void checkout.renew()
    await advance(0)
    expect(calls.create).toBe(1)
    void checkout.charge(ANOTHER)
    await advance(0)
    expect(calls.create).toBe(2)
  })

  it('disposed, a code is not sent', async () => {
    const { checkout, advance, calls } = cashier()
    checkout.dispose()
    void checkout.charge(CODE)
    await advance(0)
    expect(calls.create).toBe(0)
  })
})
