import { HError } from '@baas-pay/sdk'
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { stillPage } from '../../test/scenes'
import { has, INTENT, key, part, pass, press, settle, showDialog, textOf } from '../../test/screen'
import { openShop, tradeNoOf } from '../../test/shop'

const quiet = { ports: { page: stillPage } }

beforeEach(() => {
  vi.useFakeTimers()
  return () => vi.useRealTimers()
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
    expect(facts('paid')).toEqual([expect.objectContaining({ late: true })])
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

  it('gets a new code on 刷新二维码', async () => {
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
