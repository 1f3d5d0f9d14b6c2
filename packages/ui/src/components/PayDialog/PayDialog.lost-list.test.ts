import { beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { has, part, partsNamed, press, settle, showDialog, textOf } from '../../test/screen'
import { DESKTOP, openWays, ORDER } from '../../test/ways'

/** Whether the list's chunk comes: at once, never, or not at all. */
let network: 'here' | 'silent' | 'lost' = 'lost'

vi.mock('../../load-chunk', () => ({
  loadChunk: async <Module, Wanted>(load: () => Promise<Module>, take: (module: Module) => Wanted) => {
    // It takes a while to know.
    await nextTick()
    if (network === 'lost') throw new TypeError('Failed to fetch dynamically imported module')
    if (network === 'silent') await new Promise(() => {})
    return take(await load())
  },
}))

beforeEach(() => {
  network = 'lost'
  vi.useFakeTimers()
  vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue(DESKTOP)
  return () => {
    vi.useRealTimers()
    vi.restoreAllMocks()
  }
})

const show = async () => {
  const { shop } = openWays()
  return { shop, ...(await showDialog(shop, { intent: ORDER, methods: ['alipay', 'wechat'] })) }
}

describe('a list of ways that does not come', () => {
  it.each(['silent', 'lost'] as const)('leaves on the screen the way that 立即支付 will go (%s)', async (how) => {
    network = how
    const { shop } = await show()
    expect(partsNamed('method').map((row) => [row.dataset['payGateway'], row.textContent?.trim()])).toEqual([['alipay_qrcode', '支付宝']])
    expect(has('methods-reload')).toBe(how === 'lost')
    await press('pay')
    expect(shop.calls.create).toBe(1)
    expect(textOf('title')).toBe('支付宝')
  })

  it('is told, and comes with 重试; pressing that creates nothing', async () => {
    const { shop } = await show()
    expect(textOf('methods-missing')).toContain('其他支付方式没能显示出来')
    expect(textOf('live')).toContain('其他支付方式没能显示出来')
    part('methods-reload').focus()
    await press('methods-reload')
    expect(document.activeElement).toBe(part('methods-reload'))
    network = 'here'
    part('methods-reload').dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }))
    await settle()
    expect(shop.calls.create).toBe(0)
    await press('methods-reload')
    expect(has('methods-missing')).toBe(false)
    expect(partsNamed('method')).toHaveLength(2)
    expect((document.activeElement as HTMLInputElement).value).toBe('alipay_qrcode')
    expect(shop.calls.create).toBe(0)
  })

  it('is there at once for whoever comes back to it', async () => {
    network = 'here'
    await show()
    await press('pay')
    await press('change-method')
    expect(partsNamed('method')).toHaveLength(2)
  })
})
