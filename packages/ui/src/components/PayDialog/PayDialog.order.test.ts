import { beforeEach, describe, expect, it, vi } from 'vitest'
import { stillPage } from '../../test/scenes'
import { has, INTENT, key, part, pass, press, settle, showDialog, textOf } from '../../test/screen'
import { openShop, tradeNoOf } from '../../test/shop'

const quiet = { ports: { page: stillPage } }

beforeEach(() => {
  vi.useFakeTimers()
  return () => vi.useRealTimers()
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

  it('is closed before a dearer cart of the same number gets its own, and is watched by one checkout only', async () => {
    const shop = openShop(quiet)
    const { wrapper, facts } = await showDialog(shop)
    await press('dismiss')
    shop.find = () => Promise.resolve(shop.calls.close > 0 ? { tradeState: 'CLOSED' } : {})
    shop.close = () => Promise.resolve({ result: 'closed' })
    await wrapper.setProps({ intent: { ...INTENT, amountFen: 20 }, open: true })
    await settle()
    await pass(5_000)
    expect(shop.calls).toMatchObject({ create: 2, close: 1 })
    expect(textOf('amount')).toBe('¥0.20')
    await pass(10_000)
    expect(facts('expired').filter(({ amountFen }) => amountFen === 10)).toEqual([])
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
    expect(shop.calls).toMatchObject({ create: 1, find: asked, close: 0 })
    expect(vi.getTimerCount()).toBe(0)
  })
})
