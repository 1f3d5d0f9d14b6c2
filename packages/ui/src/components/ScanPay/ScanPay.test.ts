import { describe, expect, it } from 'vitest'
import { openCounter, scan, WECHAT } from '../../test/counter'

describe('the counter', () => {
  it('charges a code that was scanned, and says that it is paid', async () => {
    const { shop, root, facts, see } = await openCounter()
    expect(root().dataset['payScan']).toBe('ready')
    shop.told = { status: 'success' }
    await scan(WECHAT)
    await see('paid')
    expect(shop.calls.create).toBe(1)
    expect(facts('scan')).toEqual([{ brand: 'wechat', masked: '13****89' }])
    expect(facts('paid')).toMatchObject([{ gatewayType: 'weixin_tenpay_micropay', brand: 'wechat', masked: '13****89', late: false, amountFen: 1990 }])
  })
})
