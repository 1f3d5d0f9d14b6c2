import { HError, memoryStorage } from '@baas-pay/sdk'
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { scenes, stillPage } from '../../test/scenes'
import { has, INTENT, key, part, pass, press, settle, showDialog, stage, textOf } from '../../test/screen'
import { CODE_URL, openShop, silence, tradeNoOf } from '../../test/shop'

const quiet = { ports: { page: stillPage } }

beforeEach(() => {
  vi.useFakeTimers()
  return () => vi.useRealTimers()
})

describe('every state has its screen', () => {
  it.each(Object.entries(scenes))('%s', async (_name, scene) => {
    const shop = openShop(quiet)
    scene.set?.(shop)
    await showDialog(shop, { autoCloseMs: null })
    await scene.play?.(stage, shop)
    await pass(4_000)

    expect(part('dialog').dataset.payState).toBe(scene.state)
    expect(has(scene.shows as 'result')).toBe(true)
    expect(textOf('amount')).toBe('¥0.10')
    expect(textOf('description')).toBe('深蓝色秋裤')
  })
})

describe('the DOM contract', () => {
  it('tells flow and phase where there are any', async () => {
    const shop = openShop(quiet)
    shop.create = silence
    await showDialog(shop)
    expect(part('dialog').dataset.payState).toBe('creating')
    expect(part('dialog').dataset).not.toHaveProperty('payFlow')
    expect(part('dialog').dataset).not.toHaveProperty('payPhase')
  })

  it('tells the flow, the phase and the health of a scanned order', async () => {
    const shop = openShop(quiet)
    shop.told = { tradeState: 'USERPAYING' }
    await showDialog(shop)
    expect(part('dialog').dataset).toMatchObject({ payState: 'waiting', payFlow: 'qrcode', payPhase: 'userpaying', payHealth: 'ok' })
    expect(textOf('hint')).toBe('已扫码，请在手机上确认')
  })
})

