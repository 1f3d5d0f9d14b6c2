import type { CreatedOrder, GatewayType } from '@baas-pay/sdk'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { has, part, pass, press, showDialog, textOf } from '../../test/screen'
import { MWEB_URL } from '../../test/shop'
import { DESKTOP, openWays, ORDER, ORDER_BY } from '../../test/ways'
import type { PayOrder } from '../../index'

const OFFERED: readonly GatewayType[] = ['weixin_tenpay_native', 'alipay_page', 'paypal']

beforeEach(() => {
  vi.useFakeTimers()
  vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue(DESKTOP)
  return () => {
    vi.useRealTimers()
    vi.restoreAllMocks()
  }
})

const show = async (methods = ['alipay_page', 'wechat'] as const, intent: Parameters<typeof showDialog>[1] = { intent: ORDER }) => {
  const ways = openWays({ gateways: OFFERED })
  return { ...ways, ...(await showDialog(ways.shop, { methods, ...intent })) }
}

async function choose(type: GatewayType): Promise<void> {
  document.querySelector<HTMLInputElement>(`[data-pay-gateway="${type}"] input`)?.click()
  await pass(0)
}

describe('a wallet’s page, on a desktop', () => {
  it('has a tab of its own, opened in the press itself and pointed once there is an order; this page stays', async () => {
    const { shop, tabs, went } = await show()
    let answer: (order: Partial<CreatedOrder>) => void = () => {}
    shop.create = () => new Promise((resolve) => { answer = resolve })
    await choose('alipay_page')
    part('pay').click()
    expect(tabs).toEqual(['about:blank'])
    await pass(500)
    expect([tabs, shop.calls.create]).toEqual([['about:blank'], 1])
    answer({})
    await pass(0)
    expect([tabs, went]).toEqual([[MWEB_URL], []])
    expect(textOf('hint')).toBe('请在支付宝里付款')
    expect(textOf('check')).toBe('我已完成付款')
    shop.told = { status: 'success' }
    await press('check')
    expect(textOf('result-title')).toBe('支付成功')
  })

  it('can be opened again, for the same order', async () => {
    const { shop, tabs } = await show()
    await choose('alipay_page')
    await press('pay')
    await press('open-wallet')
    expect(tabs).toEqual([MWEB_URL, MWEB_URL])
    expect(shop.calls.create).toBe(1)
  })

  it('has no tab left over where no order could be made', async () => {
    const { shop, tabs } = await show()
    shop.create = () => Promise.reject(new Error('refused'))
    await choose('alipay_page')
    await press('pay')
    await pass(10_000)
    expect(tabs).toEqual(['closed'])
    expect(part('dialog').dataset.payState).toBe('failed')
  })

  it('one way alone waits for the press', async () => {
    const { tabs, went } = await show(['alipay_page', 'wechat'], { intent: ORDER_BY('alipay_page'), methods: undefined })
    expect([tabs, went, textOf('open-wallet')]).toEqual([[], [], '打开支付宝付款'])
    await press('open-wallet')
    expect(tabs).toEqual([MWEB_URL])
  })

  it('an intent that is asked for first waits for a press of its own, as only a press may open a tab', async () => {
    const { tabs, went } = await show(['alipay_page', 'wechat'], { intent: () => Promise.resolve<PayOrder>(ORDER) })
    await choose('alipay_page')
    await press('pay')
    expect([tabs, went, textOf('open-wallet')]).toEqual([[], [], '打开支付宝付款'])
    await press('open-wallet')
    expect(tabs).toEqual([MWEB_URL])
  })

  it('rule 4: is not opened for the order before, where that can’t be closed', async () => {
    const { shop, tabs } = await show()
    await press('pay')
    shop.close = () => Promise.resolve({ result: 'not-yet' })
    await press('change-method')
    await choose('alipay_page')
    await press('pay')
    await pass(2_000)
    expect(textOf('check-answer')).toContain('现在还不能换新的')
    expect([tabs, shop.calls.create, has('qrcode')]).toEqual([[], 1, true])
  })

  it('of the way that was changed to waits for a press, once the order before is closed', async () => {
    const { shop, tabs, went } = await show()
    await press('pay')
    shop.find = () => Promise.resolve(shop.calls.close > 0 && shop.calls.create === 1 ? { tradeState: 'CLOSED' } : {})
    shop.close = () => Promise.resolve({ result: 'closed' })
    await press('change-method')
    await choose('alipay_page')
    await press('pay')
    await pass(2_000)
    expect([shop.calls.create, tabs, went]).toEqual([2, [], []])
    await press('open-wallet')
    expect(tabs).toEqual([MWEB_URL])
  })
})
