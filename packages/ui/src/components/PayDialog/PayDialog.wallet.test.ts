import { HError, memoryStorage, type BridgeHint, type OrderAnswer } from '@baas-pay/sdk'
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { has, part, pass, press, settle, showDialog, stage, textOf } from '../../test/screen'
import { MWEB_URL, tradeNoOf } from '../../test/shop'
import { openWays, ORDER, ORDER_BY, PHONE, wayScenes } from '../../test/ways'

beforeEach(() => {
  vi.useFakeTimers()
  return () => {
    vi.useRealTimers()
    vi.restoreAllMocks()
  }
})

describe('every screen of a choice and of a wallet comes about', () => {
  it.each(Object.entries(wayScenes))('%s', async (_name, scene) => {
    vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue(scene.userAgent)
    const ways = openWays()
    scene.set?.(ways.shop)
    await showDialog(ways.shop, { intent: ORDER, methods: scene.methods, autoCloseMs: null })
    await scene.play?.(stage, ways)
    await pass(4_000)
    expect(part('dialog').dataset.payState).toBe(scene.state)
    expect(has(scene.shows as 'result')).toBe(true)
    expect(textOf('amount')).toBe('¥0.10')
  })
})

describe('inside WeChat', () => {
  async function called(options: Parameters<typeof openWays>[0] = {}) {
    const ways = openWays(options)
    const dialog = await showDialog(ways.shop, { intent: ORDER_BY('weixin_tenpay_js') })
    return { ...ways, ...dialog }
  }

  it('the wallet is called as soon as there is an order, and the payer can ask for the result meanwhile', async () => {
    const { shop, asked } = await called()
    expect(asked).toHaveLength(1)
    expect(part('dialog').dataset).toMatchObject({ payState: 'waiting', payFlow: 'jsapi' })
    expect(textOf('hint')).toBe('请在微信里付款')
    expect(textOf('check')).toBe('检查支付结果')
    expect(has('qrcode')).toBe(false)
    await press('check')
    expect(shop.calls.find).toBe(1)
    expect(textOf('check-answer')).toContain('还没有查到付款')
    expect(asked).toHaveLength(1)
  })

  it.each<BridgeHint['end']>(['ok', 'cancel', 'fail', 'silent'])('rule 1: its %s ends nothing: the backend is asked, and unpaid can be paid by the same order', async (end) => {
    const { shop, asked, leaveOff, facts } = await called()
    shop.find = () => new Promise((resolve) => { setTimeout(() => resolve({}), 500) })
    leaveOff(end)
    await settle()
    expect(part('dialog').dataset.payState).toBe('checking')
    expect(textOf('hint')).toBe('正在确认付款结果')
    await pass(500)
    expect(part('dialog').dataset.payState).toBe('waiting')
    expect(textOf('hint')).toBe('还没有收到付款')
    expect(['paid', 'failed', 'unknown', 'expired'].flatMap(facts)).toEqual([])
    await press('open-wallet')
    expect(asked).toHaveLength(2)
    expect(asked[1]).toEqual(asked[0])
    expect(shop.calls.create).toBe(1)
    expect(textOf('hint')).toBe('请在微信里付款')
  })

  it('rule 1: a payment is shown on the backend’s word, though the bridge said cancel', async () => {
    const { shop, leaveOff, facts } = await called()
    shop.told = { status: 'success' }
    leaveOff('cancel')
    await settle()
    expect(textOf('result-title')).toBe('支付成功')
    expect(facts('paid')).toHaveLength(1)
  })

  it('rule 2: its ok without the backend’s word is unknown, with the number to copy', async () => {
    const { shop, leaveOff } = await called()
    shop.find = () => Promise.reject(new HError(600))
    leaveOff('ok')
    await pass(4_000)
    expect(textOf('result-title')).toBe('请勿重复支付')
    expect(textOf('order-number')).toBe(tradeNoOf(1))
  })

  it('a bridge that never answers leaves the payer what they need: the result, the number, cancelling', async () => {
    const { shop, facts } = await called()
    await pass(100_000)
    expect(part('dialog').dataset.payState).toBe('waiting')
    expect([has('check'), has('copy'), has('cancel')]).toEqual([true, true, true])
    shop.told = { status: 'success' }
    await pass(8_000)
    expect(facts('paid')).toHaveLength(1)
    expect(facts('failed')).toEqual([])
  })

  it('rule 9: outside WeChat no order is made, and the payer can try again', async () => {
    const { shop } = await called({ ports: { bridges: { wechat: { isReady: () => Promise.resolve(false), pay: () => Promise.resolve({ end: 'unready' }) } } } })
    expect(part('dialog').dataset.payState).toBe('failed')
    expect(textOf('result-text')).toContain('没有扣款')
    expect(shop.calls.create).toBe(0)
    expect(has('retry')).toBe(true)
  })

  it('a dialog that was hidden while its order was made calls no wallet', async () => {
    const ways = openWays()
    ways.shop.create = () => new Promise((resolve) => { setTimeout(() => resolve({}), 500) })
    const { wrapper } = await showDialog(ways.shop, { intent: ORDER_BY('weixin_tenpay_js') })
    await press('dismiss')
    await pass(1_000)
    expect(ways.asked).toEqual([])
    await wrapper.setProps({ open: true })
    await settle()
    await press('open-wallet')
    expect(ways.asked).toHaveLength(1)
  })
})