describe('one order', () => {
  it('is made when the dialog is shown, not before', async () => {
    const shop = openShop(quiet)
    const { wrapper } = await showDialog(shop, { open: false })
    expect(shop.calls.create).toBe(0)
    await wrapper.setProps({ open: true })
    await settle()
    expect(shop.calls.create).toBe(1)
  })

  it.each(['ESC', 'the cross', 'the backdrop'])('is kept and watched when %s hides the dialog, and shown again', async (way) => {
    const shop = openShop(quiet)
    const { wrapper, facts } = await showDialog(shop)
    if (way === 'ESC') await key('Escape')
    else if (way === 'the cross') await press('dismiss')
    else {
      part('dialog').dispatchEvent(new MouseEvent('pointerdown', { bubbles: true }))
      await press('dialog')
    }
    expect(has('dialog')).toBe(false)
    expect(facts('dismiss')).toHaveLength(1)

    await pass(10_000)
    expect(shop.calls.find).toBeGreaterThan(0)
    await wrapper.setProps({ open: true })
    await settle()
    expect(shop.calls).toMatchObject({ create: 1, close: 0 })
    expect(part('copy').parentElement?.textContent).toContain(tradeNoOf(1).slice(-6))
  })

  it('stays the same for another object that asks for the same', async () => {
    const shop = openShop(quiet)
    const { wrapper } = await showDialog(shop)
    await wrapper.setProps({ open: false })
    await wrapper.setProps({ intent: { ...INTENT }, open: true })
    await settle()
    expect(shop.calls.create).toBe(1)
  })

  it('is followed by another one for a new intent, once the dialog is shown again', async () => {
    const shop = openShop(quiet)
    shop.told = { status: 'success' }
    const { wrapper, facts } = await showDialog(shop)
    await press('confirm')
    shop.told = {}
    await wrapper.setProps({ intent: { ...INTENT, intentId: 'cart-43', amountFen: 20 } })
    await settle()
    expect(shop.calls.create).toBe(1)
    await wrapper.setProps({ open: true })
    await settle()
    expect(shop.calls.create).toBe(2)
    expect(textOf('amount')).toBe('¥0.20')
    expect(facts('created').map(({ intentId }) => intentId)).toEqual(['cart-42', 'cart-43'])
  })

  it('is not left behind by an intent that changes under the payer’s eyes', async () => {
    const shop = openShop(quiet)
    const { wrapper } = await showDialog(shop)
    await wrapper.setProps({ intent: { ...INTENT, amountFen: 999 } })
    await settle()
    expect(textOf('amount')).toBe('¥0.10')
    expect(shop.calls.create).toBe(1)
  })

  it('is closed before a dearer cart of the same number gets its own', async () => {
    const shop = openShop(quiet)
    const { wrapper } = await showDialog(shop)
    await press('dismiss')
    shop.find = () => Promise.resolve(shop.calls.close > 0 ? { tradeState: 'CLOSED' } : {})
    shop.close = () => Promise.resolve({ result: 'closed' })
    await wrapper.setProps({ intent: { ...INTENT, amountFen: 20 }, open: true })
    await settle()
    await pass(5_000)
    expect(shop.calls).toMatchObject({ create: 2, close: 1 })
    expect(textOf('amount')).toBe('¥0.20')
  })

  it('is told of when it is paid after all, though another intent is shown', async () => {
    const shop = openShop(quiet)
    const { wrapper, facts } = await showDialog(shop)
    await press('dismiss')
    await wrapper.setProps({ intent: { ...INTENT, intentId: 'cart-43' }, open: true })
    await settle()
    shop.find = () => Promise.resolve(shop.calls.find % 2 ? { status: 'success' } : {})
    await pass(10_000)
    expect(facts('paid').map(({ intentId }) => intentId)).toContain('cart-42')
  })

  it('is watched no more after unmount, and is not closed by it', async () => {
    const shop = openShop(quiet)
    const { wrapper } = await showDialog(shop)
    wrapper.unmount()
    const asked = shop.calls.find
    await pass(60_000)
    expect(shop.calls).toEqual({ create: 1, find: asked, close: 0 })
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('paid', () => {
  it('is told at once with numbers, amount and time, and completes after 确定', async () => {
    const shop = openShop(quiet)
    const { facts, opener } = await showDialog(shop)
    shop.told = { status: 'success', paidAt: '2026-11-21T09:30:12+08:00' }
    await pass(3_500)
    const fact = { tradeNo: tradeNoOf(1), amountFen: 10, paidAt: '2026-11-21T09:30:12+08:00', late: false, intentId: 'cart-42', gatewayType: 'weixin_tenpay_native' }
    expect(facts('paid')).toEqual([expect.objectContaining(fact)])
    expect(facts('complete')).toEqual([])
    expect(document.activeElement).toBe(part('confirm'))
    expect(textOf('result-title')).toBe('支付成功')

    await press('confirm')
    expect(facts('complete')).toEqual([expect.objectContaining(fact)])
    expect(facts('dismiss')).toEqual([])
    expect(has('dialog')).toBe(false)
    expect(document.activeElement).toBe(opener)
    await pass(10_000)
    expect(facts('paid')).toHaveLength(1)
    expect(facts('complete')).toHaveLength(1)
  })

  it.each([[undefined, 3_000], [8_000, 8_000]])('leaves by itself: autoCloseMs %s', async (autoCloseMs, afterMs) => {
    const shop = openShop(quiet)
    shop.told = { status: 'success' }
    const { facts } = await showDialog(shop, autoCloseMs === undefined ? {} : { autoCloseMs })
    await pass(afterMs - 100)
    expect(facts('complete')).toHaveLength(0)
    await pass(200)
    expect(facts('complete')).toHaveLength(1)
    expect(has('dialog')).toBe(false)
  })

  it('waits for the payer with autoCloseMs null, and ESC completes', async () => {
    const shop = openShop(quiet)
    shop.told = { status: 'success' }
    const { facts } = await showDialog(shop, { autoCloseMs: null })
    await pass(600_000)
    expect(has('auto-close')).toBe(false)
    expect(facts('complete')).toHaveLength(0)
    await key('Escape')
    expect(facts('complete')).toHaveLength(1)
    expect(facts('dismiss')).toHaveLength(0)
  })

  it('is told while the dialog is hidden', async () => {
    const shop = openShop(quiet)
    const { facts } = await showDialog(shop)
    await press('dismiss')
    shop.told = { status: 'success' }
    await pass(10_000)
    expect(facts('paid')).toHaveLength(1)
    expect(facts('complete')).toHaveLength(1)
  })

  it('makes no order of a cart that the page empties when it hears of it', async () => {
    const shop = openShop(quiet)
    shop.told = { status: 'success' }
    const { wrapper } = await showDialog(shop, { autoCloseMs: null })
    await wrapper.setProps({ intent: { ...INTENT, amountFen: 0, intentId: 'cart-43' } })
    await settle()
    expect(part('dialog').dataset.payState).toBe('paid')
    expect(shop.calls.create).toBe(1)
  })

  it('stays for someone who copies the order number', async () => {
    const shop = openShop(quiet)
    shop.told = { status: 'success' }
    const { facts } = await showDialog(shop)
    vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
    await press('copy')
    expect(textOf('copy')).toBe('已复制')
    await pass(60_000)
    expect(facts('complete')).toHaveLength(0)
  })
})

describe('我已完成付款', () => {
  it('asks, says so, and answers honestly where there is no payment', async () => {
    const shop = openShop(quiet)
    await showDialog(shop)
    shop.find = () => new Promise((resolve) => { setTimeout(() => resolve({}), 500) })
    part('check').focus()
    await press('check')
    expect(part('dialog').dataset.payState).toBe('checking')
    expect(textOf('check')).toBe('正在查询…')
    expect(part('check').getAttribute('aria-disabled')).toBe('true')
    expect(document.activeElement).toBe(part('check'))
    expect(has('qrcode')).toBe(true)
    await press('check')
    await pass(500)
    expect(shop.calls.find).toBe(1)
    expect(textOf('check-answer')).toContain('还没有查到付款')
    expect(textOf('live')).toContain('还没有查到付款')
  })

  it('leads to unknown where no answer comes: do not pay again, and the number to copy', async () => {
    const shop = openShop(quiet)
    const { facts } = await showDialog(shop)
    shop.find = () => Promise.reject(new HError(600))
    await press('check')
    await pass(4_000)
    expect(textOf('result-title')).toBe('请勿重复支付')
    expect(textOf('live-result')).toContain('请勿重复支付')
    expect(textOf('order-number')).toBe(tradeNoOf(1))
    expect(has('qrcode')).toBe(false)
    expect(document.activeElement).toBe(part('check'))
    expect(facts('unknown')).toHaveLength(1)

    await press('check')
    await pass(4_000)
    expect(part('dialog').dataset.payState).toBe('unknown')
    expect(has('network') || has('check-answer')).toBe(true)
  })

  it('keeps the screen of unknown while it asks again, and finds the late payment', async () => {
    const shop = openShop(quiet)
    const { facts } = await showDialog(shop)
    shop.find = () => Promise.reject(new HError(600))
    await press('check')
    await pass(4_000)
    shop.find = () => new Promise((resolve) => { setTimeout(() => resolve({ status: 'success' }), 500) })
    await press('check')
    expect(part('dialog').dataset.payState).toBe('checking')
    expect(textOf('result-title')).toBe('请勿重复支付')
    await pass(500)
    expect(facts('paid')).toEqual([expect.objectContaining({ late: false })])
  })
})

describe('取消订单', () => {
  it('asks in place, with the focus on the harmless way', async () => {
    const shop = openShop(quiet)
    await showDialog(shop)
    await press('cancel')
    expect(document.activeElement).toBe(part('cancel-keep'))
    expect(shop.calls.close).toBe(0)
    await press('cancel-keep')
    expect(document.activeElement).toBe(part('cancel'))
    expect(has('cancel-confirm')).toBe(false)
  })

  it('takes ESC as the harmless way, not as leaving', async () => {
    const shop = openShop(quiet)
    const { facts } = await showDialog(shop)
    await press('cancel')
    await key('Escape')
    expect(has('cancel-confirm')).toBe(false)
    expect(has('dialog')).toBe(true)
    expect(facts('dismiss')).toHaveLength(0)
  })

  it('closes the order, hides the code meanwhile, and tells', async () => {
    const shop = openShop(quiet)
    const { facts } = await showDialog(shop)
    const close = shop.close
    shop.close = () => new Promise((resolve) => { setTimeout(() => resolve(close()), 500) })
    await press('cancel')
    await press('cancel-confirm')
    expect(part('dialog').dataset.payState).toBe('closing')
    expect(has('qrcode')).toBe(false)
    expect(part('dialog').contains(document.activeElement)).toBe(true)
    await pass(600)
    expect(textOf('result-title')).toBe('订单已取消')
    expect(facts('order-closed')).toEqual([expect.objectContaining({ tradeNo: tradeNoOf(1), intentId: 'cart-42' })])
  })

  it('says so where the backend will not close it yet', async () => {
    const shop = openShop(quiet)
    await showDialog(shop)
    shop.close = () => Promise.resolve({ result: 'not-yet' })
    await press('cancel')
    await press('cancel-confirm')
    await pass(1_000)
    expect(textOf('check-answer')).toContain('现在还不能取消')
    expect(has('qrcode')).toBe(true)
  })

  it('is not offered where the backend can’t close', async () => {
    await showDialog(openShop({ ...quiet, canClose: false }))
    expect(has('cancel')).toBe(false)
  })

  it('gives a payer who opens the dialog again a new code', async () => {
    const shop = openShop(quiet)
    const { wrapper } = await showDialog(shop)
    await press('cancel')
    await press('cancel-confirm')
    await pass(1_000)
    await press('confirm')
    shop.told = {}
    await wrapper.setProps({ open: true })
    await settle()
    expect(part('dialog').dataset.payState).toBe('waiting')
    expect(shop.calls.create).toBe(2)
  })
})

describe('failed and expired', () => {
  it('tries a refused create again on 重试', async () => {
    const shop = openShop(quiet)
    shop.create = () => Promise.reject(new HError(400, 'refused'))
    const { facts } = await showDialog(shop)
    expect(textOf('result-text')).toContain('没有扣款')
    expect(part('dialog').textContent).not.toContain('400')
    expect(document.activeElement).toBe(part('retry'))
    expect(facts('failed')).toEqual([expect.objectContaining({ error: expect.objectContaining({ code: 400 }) })])
    shop.create = () => Promise.resolve({})
    await press('retry')
    expect(part('dialog').dataset.payState).toBe('waiting')
    expect(document.activeElement).toBe(part('check'))
  })

  it('gets a new code on 新二维码', async () => {
    const shop = openShop(quiet)
    shop.told = { tradeState: 'CLOSED' }
    const { facts } = await showDialog(shop)
    await pass(1_000)
    expect(part('dialog').dataset.payState).toBe('expired')
    expect(facts('expired')).toHaveLength(1)
    shop.told = {}
    await press('renew')
    expect(part('dialog').dataset.payState).toBe('waiting')
    expect(shop.calls.create).toBe(2)
  })

  it('shows a page’s mistake as failed, with the reason for its developer', async () => {
    const onError = vi.fn()
    vi.stubGlobal('reportError', onError)
    onTestFinished(() => void vi.unstubAllGlobals())
    const shop = openShop(quiet)
    const { wrapper, facts } = await showDialog(shop, { intent: { ...INTENT, amountFen: -1 } })
    expect(part('dialog').dataset.payState).toBe('failed')
    expect(textOf('result-title')).toBe('暂时不能付款')
    expect(has('amount')).toBe(false)
    expect(onError).toHaveBeenCalledWith(expect.objectContaining({ code: 605 }))
    expect(facts('failed')).toEqual([{ error: expect.objectContaining({ code: 605 }) }])

    await wrapper.setProps({ intent: INTENT })
    await press('retry')
    expect(part('dialog').dataset.payState).toBe('waiting')
  })

  it('says what is missing where there is no client', async () => {
    const { mount } = await import('@vue/test-utils')
    const { PayDialog } = await import('../../index')
    expect(() => mount(PayDialog, { props: { intent: INTENT }, global: { config: { warnHandler: () => {} } } })).toThrow(/has no client.*createPayUI/u)
  })
})

describe('network trouble', () => {
  it('is told with the payment safe and the last answer’s age, and its end is told too', async () => {
    const shop = openShop(quiet)
    await showDialog(shop)
    await pass(3_500)
    shop.find = () => Promise.reject(new HError(600))
    await pass(40_000)
    expect(part('dialog').dataset.payHealth).toBe('unstable')
    expect(textOf('network')).toContain('已付款不会丢失')
    expect(textOf('network-since')).toMatch(/^上次查到结果：\d0秒钟?前$/u)
    expect(textOf('live')).toContain('网络不稳定')
    expect(has('qrcode')).toBe(true)
    shop.find = () => Promise.resolve({})
    await pass(60_000)
    expect(has('network')).toBe(false)
    expect(textOf('live')).toBe('网络已恢复')
  })
})

describe('what else the page gets', () => {
  it('hands state and health to the footer slot', async () => {
    await showDialog(openShop(quiet), {}, { footer: '<template #footer="{ state }"><i>{{ state.order?.show.codeUrl }}</i></template>' })
    expect(textOf('footer')).toBe(CODE_URL)
  })

  it('comes back to the same order after a reload', async () => {
    const storage = memoryStorage()
    const first = openShop({ ports: { page: stillPage, storage } })
    const { wrapper } = await showDialog(first)
    wrapper.unmount()
    const second = openShop({ ports: { page: stillPage, storage } })
    await showDialog(second)
    expect(second.calls.create).toBe(0)
    expect(part('dialog').dataset.payState).toBe('waiting')
    expect(has('qrcode')).toBe(true)
  })
})
