import { HError } from '@baas-pay/sdk'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { openCounter, scan, WECHAT } from '../../test/counter'
import { has, part, pass, press, settle, textOf } from '../../test/screen'
import { tradeNoOf } from '../../test/shop'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  return () => vi.useRealTimers()
})

async function paid(props: Parameters<typeof openCounter>[0] = {}) {
  const counter = await openCounter(props)
  counter.shop.told = { status: 'success' }
  await scan(WECHAT)
  await counter.see('paid')
  return counter
}

describe('the receipt', () => {
  it('is printed once for each payment, and again when it is asked for', async () => {
    const print = vi.fn()
    await paid({ props: { print } })
    expect(print.mock.calls).toMatchObject([[{ tradeNo: tradeNoOf(1), amountFen: 1990, masked: '13****89' }]])
    await press('print')
    expect(print).toHaveBeenCalledTimes(2)
  })

  it('that fails changes nothing about the payment: it is said, and waits for somebody', async () => {
    const print = vi.fn(() => Promise.reject(new Error('no paper')))
    const { see } = await paid({ props: { print } })
    await settle()
    expect(textOf('print-failed')).toBe('收款已成功，只是小票没有打印出来')
    await pass(60_000)
    await see('paid')
    print.mockResolvedValue(undefined as never)
    await press('print')
    expect(has('print-failed')).toBe(false)
  })

  it('is not asked for twice while it is printed', async () => {
    const print = vi.fn(() => new Promise(() => {}))
    await paid({ props: { print } })
    expect(part('print').getAttribute('aria-disabled')).toBe('true')
    await press('print')
    expect(print).toHaveBeenCalledTimes(1)
  })

  it('of a customer who has gone is not printed into the next one\'s hands', async () => {
    const print = vi.fn()
    const { shop, facts, see } = await openCounter({ props: { print } })
    shop.create = shop.find = () => Promise.reject(new HError(600, undefined, { retryable: true }))
    await scan(WECHAT)
    await pass(15_000)
    await press('leave-unknown')
    await press('next-confirm')
    const [unknown] = facts('unknown')
    shop.find = () => Promise.resolve({ status: 'success', clientToken: unknown?.clientToken, tradeNo: tradeNoOf(1) })
    await pass(60_000)
    await see('ready')
    expect(facts('paid')).toMatchObject([{ late: true }])
    expect(print).not.toHaveBeenCalled()
  })

  it('can be the page\'s own, in the slot', async () => {
    await paid({ slots: { print: '<template #print="{ facts }"><b class="own">{{ facts.tradeNo }}</b></template>' } })
    expect(document.querySelector('.own')?.textContent).toBe(tradeNoOf(1))
    expect(has('print')).toBe(false)
  })
})
