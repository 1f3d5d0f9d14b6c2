import { memoryStorage, type GatewayType, type PayMethod } from '@baas-pay/sdk'
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { has, key, part, partsNamed, pass, press, settle, showDialog, textOf } from '../../test/screen'
import { DESKTOP, IN_WECHAT, openWays, ORDER, PHONE } from '../../test/ways'
import type { PayOrder } from '../../index'

const as = (userAgent: string) => vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue(userAgent)

beforeEach(() => {
  vi.useFakeTimers()
  return () => {
    vi.useRealTimers()
    vi.restoreAllMocks()
  }
})

const rows = () => partsNamed('method').map((row) => `${row.dataset['payGateway']}${row.querySelector('input')?.disabled ? ' off' : ''}${row.querySelector('input')?.checked ? ' chosen' : ''}`)
const radio = (type: GatewayType) => document.querySelector<HTMLInputElement>(`[data-pay-gateway="${type}"] input`)

async function choose(type: GatewayType): Promise<void> {
  radio(type)?.click()
  await settle()
}

const both: readonly PayMethod[] = ['wechat', 'alipay']

describe('what is offered', () => {
  it.each([
    ['a phone’s browser', PHONE, both, ['weixin_tenpay_wap chosen', 'alipay_wap']],
    ['WeChat', IN_WECHAT, both, ['weixin_tenpay_js chosen', 'alipay_qrcode']],
    ['a desktop', DESKTOP, both, ['weixin_tenpay_native chosen', 'alipay_qrcode']],
    ['a desktop, by name', DESKTOP, ['weixin_tenpay_js', 'alipay', 'weixin_tenpay_wap'], ['alipay_qrcode chosen', 'weixin_tenpay_js off']],
    ['a desktop, where a wallet has a way that works', DESKTOP, ['weixin_tenpay_js', 'wechat', 'alipay', 'weixin_tenpay_wap'], ['weixin_tenpay_native chosen', 'alipay_qrcode']],
    ['a phone, where two names mean one way', PHONE, ['weixin_tenpay_wap', 'wechat', 'alipay'], ['weixin_tenpay_wap chosen', 'alipay_wap']],
    ['a shop without QQ', DESKTOP, ['wechat', 'qq', 'alipay'], ['weixin_tenpay_native chosen', 'alipay_qrcode']],
  ] as const)('in %s is what works there, best first', async (_where, userAgent, methods, expected) => {
    as(userAgent)
    await showDialog(openWays().shop, { intent: ORDER, methods })
    expect(rows()).toEqual(expected)
  })

  it.each([
    [DESKTOP, 'weixin_tenpay_js', '请在微信中打开'], [DESKTOP, 'weixin_tenpay_wap', '请在手机上打开'], [IN_WECHAT, 'weixin_tenpay_wap', '请在浏览器中打开'],
  ] as const)('and the rest says why it does not', async (userAgent, method, why) => {
    as(userAgent)
    await showDialog(openWays().shop, { intent: ORDER, methods: [method, 'alipay'] })
    expect(textOf('method-obstacle')).toBe(why)
  })

  it('of one way that can’t work here is the reason, and nothing can be pressed', async () => {
    as(DESKTOP)
    const { shop } = openWays()
    const { facts } = await showDialog(shop, { intent: ORDER, methods: ['weixin_tenpay_js'] })
    expect(rows()).toEqual(['weixin_tenpay_js off'])
    expect(has('pay')).toBe(false)
    await key('Enter')
    await press('confirm')
    expect(shop.calls.create).toBe(0)
    expect(facts('dismiss')).toEqual([expect.objectContaining({ state: 'idle' })])
  })

  it('JSAPI is not, where the client has no bridge', async () => {
    as(IN_WECHAT)
    await showDialog(openWays({ ports: { bridges: {} } }).shop, { intent: ORDER, methods: both })
    expect(rows()).toEqual(['weixin_tenpay_native chosen', 'alipay_qrcode'])
    expect(textOf('method-note')).toBe('用另一台手机的微信扫码')
  })
})

