import { beforeEach, describe, expect, it, vi } from 'vitest'
import { stillPage } from '../../test/scenes'
import { has, INTENT, key, part, pass, press, settle, showDialog, textOf } from '../../test/screen'
import { openShop, tradeNoOf } from '../../test/shop'

const quiet = { ports: { page: stillPage } }

beforeEach(() => {
  vi.useFakeTimers()
  return () => vi.useRealTimers()
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

  it('is shown, and not told, once more to a payer who opens the same payment again', async () => {
    const shop = openShop(quiet)
    shop.told = { status: 'success' }
    const { wrapper, facts } = await showDialog(shop)
    await press('confirm')
    await wrapper.setProps({ open: true })
    await settle()
    expect(part('dialog').dataset.payState).toBe('paid')
    await press('confirm')
    expect(has('dialog')).toBe(false)
    expect(shop.calls.create).toBe(1)
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
