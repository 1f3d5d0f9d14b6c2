import { describe, expect, it } from 'vitest'
import { HError, type CreatedOrder, type PayRequest } from '../../src/index'
import { answer, createBench, T1 } from '../support/bench'
import { heard } from '../support/heard'

const CODE = '134567890123456789'
const request: PayRequest = { gateway: 'weixin_tenpay_micropay', amountFen: 10, description: '深蓝色秋裤', intentId: 'cart-1' }

/** A charge whose create is answered so. */
async function charged(created: CreatedOrder | Error, without: Parameters<typeof createBench>[0] = {}) {
  const bench = createBench(without, { gateways: ['weixin_tenpay_micropay'] })
  bench.script.create = () => (created instanceof Error ? Promise.reject(created) : Promise.resolve(created))
  bench.script.find = (_no, _context, { clientToken }) => Promise.resolve(answer('pending', { tradeState: 'USERPAYING', clientToken }))
  const checkout = bench.checkout(request)
  const told = heard(checkout)
  void checkout.charge(CODE)
  await bench.advance(5_000)
  return { ...bench, checkout, told }
}

describe('rule 4: the answer to a charge that was sent', () => {
  it('needs nothing to show: the payer has shown all there is', async () => {
    const { checkout, told } = await charged({ tradeNo: T1, tradeState: 'USERPAYING' })
    expect(checkout.state).toMatchObject({ name: 'waiting', phase: 'userpaying', order: { show: { flow: 'scan' } } })
    expect(told.ends).toEqual([])
  })

  it('is unknown, never failed, where it has no number and the backend knows no tokens', async () => {
    const { checkout, told } = await charged({ status: 'success' }, { token: true })
    expect([checkout.state.name, checkout.mayHavePaid]).toEqual(['unknown', true])
    expect(told.ends).toEqual(['unknown'])
  })

  it.each([[401], [402]])('that is a refusal (%d) is failed: nothing was charged', async (code) => {
    const { checkout } = await charged(new HError(code))
    expect(checkout.state).toMatchObject({ name: 'failed', error: { code } })
  })
})

describe('rule 8: a backend that repeats the payment code', () => {
  it.each([
    ['in its words', new HError(402, `code ${CODE} is used`)],
    ['as its own error name', new HError(402, undefined, { errCode: `USED_${CODE}` })],
    ['in a hint', new HError(402, undefined, { hint: `Not ${CODE}.` })],
  ])('%s is not repeated', async (_case, error) => {
    const { checkout, told } = await charged(error)
    expect(checkout.state).toMatchObject({ name: 'failed', error: { code: 402 } })
    expect(JSON.stringify([checkout.state, told.news, checkout.trace()])).not.toContain(CODE)
  })
})