describe('rule 4: nothing is created before 立即支付', () => {
  it('while there is a choice, however long it takes; the amount is the page’s', async () => {
    as(DESKTOP)
    const { shop } = openWays()
    const { facts } = await showDialog(shop, { intent: ORDER, methods: both })
    expect(textOf('title')).toBe('选择支付方式')
    expect(textOf('amount')).toBe('¥0.10')
    expect(part('dialog').dataset.payState).toBe('idle')
    await choose('alipay_qrcode')
    await pass(60_000)
    expect(shop.calls.create).toBe(0)
    expect(facts('method-change')).toEqual([{ gatewayType: 'alipay_qrcode' }])
    await press('pay')
    expect(shop.calls.create).toBe(1)
    expect(facts('created')).toEqual([expect.objectContaining({ gatewayType: 'alipay_qrcode' })])
    expect(textOf('title')).toBe('支付宝')
  })

  it('one way is gone on with at once', async () => {
    as(DESKTOP)
    const { shop } = openWays()
    await showDialog(shop, { intent: ORDER, methods: ['wechat'] })
    expect(shop.calls.create).toBe(1)
    expect(has('change-method')).toBe(false)
  })

  it('a function is called within the click, once for a double click, and told the way', async () => {
    as(DESKTOP)
    const { shop } = openWays()
    let answer: (order: PayOrder) => void = () => {}
    const intent = vi.fn((_chosen: GatewayType | undefined) => new Promise<PayOrder>((resolve) => { answer = resolve }))
    await showDialog(shop, { intent, methods: both })
    expect(intent).not.toHaveBeenCalled()
    const button = part('pay')
    button.click()
    expect(intent).toHaveBeenCalledWith('weixin_tenpay_native')
    button.click()
    await settle()
    expect(textOf('hint')).toBe('正在下单')
    answer(ORDER)
    await settle()
    expect(intent).toHaveBeenCalledTimes(1)
    expect(shop.calls.create).toBe(1)
  })

  it('a function that fails leads back: 重试 asks it again for the same way', async () => {
    vi.stubGlobal('reportError', vi.fn())
    onTestFinished(() => void vi.unstubAllGlobals())
    as(DESKTOP)
    const { shop } = openWays()
    const intent = vi.fn(() => Promise.reject<PayOrder>(new Error('no stock')))
    await showDialog(shop, { intent, methods: both })
    await choose('alipay_qrcode')
    await press('pay')
    expect(part('dialog').dataset.payState).toBe('failed')
    intent.mockResolvedValueOnce(ORDER)
    await press('retry')
    expect(intent.mock.calls).toEqual([['alipay_qrcode'], ['alipay_qrcode']])
    expect(part('dialog').dataset.payState).toBe('waiting')
  })

  it('Enter on the chosen way goes on', async () => {
    as(DESKTOP)
    const { shop } = openWays()
    await showDialog(shop, { intent: ORDER, methods: both })
    radio('weixin_tenpay_native')?.focus()
    await pass(1_000)
    await key('Enter')
    expect(shop.calls.create).toBe(1)
  })

  it('a cancelled payment that is opened again is chosen again', async () => {
    as(DESKTOP)
    const { shop } = openWays()
    const { wrapper } = await showDialog(shop, { intent: ORDER, methods: both })
    await press('pay')
    await press('cancel')
    await press('cancel-confirm')
    await pass(1_000)
    await press('confirm')
    shop.told = {}
    await wrapper.setProps({ open: true })
    await settle()
    expect(has('methods')).toBe(true)
    expect(shop.calls.create).toBe(1)
    await press('pay')
    expect(shop.calls.create).toBe(2)
  })
})

describe('an order that an earlier page has left', () => {
  it('is come back to without a choice', async () => {
    as(DESKTOP)
    const storage = memoryStorage()
    const { wrapper } = await showDialog(openWays({ ports: { storage } }).shop, { intent: ORDER, methods: both })
    await press('pay')
    wrapper.unmount()
    const { shop } = openWays({ ports: { storage } })
    await showDialog(shop, { intent: ORDER, methods: both })
    expect(has('methods')).toBe(false)
    expect(part('dialog').dataset.payState).toBe('waiting')
    expect(shop.calls.create).toBe(0)
  })

  it('for something else waits until the payer has chosen, and is closed first', async () => {
    as(DESKTOP)
    const storage = memoryStorage()
    const { wrapper } = await showDialog(openWays({ ports: { storage } }).shop, { intent: ORDER, methods: both })
    await press('pay')
    wrapper.unmount()
    const { shop } = openWays({ ports: { storage } })
    await showDialog(shop, { intent: { ...ORDER, amountFen: 20 }, methods: both })
    expect(has('methods')).toBe(true)
    expect(textOf('amount')).toBe('¥0.20')
    expect(shop.calls).toMatchObject({ create: 0, close: 0 })
    await press('pay')
    await pass(1_000)
    expect(shop.calls).toMatchObject({ create: 1, close: 1 })
  })
})

