import { describe, expect, it } from 'vitest'
import type { CloseResult, OrderAnswer, PayRequest } from '../../src/index'
import { answer, createBench, noAnswer } from '../support/bench'
import { heard } from '../support/heard'

const CODE = '134567890123456789'

const request: PayRequest = { gateway: 'weixin_tenpay_micropay', amountFen: 10, description: '深蓝色秋裤', intentId: 'cart-1' }

const PAID = answer('success', { refundStatus: undefined })
const GIVEN_BACK = answer('success', { refundStatus: 'complete' })

/** A charge whose payer pays at the moment in which the cashier cancels: the backend takes a payment back, and says `meanwhile` of it. */
async function cancelledAsItIsPaid(reverse: (call: number) => Promise<CloseResult>, meanwhile = () => Promise.resolve(PAID)) {
  const bench = createBench({}, { gateways: ['weixin_tenpay_micropay'] })
  const { script, calls, advance } = bench
  const userpaying: OrderAnswer = answer('pending', { tradeState: 'USERPAYING' })
  script.create = () => Promise.resolve({ ...userpaying, show: { flow: 'scan' } })
  script.find = () => Promise.resolve(userpaying)
  const checkout = bench.checkout(request)
  const told = heard(checkout)
  const seen: string[] = []
  checkout.subscribe(() => {
    const { state } = checkout
    if (state.name === 'paid') seen.push(state.refund ?? 'no refund')
  })
  void checkout.charge(CODE)
  await advance(0)
  script.reverse = () => {
    script.find = meanwhile
    return reverse(calls.reverse)
  }
  void checkout.closeOrder()
  return { ...bench, checkout, told, seen, giveBack: () => { script.find = () => Promise.resolve(GIVEN_BACK) } }
}

describe('rule 2: a charge that is being taken back is not paid before it is known to stay', () => {
  it('a poll that finds it paid before the reverse is answered ends nothing', async () => {
    const { advance, checkout, seen, giveBack, clock } = await cancelledAsItIsPaid(() => new Promise((resolve) => {
      clock.setTimeout(() => {
        giveBack()
        resolve({ result: 'closed' })
      }, 20_000)
    }))
    await advance(15_000)
    expect([checkout.state.name, seen]).toEqual(['closing', []])
    await advance(10_000)
    expect(checkout.state).toMatchObject({ name: 'paid', refund: 'complete' })
    expect(seen).toEqual(['complete'])
  })

  it('the reverse\'s answer is lost: it is asked again before anybody hands the goods over', async () => {
    const { advance, checkout, seen, giveBack } = await cancelledAsItIsPaid((call) => {
      if (call === 1) return noAnswer()
      giveBack()
      return Promise.resolve({ result: 'closed' })
    })
    await advance(30_000)
    expect(checkout.state).toMatchObject({ name: 'paid', refund: 'complete' })
    expect(seen).toEqual(['complete'])
  })

  it('a copy of the order from before the reverse is no answer', async () => {
    const { advance, checkout, seen, giveBack } = await cancelledAsItIsPaid((call) => {
      if (call > 1) giveBack()
      return Promise.resolve({ result: 'closed' })
    })
    await advance(30_000)
    expect(checkout.state).toMatchObject({ name: 'paid', refund: 'complete' })
    expect(seen).toEqual(['complete'])
  })

  it('the backend says that it can\'t be taken back: paid', async () => {
    const { advance, checkout, told } = await cancelledAsItIsPaid(() => Promise.resolve({ result: 'paid' }))
    await advance(0)
    expect(checkout.state).toMatchObject({ name: 'paid', refund: undefined })
    expect(told.ends).toEqual(['paid'])
  })

  const reversing = () => Promise.resolve(answer('pending', { tradeState: 'REVERSING' }))
  const goesOn = (): Promise<CloseResult> => Promise.resolve({ result: 'under-way' })

  it('a backend that says so itself is believed for as long as it says so, also after the cashier is not kept waiting any more', async () => {
    const { advance, checkout, told, seen, giveBack } = await cancelledAsItIsPaid(goesOn, reversing)
    await advance(30_000)
    expect(checkout.state).toMatchObject({ name: 'closing', by: 'reverse' })
    await advance(300_000)
    expect(checkout.state).toMatchObject({ name: 'waiting', phase: 'reversing' })
    expect([told.ends, checkout.mayHavePaid]).toEqual([[], true])
    giveBack()
    await advance(60_000)
    expect([checkout.state.name, seen, told.ends]).toEqual(['paid', ['complete'], ['paid']])
  })

  it('that it says so is not forgotten where the window ends without an answer', async () => {
    const { advance, script, checkout, told } = await cancelledAsItIsPaid(goesOn, reversing)
    await advance(190_000)
    expect(checkout.state).toMatchObject({ name: 'waiting', phase: 'reversing' })
    script.find = noAnswer
    await advance(60_000)
    expect(checkout.state).toMatchObject({ name: 'waiting', phase: 'reversing' })
    expect(told.ends).toEqual([])
  })

  it('what it drops its word for is what is true: paid, and closed', async () => {
    for (const [last, name] of [[PAID, 'paid'], [answer('pending', { tradeState: 'REVOKED' }), 'expired']] as const) {
      const { advance, script, checkout, told } = await cancelledAsItIsPaid(goesOn, reversing)
      await advance(100_000)
      script.find = () => Promise.resolve(last)
      await advance(60_000)
      expect([checkout.state.name, told.ends]).toEqual([name, [name]])
    }
  })

  it('a charge that nobody knew of is not called unknown any more once the backend says that it takes it back', async () => {
    const { advance, script, checkout } = await cancelledAsItIsPaid(goesOn, noAnswer)
    await advance(400_000)
    expect(checkout.state.name).toBe('unknown')
    script.find = reversing
    await advance(60_000)
    expect(checkout.state).toMatchObject({ name: 'waiting', phase: 'reversing' })
  })

  it('a backend without the word is read as before: unknown after a minute, and paid where it says so then', async () => {
    const { advance, checkout, told } = await cancelledAsItIsPaid(goesOn)
    await advance(100_000)
    expect([checkout.state.name, told.ends]).toEqual(['paid', ['unknown', 'paid']])
  })
})
