import { beforeEach, describe, expect, it, vi } from 'vitest'
import { has, part, pass, press, settle, showDialog, textOf } from '../../test/screen'
import { DESKTOP, FRAME_URL, openWays, ORDER, wayScenes } from '../../test/ways'

let isLost = false
vi.mock('../../load-chunk', () => ({
  loadChunk: async <Module, Wanted>(load: () => Promise<Module>, take: (module: Module) => Wanted) => {
    if (isLost && String(load).includes('Framed')) throw new TypeError('Failed to fetch dynamically imported module')
    return take(await load())
  },
}))

beforeEach(() => {
  vi.useFakeTimers()
  vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue(DESKTOP)
  return () => {
    vi.useRealTimers()
    vi.restoreAllMocks()
  }
})

async function framed(methods: Parameters<typeof showDialog>[1] = { methods: ['alipay_qrcode'] }) {
  const ways = openWays({ gateways: ['weixin_tenpay_native', 'alipay_qrcode', 'paypal'] })
  wayScenes['a page in a frame']?.set?.(ways.shop)
  return { ...ways, ...(await showDialog(ways.shop, { intent: ORDER, autoCloseMs: null, ...methods })) }
}

describe('an order whose page is made for a frame', () => {
  // First: once it is here, every dialog of the page has it.
  it('can be paid where the frame’s own code does not come: in a tab of its own', async () => {
    isLost = true
    const { went, tabs } = await framed({ methods: ['paypal'] })
    expect([has('frame'), has('wallet'), textOf('open-wallet'), tabs, went]).toEqual([false, true, '打开PayPal付款', [], []])
    await press('open-wallet')
    expect([tabs, went]).toEqual([[FRAME_URL], []])
    isLost = false
  })

  it('is shown in one, with what to do, the time left, the number, and 我已完成付款; nobody is sent away', async () => {
    const { went, tabs, shop } = await framed()
    expect(document.querySelector('iframe')?.src).toBe(FRAME_URL)
    expect(document.querySelector('iframe')?.title).toBe('支付宝的付款页面')
    expect(part('dialog').dataset).toMatchObject({ payState: 'waiting', payFlow: 'redirect' })
    expect(textOf('hint')).toBe('请用支付宝扫一扫')
    expect([has('countdown'), has('order-number'), has('cancel'), textOf('check')]).toEqual([true, true, true, '我已完成付款'])
    await press('check')
    expect(textOf('check-answer')).toContain('还没有查到付款')
    expect([went, tabs, shop.calls.create]).toEqual([[], [], 1])
  })

  it('that is kept out asks nobody to scan what is not there', async () => {
    await framed()
    document.dispatchEvent(Object.assign(new Event('securitypolicyviolation'), { disposition: 'enforce', effectiveDirective: 'frame-src', blockedURI: FRAME_URL }))
    await settle()
    expect([has('frame-words'), has('enlarge'), textOf('hint'), part('frame-link').getAttribute('href')]).toEqual([true, false, '请在支付宝里付款', FRAME_URL])
  })

  it('is watched meanwhile: the payment makes room for the success', async () => {
    const { shop, facts } = await framed()
    shop.told = { status: 'success' }
    await pass(4_000)
    expect(document.querySelector('iframe')).toBeNull()
    expect(textOf('result-title')).toBe('支付成功')
    expect(facts('paid')).toHaveLength(1)
  })

  it('goes nowhere on 立即支付 either, though its way is one of leaving', async () => {
    const { went, shop } = await framed({ methods: ['paypal', 'weixin_tenpay_native'] })
    document.querySelector<HTMLInputElement>('[data-pay-gateway="paypal"] input')?.click()
    await settle()
    await press('pay')
    expect(document.querySelector('iframe')?.src).toBe(FRAME_URL)
    expect([went, shop.calls.create]).toEqual([[], 1])
  })

  it('fills the window and goes back; ESC goes back first, and then hides the dialog', async () => {
    await framed()
    const frame = document.querySelector('iframe')
    expect(textOf('enlarge')).toBe('放大')
    await press('enlarge')
    expect(textOf('enlarge')).toBe('缩小')
    expect(document.querySelector('iframe')).toBe(frame)
    for (const [label, isThere] of [['放大', true], ['', false]] as const) {
      part('dialog').dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }))
      await settle()
      expect([has('dialog'), isThere && textOf('enlarge')]).toEqual([isThere, isThere && label])
    }
  })
})
