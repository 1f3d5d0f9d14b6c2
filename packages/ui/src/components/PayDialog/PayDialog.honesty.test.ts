import { HError } from '@baas-pay/sdk'
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { stillPage } from '../../test/scenes'
import { has, INTENT, part, pass, press, settle, showDialog, textOf } from '../../test/screen'
import { openShop, tradeNoOf } from '../../test/shop'

const quiet = { ports: { page: stillPage } }
const lost = () => Promise.reject(new HError(600, undefined, { retryable: true }))

beforeEach(() => {
  vi.useFakeTimers()
  return () => vi.useRealTimers()
})

describe('what the screen may claim', () => {
  it('an order whose time is only up is not said to be unpaid for good', async () => {
    const shop = openShop(quiet)
    await showDialog(shop)
    shop.told = { tradeState: 'NOTPAY', expiresInMs: 0 }
    await press('check')
    await pass(0)
    expect(part('dialog').dataset.payState).toBe('expired')
    expect(textOf('result-title')).toBe('付款时间到了')
    expect(textOf('result-text')).toContain('如果刚刚付过')
  })

  it('an order that the provider closed is said to be over', async () => {
    const shop = openShop(quiet)
    await showDialog(shop)
    shop.told = { tradeState: 'CLOSED' }
    await press('check')
    await pass(0)
    expect(textOf('result-title')).toBe('订单已过期')
  })

  it('a new code that can\'t be had now is answered, not passed over', async () => {
    const shop = openShop(quiet)
    await showDialog(shop)
    shop.told = { tradeState: 'NOTPAY', expiresInMs: 0 }
    shop.close = () => Promise.resolve({ result: 'not-yet' })
    await press('check')
    await press('renew')
    await pass(0)
    expect(part('dialog').dataset.payState).toBe('expired')
    expect(textOf('check-answer')).toContain('现在还不能换新的')
    expect(shop.calls.create).toBe(1)
  })

  it('a code that is for an earlier cart says so', async () => {
    const shop = openShop(quiet)
    const { wrapper } = await showDialog(shop)
    shop.close = () => Promise.resolve({ result: 'not-yet' })
    await wrapper.setProps({ open: false })
    await wrapper.setProps({ intent: { ...INTENT, amountFen: 130_000, description: '阅读台灯' } })
    await wrapper.setProps({ open: true })
    await settle()
    await pass(0)
    expect(part('dialog').dataset.payState).toBe('waiting')
    expect(textOf('description')).toBe('深蓝色秋裤')
    expect(textOf('check-answer')).toContain('这是刚才那笔订单')
  })

  it('a page\'s mistake does not end the watch of the order that is waiting', async () => {
    const shop = openShop(quiet)
    vi.stubGlobal('reportError', () => {})
    onTestFinished(() => void vi.unstubAllGlobals())
    const { wrapper, facts } = await showDialog(shop, { autoCloseMs: null })
    await wrapper.setProps({ open: false })
    await wrapper.setProps({ intent: { ...INTENT, amountFen: 10.5 } })
    await wrapper.setProps({ open: true })
    await settle()
    shop.told = { status: 'success' }
    await pass(10_000)
    expect(part('dialog').dataset.payState).toBe('paid')
    expect(facts('paid')).toEqual([expect.objectContaining({ tradeNo: tradeNoOf(1) })])
  })
})

describe('what a screen reader hears', () => {
  it('nothing about scanning while unknown is asked again', async () => {
    const shop = openShop(quiet)
    await showDialog(shop)
    shop.find = lost
    await press('check')
    await pass(4_000)
    expect(textOf('result-title')).toBe('请勿重复支付')
    expect(textOf('live')).not.toContain('扫')
    void press('check')
    await pass(500)
    expect(part('dialog').dataset.payState).toBe('checking')
    expect(textOf('live')).not.toContain('扫')
  })

  it('not that the network is back where only the screen has changed', async () => {
    const shop = openShop(quiet)
    shop.create = lost
    await showDialog(shop)
    await pass(10_000)
    expect(part('dialog').dataset.payState).toBe('failed')
    expect(textOf('live')).not.toContain('网络已恢复')
  })
})

describe('the success', () => {
  it('does not pass while the page is hidden', async () => {
    let isHidden = true
    const onChanges: (() => void)[] = []
    const shop = openShop({ ports: { page: { ...stillPage, isHidden: () => isHidden, onChange: (listener) => {
      onChanges.push(listener)
      return () => {}
    } } } })
    const { facts } = await showDialog(shop)
    shop.told = { status: 'success' }
    await press('check')
    await pass(60_000)
    expect(facts('paid')).toHaveLength(1)
    expect(facts('complete')).toHaveLength(0)
    isHidden = false
    onChanges.forEach((change) => change())
    await pass(3_000)
    expect(facts('complete')).toHaveLength(1)
  })

  it('an old answer is gone when the dialog is opened again', async () => {
    const shop = openShop(quiet)
    const { wrapper } = await showDialog(shop)
    await press('check')
    expect(has('check-answer')).toBe(true)
    await press('dismiss')
    await wrapper.setProps({ open: true })
    await settle()
    expect(has('check-answer')).toBe(false)
  })
})
