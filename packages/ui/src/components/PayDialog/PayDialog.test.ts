import { HError, memoryStorage } from '@baas-pay/sdk'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { scenes, stillPage } from '../../test/scenes'
import { has, part, pass, showDialog, stage, textOf } from '../../test/screen'
import { CODE_URL, openShop, silence } from '../../test/shop'

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
    await pass(scene.takesMs ?? 4_000)

    expect(part('dialog').dataset.payState).toBe(scene.state)
    expect(has(scene.shows as 'result')).toBe(true)
    expect(textOf('amount')).toBe('¥0.10')
    expect(textOf('description')).toBe('深蓝色秋裤')
    // A strict CSP has nothing to refuse: no style attribute, no style element, no handler in the markup.
    expect([...part('dialog').querySelectorAll('*'), part('dialog')].filter((element) => element.matches('[style], style, script, [onclick]'))).toEqual([])
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
