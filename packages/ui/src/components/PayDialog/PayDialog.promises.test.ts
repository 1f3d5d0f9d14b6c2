import { memoryStorage } from '@baas-pay/sdk'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { scenes, stillPage } from '../../test/scenes'
import { has, INTENT, part, partsNamed, pass, press, showDialog, stage, textOf } from '../../test/screen'
import { openShop, tradeNoOf } from '../../test/shop'
import { wayScenes, waysOf } from '../../test/ways'

const quiet = { ports: { page: stillPage } }
const numbers = () => partsNamed('order').map((row) => row.querySelector('[data-pay-part="order-number"]')?.textContent)

beforeEach(() => {
  vi.useFakeTimers()
  return () => {
    vi.useRealTimers()
    vi.restoreAllMocks()
  }
})

describe('a code that nobody has paid', () => {
  it('stays where it is after 200 s: nothing reloads by itself, and the order can still be paid', async () => {
    const shop = openShop(quiet)
    shop.told = { expiresInMs: 3_600_000 }
    const { facts } = await showDialog(shop, { autoCloseMs: null })
    const code = part('qrcode')
    await pass(240_000)
    expect(part('dialog').dataset.payState).toBe('waiting')
    expect(part('qrcode')).toBe(code)
    expect(shop.calls.create).toBe(1)
    expect(facts('expired')).toEqual([])
    shop.told = { status: 'success' }
    await pass(30_000)
    expect(facts('paid')).toEqual([expect.objectContaining({ tradeNo: tradeNoOf(1), late: false })])
  })

  it('rule 3: is asked about once more before it is called expired', async () => {
    const shop = openShop(quiet)
    shop.told = { expiresInMs: 10_000 }
    await showDialog(shop, { autoCloseMs: null })
    shop.find = () => Promise.resolve({ status: 'success' })
    await pass(60_000)
    expect(textOf('result-title')).toBe('支付成功')
  })
})

describe('取消订单', () => {
  it('rule 3: checks, closes, and checks again', async () => {
    const shop = openShop(quiet)
    const asked: string[] = []
    const { close } = shop
    shop.find = () => {
      asked.push('find')
      return Promise.resolve({})
    }
    shop.close = () => {
      asked.push('close')
      return close()
    }
    await showDialog(shop)
    await press('cancel')
    expect(asked).toEqual([])
    await press('cancel-confirm')
    await pass(1_000)
    expect(asked).toEqual(['find', 'close', 'find'])
    expect(part('dialog').dataset.payState).toBe('closed')
  })

  it.each(['first', 'last'])('rule 1: a payment that the %s check finds is a payment, not a cancelled order', async (which) => {
    const shop = openShop(quiet)
    const { facts } = await showDialog(shop, { autoCloseMs: null })
    shop.find = () => Promise.resolve(shop.calls.close > 0 || which === 'first' ? { status: 'success' } : {})
    await press('cancel')
    await press('cancel-confirm')
    await pass(1_000)
    expect(shop.calls.close).toBe(which === 'first' ? 0 : 1)
    expect(textOf('result-title')).toBe('支付成功')
    expect(facts('paid')).toHaveLength(1)
    expect(facts('order-closed')).toEqual([])
  })
})

describe('the order number', () => {
  const all = [...Object.entries(scenes), ...Object.entries(wayScenes).filter(([name]) => !name.startsWith('choosing') && name !== 'nothing works here')]
  const without = new Set(['creating', 'failed', 'jsapi: ordering', 'h5: failed', 'asked whether to cancel'])

  it.each(all.filter(([name]) => !without.has(name)).map(([name]) => name))('can be copied in: %s', async (name) => {
    const way = wayScenes[name]
    if (way) vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue(way.userAgent)
    const ways = way && waysOf(way)
    const shop = ways?.shop ?? openShop(quiet)
    if (!way) scenes[name]?.set?.(shop)
    await showDialog(shop, { autoCloseMs: null, ...(way && { intent: { ...INTENT, gateway: undefined } as never, methods: way.methods }) })
    if (ways) await way.play?.(stage, ways)
    else await scenes[name]?.play?.(stage, shop)
    await pass(4_000)
    const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
    await press('copy')
    expect(write).toHaveBeenCalledWith(tradeNoOf(1))
    expect(numbers()).toEqual([tradeNoOf(1)])
  })

  it('is missing where no order is known: nobody has seen a code', async () => {
    const shop = openShop(quiet)
    shop.create = () => Promise.reject(new Error('lost'))
    await showDialog(shop)
    await pass(60_000)
    expect(part('dialog').dataset.payState).toBe('failed')
    expect(has('order')).toBe(false)
  })
})

describe('a payment that comes late, or elsewhere', () => {
  it('rule 2: turns an expired order to paid', async () => {
    const shop = openShop(quiet)
    const { facts } = await showDialog(shop, { autoCloseMs: null })
    shop.told = { expiresInMs: 0 }
    await press('check')
    expect(part('dialog').dataset.payState).toBe('expired')
    shop.told = { status: 'success' }
    await pass(600_000)
    expect(textOf('result-text')).toContain('不用再付')
    expect(facts('paid')).toEqual([expect.objectContaining({ late: true })])
  })

  it('in another tab is shown in this one, once', async () => {
    const storage = memoryStorage()
    const first = openShop({ ports: { ...quiet.ports, storage } })
    const { facts } = await showDialog(first, { autoCloseMs: null })
    const second = openShop({ ports: { ...quiet.ports, storage } })
    const other = await showDialog(second, { autoCloseMs: null })
    expect(second.calls.create).toBe(0)
    second.told = { status: 'success' }
    first.told = { status: 'success' }
    await pass(10_000)
    for (const { length } of [facts('paid'), other.facts('paid')]) expect(length).toBe(1)
    expect(partsNamed('dialog').map(({ dataset }) => dataset.payState)).toEqual(['paid', 'paid'])
  })

  it('rule 4: a second payment of the same intent is told with both numbers, and paid only once', async () => {
    const storage = memoryStorage()
    const before = await showDialog(openShop({ ports: { ...quiet.ports, storage } }))
    before.wrapper.unmount()
    // An earlier page of this browser has left an order behind that it could not close.
    const [key = ''] = storage.keys?.() ?? []
    const record = JSON.parse(storage.get(key) ?? '') as { attempts: readonly object[] }
    storage.set(key, JSON.stringify({ ...record, attempts: [...record.attempts, { ...record.attempts[0], no: 2, tradeNo: tradeNoOf(2), transactionNo: undefined, clientToken: 'b'.repeat(32) }] }))

    const shop = openShop({ ports: { ...quiet.ports, storage } })
    const { facts } = await showDialog(shop, { autoCloseMs: null })
    shop.told = { status: 'success' }
    await pass(120_000)
    expect(shop.calls.create).toBe(0)
    expect(facts('paid')).toHaveLength(1)
    const numbersOf = ({ first, second }: Record<string, unknown>) => [first, second].map((one) => (one as { tradeNo: string }).tradeNo).sort()
    expect(facts('duplicate-paid').map(numbersOf)).toEqual([[tradeNoOf(1), tradeNoOf(2)]])
    expect(facts('duplicate-paid')).toEqual([{ first: expect.objectContaining({ intentId: 'cart-42' }), second: expect.objectContaining({ intentId: 'cart-42' }) }])
  })
})
