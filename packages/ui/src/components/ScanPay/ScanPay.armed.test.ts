import { describe, expect, it, vi } from 'vitest'
import { openCounter, scan, WECHAT } from '../../test/counter'
import { has, part, press, settle, textOf } from '../../test/screen'

describe('whether a scan would be heard', () => {
  it('is said: ready while the window has the keyboard', async () => {
    await openCounter()
    expect([textOf('armed'), part('armed').dataset['payLamp']]).toEqual(['扫码枪已就绪', 'on'])
  })

  it('a window in the background is not armed, says so, and one tap brings it back', async () => {
    const { root, focus } = await openCounter()
    await focus(false)
    expect(has('armed')).toBe(false)
    expect(textOf('arm')).toBe('现在扫码收不到，点这里继续')
    expect(root().hasAttribute('data-pay-armed')).toBe(false)
    await focus(true)
    expect(textOf('armed')).toBe('扫码枪已就绪')
    await focus(false)
    await press('arm')
    // A tap alone does not make it so where the window has no keyboard yet.
    expect(has('arm')).toBe(true)
    await focus(true)
    expect([has('arm'), document.activeElement === part('scan-field')]).toEqual([false, true])
  })

  it('a frame of the page that has the keyboard is not heard either', async () => {
    await openCounter()
    const frame = vi.spyOn(document, 'activeElement', 'get').mockReturnValue(document.createElement('iframe'))
    window.dispatchEvent(new Event('focus'))
    await settle()
    expect(has('arm')).toBe(true)
    frame.mockRestore()
    window.dispatchEvent(new Event('focus'))
    await settle()
    expect(has('arm')).toBe(false)
  })

  it('while a charge is under way it is said that none is taken', async () => {
    const { shop } = await openCounter()
    shop.told = { tradeState: 'USERPAYING' }
    await scan(WECHAT)
    expect([textOf('armed'), part('armed').dataset['payLamp']]).toEqual(['先不要扫码', 'busy'])
  })
})
