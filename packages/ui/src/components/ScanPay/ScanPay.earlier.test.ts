import { createCheckout, memoryStorage } from '@baas-pay/sdk'
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { ALIPAY, openCounter, openTill, SALE, scan, WECHAT } from '../../test/counter'
import { has, part, pass, textOf } from '../../test/screen'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  return () => vi.useRealTimers()
})

const intent = { ...SALE, intentId: 'sale-1' }

/** A till whose payer is typing the password, and the page is loaded anew. */
async function reloaded(afterMs: number) {
  const shop = openTill({ storage: memoryStorage() })
  const before = await openCounter({ shop, props: { intent } })
  shop.told = { tradeState: 'USERPAYING' }
  await scan(WECHAT)
  await before.see('confirming')
  await pass(afterMs)
  before.wrapper.unmount()
  await pass(1_000)
  return openCounter({ shop, props: { intent } })
}

describe('a charge that an earlier page has begun', () => {
  it('is as old as it is: a reload does not begin the waiting anew', async () => {
    const { see } = await reloaded(20_000)
    await see('confirming')
    expect(textOf('waited')).toBe('已等 00:21')
    await pass(2_000)
    expect(textOf('waited')).toBe('已等 00:23')
  })

  it('has its action under Enter at once, and so has its end', async () => {
    const { shop, see } = await reloaded(3_000)
    await see('confirming')
    expect(document.activeElement).toBe(part('check'))
    shop.told = { status: 'failed', tradeState: 'PAYERROR' }
    await pass(10_000)
    await see('refused')
    expect(document.activeElement).toBe(part('next'))
  })

  it('takes no focus from a field of the page', async () => {
    const other = document.body.appendChild(document.createElement('input'))
    const shop = openTill({ storage: memoryStorage() })
    shop.told = { tradeState: 'USERPAYING' }
    const { see } = await openCounter({ shop, props: { intent } })
    await scan(WECHAT)
    other.focus()
    await see('confirming')
    await pass(5_000)
    expect(document.activeElement).toBe(other)
    other.remove()
  })
})

describe('rule 4: a sale that another tab is charging', () => {
  it('is shown without the code that was scanned here: that one was not sent', async () => {
    const storage = memoryStorage()
    const [shop, other] = [openTill({ storage }), openTill({ storage })]
    shop.told = other.told = { tradeState: 'USERPAYING' }
    const { root, facts, see } = await openCounter({ shop, props: { intent } })
    const there = createCheckout(other.client, { ...intent, gateway: 'weixin_tenpay_micropay' })
    onTestFinished(() => there.dispose())
    await there.charge(WECHAT)
    await see('ready')
    await scan(ALIPAY)
    await see('confirming')
    expect([other.calls.create, shop.calls.create]).toEqual([1, 0])
    expect(facts('charging')).toEqual([])
    expect(facts('rejected')).toMatchObject([{ reason: 'busy', masked: '28****94' }])
    expect(facts('confirming')[0]).toMatchObject({ gatewayType: 'weixin_tenpay_micropay' })
    expect(facts('confirming')[0]).not.toHaveProperty('masked')
    expect(root().textContent).not.toContain('28****94')
    expect(has('scan-code')).toBe(false)
  })
})