describe('更换支付方式', () => {
  async function waiting(options: Parameters<typeof openWays>[0] = {}) {
    as(DESKTOP)
    const ways = openWays(options)
    const dialog = await showDialog(ways.shop, { intent: ORDER, methods: both })
    await press('pay')
    await press('change-method')
    return { ...ways, ...dialog }
  }

  it('shows the choice over the order, which stays, with its number; 返回 changes nothing', async () => {
    const { shop } = await waiting()
    expect(has('qrcode')).toBe(false)
    expect(has('order-number')).toBe(true)
    expect(part('dialog').dataset.payState).toBe('waiting')
    await press('back')
    expect(has('qrcode')).toBe(true)
    expect(shop.calls).toMatchObject({ create: 1, close: 0 })
  })

  it.each([['failed', { status: 'failed', tradeState: 'PAYERROR' }], ['expired', { tradeState: 'CLOSED' }]] as const)('the same way again after %s is a new order', async (state, told) => {
    const { shop } = await waiting()
    await press('back')
    shop.told = told
    await press('check')
    expect(part('dialog').dataset.payState).toBe(state)
    shop.told = {}
    await press('change-method')
    await press('pay')
    await pass(1_000)
    expect(part('dialog').dataset.payState).toBe('waiting')
    expect(shop.calls.create).toBe(2)
  })

  it('the same way again is only going back', async () => {
    const { shop } = await waiting()
    await press('pay')
    expect(has('qrcode')).toBe(true)
    expect(shop.calls).toMatchObject({ create: 1, close: 0 })
  })

  it('rule 4: another way: the old order is closed, and only then the next is made', async () => {
    const { shop, facts } = await waiting()
    const { close } = shop
    shop.close = async () => {
      const result = await new Promise<Awaited<ReturnType<typeof close>>>((resolve) => { setTimeout(() => void close().then(resolve), 500) })
      return result
    }
    await choose('alipay_qrcode')
    await press('pay')
    expect(part('dialog').dataset.payState).toBe('closing')
    expect(textOf('hint')).toBe('正在重新下单')
    expect(shop.calls.create).toBe(1)
    const before = shop.create
    shop.create = () => {
      shop.told = {}
      return before()
    }
    await pass(1_000)
    expect(shop.calls).toMatchObject({ create: 2, close: 1 })
    expect(facts('created').map(({ gatewayType }) => gatewayType)).toEqual(['weixin_tenpay_native', 'alipay_qrcode'])
  })

  it('rule 4: a double click on another way closes once and makes one order', async () => {
    const { shop, facts } = await waiting()
    const before = shop.create
    shop.create = () => {
      shop.told = {}
      return before()
    }
    await choose('alipay_qrcode')
    const button = part('pay')
    button.click()
    button.click()
    await pass(5_000)
    expect(shop.calls).toMatchObject({ create: 2, close: 1 })
    expect(facts('created')).toHaveLength(2)
    expect(has('check-answer')).toBe(false)
  })

  it('rule 4: where the old order can’t be closed it is shown still, and that is said', async () => {
    const { shop } = await waiting()
    shop.close = () => Promise.resolve({ result: 'not-yet' })
    await choose('alipay_qrcode')
    await press('pay')
    await pass(1_000)
    expect(textOf('check-answer')).toContain('现在还不能换新的')
    expect(textOf('title')).toBe('微信支付')
    expect(shop.calls.create).toBe(1)
  })

  it('rule 4: nor where the backend can’t close at all', async () => {
    const { shop } = await waiting({ canClose: false })
    await choose('alipay_qrcode')
    await press('pay')
    await pass(1_000)
    expect(textOf('check-answer')).toContain('现在还不能换新的')
    expect(shop.calls.create).toBe(1)
  })

  it('a payment that comes in meanwhile is shown at once', async () => {
    const { shop } = await waiting()
    shop.told = { status: 'success' }
    await pass(5_000)
    expect(has('methods')).toBe(false)
    expect(textOf('result-title')).toBe('支付成功')
  })

  it('rule 2: is not offered while nobody knows whether it was paid', async () => {
    const { shop } = await waiting()
    await press('back')
    shop.find = () => Promise.reject(new Error('offline'))
    await press('check')
    await pass(10_000)
    expect(part('dialog').dataset.payState).toBe('unknown')
    expect(has('change-method')).toBe(false)
  })
})