describe('a phone’s browser', () => {
  beforeEach(() => void vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue(PHONE))

  it('stays where it is until the payer presses: the page is left within a click', async () => {
    const { shop, went } = openWays()
    await showDialog(shop, { intent: ORDER_BY('weixin_tenpay_wap') })
    expect(part('dialog').dataset).toMatchObject({ payState: 'waiting', payFlow: 'redirect' })
    expect(went).toEqual([])
    await press('open-wallet')
    expect(went).toEqual([MWEB_URL])
    expect(textOf('check')).toBe('我已完成付款')
  })

  it('goes to WeChat on 立即支付', async () => {
    const { shop, went } = openWays()
    await showDialog(shop, { intent: ORDER, methods: ['wechat', 'alipay'] })
    expect(went).toEqual([])
    await press('pay')
    expect(went).toEqual([MWEB_URL])
    expect(shop.calls.create).toBe(1)
  })

  it('is not left for the next order because the one before was pressed for', async () => {
    const { shop, went } = openWays()
    const { wrapper } = await showDialog(shop, { intent: ORDER, methods: ['wechat', 'alipay'] })
    await press('pay')
    await press('dismiss')
    await wrapper.setProps({ intent: { ...ORDER_BY('weixin_tenpay_wap'), intentId: 'cart-43' }, methods: ['wechat'], open: true })
    await settle()
    expect(shop.calls.create).toBe(2)
    expect(went).toEqual([MWEB_URL])
  })

  async function back(told: Partial<OrderAnswer> = {}, afterMs = 60_000) {
    const shared = memoryStorage()
    const first = openWays({ ports: { storage: shared } })
    first.shop.told = { expiresInMs: 900_000 }
    const { wrapper } = await showDialog(first.shop, { intent: ORDER_BY('weixin_tenpay_wap') })
    await press('open-wallet')
    wrapper.unmount()
    await pass(afterMs)
    const ways = openWays({ ports: { storage: shared } })
    ways.shop.told = told
    const dialog = await showDialog(ways.shop, { intent: ORDER_BY('weixin_tenpay_wap'), autoCloseMs: null })
    return { ...ways, ...dialog }
  }

  it('back and paid: it is asked at once, and shown', async () => {
    const { shop, went } = await back({ status: 'success' })
    expect(textOf('result-title')).toBe('支付成功')
    expect(shop.calls.create).toBe(0)
    expect(went).toEqual([])
  })

  it('rule 1: back without paying concludes nothing: 我已完成付款 asks, 重新打开 goes to the same order', async () => {
    const { shop, went } = await back()
    expect(part('dialog').dataset.payState).toBe('waiting')
    expect(textOf('hint')).toBe('请在微信里付款')
    await press('check')
    expect(textOf('check-answer')).toContain('还没有查到付款')
    expect(textOf('open-wallet')).toBe('打开微信付款')
    await press('open-wallet')
    expect(went).toEqual([MWEB_URL])
    expect(shop.calls.create).toBe(0)
  })

  it('an address that WeChat does not open any more is not gone to: the order makes room for a new one', async () => {
    const { shop, went } = await back({}, 299_000)
    await press('open-wallet')
    expect([went.length, shop.calls.create]).toEqual([1, 0])
    await pass(2_000)
    shop.close = () => Promise.resolve({ result: 'closed' })
    shop.find = () => Promise.resolve(shop.calls.close > 0 && shop.calls.create === 0 ? { tradeState: 'CLOSED' } : {})
    await press('open-wallet')
    await pass(2_000)
    expect(shop.calls).toMatchObject({ create: 1, close: 1 })
    expect(went).toHaveLength(2)
  })

  it('rule 4: where that order can’t be closed, there is no second one, and that is said', async () => {
    const { shop, went } = await back({}, 301_000)
    shop.close = () => Promise.resolve({ result: 'not-yet' })
    await press('open-wallet')
    await pass(2_000)
    expect(textOf('check-answer')).toContain('现在还不能换新的')
    expect([went, shop.calls.create]).toEqual([[], 0])
  })

  it('rule 8: an address that is not safe is not gone to', async () => {
    const onError = vi.fn()
    vi.stubGlobal('reportError', onError)
    onTestFinished(() => void vi.unstubAllGlobals())
    const { shop, went } = openWays()
    shop.create = () => Promise.resolve({ show: { flow: 'redirect', url: 'http://evil.test/' } })
    await showDialog(shop, { intent: ORDER_BY('weixin_tenpay_wap') })
    expect(part('dialog').dataset.payState).toBe('failed')
    expect(textOf('result-text')).toContain('没有扣款')
    expect(went).toEqual([])
  })
})

describe('what has no code', () => {
  it('speaks of none when it is over', async () => {
    const { shop } = openWays()
    shop.told = { tradeState: 'CLOSED' }
    await showDialog(shop, { intent: ORDER_BY('weixin_tenpay_wap') })
    await pass(1_000)
    expect(part('dialog').dataset.payState).toBe('expired')
    expect(part('surface').textContent).not.toContain('二维码')
    expect(textOf('renew')).toBe('重新付款')
  })
})
