import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { createApp } from 'vue'
import { createPayUI, openPayDialog, type OpenPayDialogOptions, type PayIntent } from './index'
import { stillPage } from './test/scenes'
import { has, INTENT, part, partsNamed, pass, press, settle, textOf } from './test/screen'
import { openShop, tradeNoOf } from './test/shop'

const quiet = { ports: { page: stillPage } }

beforeEach(() => {
  vi.useFakeTimers()
  return () => vi.useRealTimers()
})

/** Opens it, and takes it off the page after the test. */
async function open(options: OpenPayDialogOptions, intent: PayIntent = INTENT) {
  const controller = new AbortController()
  onTestFinished(() => controller.abort())
  const outcome = openPayDialog(intent, { signal: controller.signal, ...options })
  outcome.catch(() => undefined)
  await settle()
  return { outcome, controller }
}

describe('openPayDialog', () => {
  it('tells a payment at once, and resolves after the success was seen', async () => {
    const shop = openShop(quiet)
    const onPaid = vi.fn()
    const { outcome } = await open({ client: shop.client, onPaid })
    const settled = vi.fn()
    void outcome.then(settled)
    shop.told = { status: 'success' }
    await press('check')
    expect(onPaid).toHaveBeenCalledWith(expect.objectContaining({ tradeNo: tradeNoOf(1) }))
    expect(settled).not.toHaveBeenCalled()
    await pass(3_000)
    expect(await outcome).toMatchObject({ state: 'paid', tradeNo: tradeNoOf(1), intentId: 'cart-42' })
    expect(has('dialog')).toBe(false)
  })

  it('waits for 确定 with autoCloseMs null', async () => {
    const shop = openShop(quiet)
    shop.told = { status: 'success' }
    const { outcome } = await open({ client: shop.client, autoCloseMs: null })
    await pass(60_000)
    expect(has('confirm')).toBe(true)
    await press('confirm')
    expect(await outcome).toMatchObject({ state: 'paid' })
  })

  it('rule 4: a double click is one dialog, one order and one promise', async () => {
    const shop = openShop(quiet)
    const outcomes = [await open({ client: shop.client }), await open({ client: shop.client }, { ...INTENT })]
    expect(partsNamed('dialog')).toHaveLength(1)
    expect(shop.calls.create).toBe(1)
    await press('dismiss')
    const [first, second] = await Promise.all(outcomes.map(({ outcome }) => outcome))
    expect(first).toBe(second)
    expect(first).toMatchObject({ state: 'waiting', tradeNo: tradeNoOf(1) })
  })

  it('goes on watching a hidden order, tells its payment, and shows the same order when asked again', async () => {
    const shop = openShop(quiet)
    const onPaid = vi.fn()
    const first = await open({ client: shop.client, onPaid })
    await press('dismiss')
    expect(await first.outcome).toMatchObject({ state: 'waiting' })
    const again = await open({ client: shop.client })
    expect(shop.calls.create).toBe(1)
    await press('dismiss')
    await again.outcome
    shop.told = { status: 'success' }
    await pass(10_000)
    expect(onPaid).toHaveBeenCalledTimes(1)
  })

  it('tells the page that asked last: one that comes back by another listener hears of the payment', async () => {
    const shop = openShop(quiet)
    const [before, after] = [vi.fn(), vi.fn()]
    await open({ client: shop.client, onPaid: before })
    await press('dismiss')
    await open({ client: shop.client, onPaid: after, autoCloseMs: null })
    shop.told = { status: 'success' }
    await pass(60_000)
    expect(after).toHaveBeenCalledTimes(1)
    expect(before).not.toHaveBeenCalled()
    expect(has('confirm')).toBe(true)
  })

  it('tells each fact to its listener', async () => {
    const shop = openShop(quiet)
    const [onCreated, onOrderClosed, onDismiss] = [vi.fn(), vi.fn(), vi.fn()]
    await open({ client: shop.client, onCreated, onOrderClosed, onDismiss })
    await press('cancel')
    await press('cancel-confirm')
    await pass(1_000)
    await press('confirm')
    const fact = expect.objectContaining({ intentId: 'cart-42', tradeNo: tradeNoOf(1) })
    for (const listener of [onCreated, onOrderClosed, onDismiss]) expect(listener.mock.calls).toEqual([[fact]])
  })

  it('resolves with the end that the payer left', async () => {
    const shop = openShop(quiet)
    const { outcome } = await open({ client: shop.client })
    await press('cancel')
    await press('cancel-confirm')
    await pass(1_000)
    await press('confirm')
    expect(await outcome).toMatchObject({ state: 'closed' })
    await pass(600_000)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('is taken off the page by its signal: no order is closed, no timer stays', async () => {
    const shop = openShop(quiet)
    const { outcome, controller } = await open({ client: shop.client })
    controller.abort()
    await expect(outcome).rejects.toMatchObject({ name: 'AbortError' })
    expect(has('dialog')).toBe(false)
    expect(shop.calls.close).toBe(0)
    expect(vi.getTimerCount()).toBe(0)
    await expect(openPayDialog(INTENT, { client: shop.client, signal: controller.signal })).rejects.toMatchObject({ name: 'AbortError' })
  })

  it('takes client, texts and theme of the page’s createPayUI, or its own', async () => {
    const shop = openShop(quiet)
    const app = createApp({ render: () => null }).use(createPayUI({ client: shop.client, locale: 'zh-TW', theme: 'dark' }))
    app.mount(document.createElement('div'))
    onTestFinished(() => app.unmount())
    await open({})
    expect(textOf('check')).toBe('我已完成付款')
    expect(textOf('help')).toContain('選「掃一掃」')
    expect(part('dialog').dataset.payTheme).toBe('dark')
    await press('dismiss')
    await open({ locale: 'en' }, { ...INTENT, intentId: 'cart-43' })
    expect(textOf('check')).toBe('I have paid')
  })

  it('says what is missing where there is no client', async () => {
    await expect(openPayDialog(INTENT)).rejects.toThrow(/has no client.*createPayUI/u)
    expect(has('dialog')).toBe(false)
  })
})
