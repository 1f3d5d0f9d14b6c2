import { describe, expect, it } from 'vitest'
import { HError, type TradeNo } from '../../src/index'
import { answer, createBench, T1 } from '../support/bench'
import { heard } from '../support/heard'

const CODE = '134567890123456789'
const CHARGE = 'T-charge' as TradeNo
const never = () => new Promise<never>(() => {})

/** A charge on its way while an older code, whose time is up and which can't be closed, may still be paid. */
async function chargeInFlight() {
  const bench = createBench({ close: true }, { gateways: ['weixin_tenpay_native', 'weixin_tenpay_micropay'] })
  const { script, checkout: make, advance, tokens } = bench
  script.find = () => Promise.resolve(answer('pending', { expiresInMs: -1 }))
  const checkout = make()
  const told = heard(checkout)
  checkout.start()
  await advance(910_000)
  expect(checkout.state).toMatchObject({ name: 'expired', by: 'time' })
  script.create = () => Promise.reject(new HError(400, 'closed for today'))
  void checkout.renew()
  await advance(0)
  expect(checkout.state.name).toBe('failed')
  script.create = never
  void checkout.charge(CODE)
  await advance(0)
  expect(checkout.state).toMatchObject({ name: 'creating', attempt: { gatewayType: 'weixin_tenpay_micropay' } })
  const token = tokens[tokens.length - 1]
  /** The older code is paid; the charge is what `of` says. */
  const oldIsPaid = (of: ReturnType<typeof answer> | undefined) => {
    script.find = (tradeNo, _context, { clientToken }) => Promise.resolve(tradeNo === T1 ? answer('success') : clientToken === token ? of && { ...of, tradeNo: CHARGE, clientToken } : undefined)
  }
  return { ...bench, checkout, told, oldIsPaid, duplicates: () => told.news.filter(({ type }) => type === 'duplicate-paid') }
}

describe('rule 4: a charge on its way while an older code of the same intent is paid', () => {
  it('is looked for, and said to be a second payment where it is one', async () => {
    const { checkout, advance, oldIsPaid, duplicates, told } = await chargeInFlight()
    oldIsPaid(answer('success'))
    await advance(120_000)
    expect(checkout.state).toMatchObject({ name: 'paid', order: { tradeNo: T1 } })
    expect(duplicates()).toMatchObject([{ first: { tradeNo: T1 }, second: { tradeNo: CHARGE, gatewayType: 'weixin_tenpay_micropay' } }])
    expect(told.ends).toEqual(['expired', 'failed', 'paid'])
    checkout.dispose()
  })

  it.each([['nobody knows', undefined], ['was refused', answer('failed', { tradeState: 'PAYERROR' })], ['was taken back', answer('pending', { tradeState: 'REVOKED' })]])('that %s is no second payment', async (_case, of) => {
    const { checkout, advance, oldIsPaid, duplicates, pending } = await chargeInFlight()
    oldIsPaid(of)
    await advance(120_000)
    expect(checkout.state.name).toBe('paid')
    expect(duplicates()).toEqual([])
    checkout.dispose()
    expect(pending()).toBe(0)
  })
})
