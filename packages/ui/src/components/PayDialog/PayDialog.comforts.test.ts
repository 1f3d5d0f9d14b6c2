import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { stillPage } from '../../test/scenes'
import { INTENT, key, pass, press, settle, showDialog } from '../../test/screen'
import { openShop, silence } from '../../test/shop'

const quiet = { ports: { page: stillPage } }

let hidden = false
function hide(is: boolean): Promise<void> {
  hidden = is
  document.dispatchEvent(new Event('visibilitychange'))
  return settle()
}

beforeEach(() => {
  vi.useFakeTimers()
  hidden = false
  vi.spyOn(document, 'visibilityState', 'get').mockImplementation(() => (hidden ? 'hidden' : 'visible'))
  document.title = '日用小店'
  return () => {
    vi.restoreAllMocks()
    vi.useRealTimers()
  }
})

describe('the tab’s title', () => {
  it('counts for a payer who looks elsewhere, tells the result, and is given back', async () => {
    const shop = openShop(quiet)
    await showDialog(shop, { autoCloseMs: null })
    expect(document.title).toBe('日用小店')
    await hide(true)
    expect(document.title).toBe('05:00 待付款 · 日用小店')
    await pass(10_000)
    expect(document.title).toBe('04:50 待付款 · 日用小店')
    shop.told = { status: 'success' }
    await pass(10_000)
    expect(document.title).toBe('支付成功 · 日用小店')
    await hide(false)
    expect(document.title).toBe('日用小店')
  })

  it('keeps what the page has made of it meanwhile', async () => {
    const shop = openShop(quiet)
    await showDialog(shop, { autoCloseMs: null })
    await hide(true)
    document.title = '另一页'
    shop.told = { status: 'success' }
    await pass(10_000)
    expect(document.title).toBe('支付成功 · 另一页')
    document.title = '第三页'
    await hide(false)
    expect(document.title).toBe('第三页')
  })

  it('is left alone where the dialog is not open', async () => {
    await showDialog(openShop(quiet))
    await press('dismiss')
    await hide(true)
    expect(document.title).toBe('日用小店')
  })

  it('is left alone after unmount', async () => {
    const { wrapper } = await showDialog(openShop(quiet))
    await hide(true)
    wrapper.unmount()
    document.title = '另一页'
    await hide(false)
    expect(document.title).toBe('另一页')
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('the screen', () => {
  function wakeLocks() {
    const release = vi.fn(() => Promise.resolve())
    const request = vi.fn((_type: string) => Promise.resolve(Object.assign(new EventTarget(), { release, type: 'screen' })))
    Object.defineProperty(navigator, 'wakeLock', { configurable: true, value: { request } })
    onTestFinished(() => void Reflect.deleteProperty(navigator, 'wakeLock'))
    return { request, release }
  }

  it('is kept awake while a code is shown, and no longer', async () => {
    const { request, release } = wakeLocks()
    const shop = openShop(quiet)
    shop.create = () => new Promise((resolve) => { setTimeout(() => resolve({}), 500) })
    await showDialog(shop)
    expect(request).not.toHaveBeenCalled()
    await pass(500)
    expect(request).toHaveBeenCalledWith('screen')
    expect(release).not.toHaveBeenCalled()
    shop.told = { status: 'success' }
    await pass(5_000)
    expect(release).toHaveBeenCalledTimes(1)
  })

  it('may sleep where the browser will not have it otherwise, and nothing else changes', async () => {
    Object.defineProperty(navigator, 'wakeLock', { configurable: true, value: { request: () => Promise.reject(new Error('low battery')) } })
    onTestFinished(() => void Reflect.deleteProperty(navigator, 'wakeLock'))
    const { facts } = await showDialog(openShop(quiet))
    expect(facts('created')).toHaveLength(1)
  })
})

describe('the tones', () => {
  const tones = () => {
    const played: number[] = []
    class Node {
      readonly gain = { setValueAtTime: () => {}, exponentialRampToValueAtTime: () => {} }
      constructor(_context: unknown, options: { frequency?: number }) { if (options.frequency) played.push(options.frequency) }
      connect<T>(next: T): T { return next }
      start() {}
      stop() {}
    }
    vi.stubGlobal('AudioContext', class { readonly currentTime = 0 })
    vi.stubGlobal('OscillatorNode', Node)
    vi.stubGlobal('GainNode', Node)
    onTestFinished(() => void vi.unstubAllGlobals())
    return played
  }

  it('rise for a payment that comes while the tab is hidden', async () => {
    const played = tones()
    const shop = openShop(quiet)
    await showDialog(shop, { sound: true })
    await hide(true)
    shop.told = { status: 'success' }
    await pass(10_000)
    expect(played).toHaveLength(2)
    expect(played[1]).toBeGreaterThan(played[0] ?? Infinity)
  })

  it('fall for anything else', async () => {
    const played = tones()
    const shop = openShop(quiet)
    await showDialog(shop, { sound: true })
    await hide(true)
    shop.told = { tradeState: 'CLOSED' }
    await pass(10_000)
    expect(played).toHaveLength(2)
    expect(played[1]).toBeLessThan(played[0] ?? 0)
  })

  it.each([['the page did not ask for them', false, true], ['somebody looks', true, false]])('are not heard where %s', async (_why, sound, isHidden) => {
    const played = tones()
    const shop = openShop(quiet)
    await showDialog(shop, { sound })
    await hide(isHidden)
    shop.told = { status: 'success' }
    await pass(2_900)
    await press('check')
    expect(played).toEqual([])
  })

  it('that a browser lacks are not missed', async () => {
    const shop = openShop(quiet)
    const { facts } = await showDialog(shop, { sound: true })
    await hide(true)
    shop.told = { status: 'success' }
    await pass(10_000)
    expect(facts('paid')).toHaveLength(1)
  })
})

describe('the enlarged code', () => {
  it('is closed by ESC before the dialog is, and by the end of the code', async () => {
    const shop = openShop(quiet)
    const { facts } = await showDialog(shop)
    await press('enlarge')
    const box = () => document.querySelector<HTMLElement>('[data-pay-part="code-box"]')
    expect(box()?.dataset).toHaveProperty('payEnlarged')
    await key('Escape')
    expect(box()?.dataset).not.toHaveProperty('payEnlarged')
    expect(facts('dismiss')).toHaveLength(0)
    await press('enlarge')
    shop.told = { tradeState: 'CLOSED' }
    await pass(5_000)
    await key('Escape')
    expect(facts('dismiss')).toEqual([expect.objectContaining({ state: 'expired', intentId: INTENT.intentId })])
  })

  it('is offered only once there is a code', async () => {
    const shop = openShop(quiet)
    shop.create = silence
    await showDialog(shop)
    expect(document.querySelector('[data-pay-part="enlarge"]')).toBeNull()
  })
})
