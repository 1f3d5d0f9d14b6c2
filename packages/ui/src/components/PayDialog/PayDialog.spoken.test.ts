import { beforeEach, describe, expect, it, vi } from 'vitest'
import { key, part, press, settle, showDialog, textOf } from '../../test/screen'
import { silence } from '../../test/shop'
import { DESKTOP, openWays, ORDER } from '../../test/ways'

beforeEach(() => {
  vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue(DESKTOP)
  return () => vi.restoreAllMocks()
})

const methods = ['wechat', 'alipay'] as const

/** Everything that the polite region says from the first moment on. */
function listen(): string[] {
  const said: string[] = []
  const observer = new MutationObserver(() => {
    const text = document.querySelector('[data-pay-part="live"]')?.textContent
    if (text && said[said.length - 1] !== text) said.push(text)
  })
  observer.observe(document.body, { childList: true, characterData: true, subtree: true })
  return said
}

describe('what a screen reader hears', () => {
  it('rule 4: of an order is nothing before there is one to be made: a choice only asks', async () => {
    const said = listen()
    const { shop } = openWays()
    shop.create = silence
    await showDialog(shop, { intent: ORDER, methods })
    await settle()
    expect([said, textOf('live')]).toEqual([[], ''])
    await press('pay')
    expect(said).toEqual(['正在下单'])
  })

  it('of one that is being made is not there any more once the payer is back at the choice', async () => {
    const { shop } = openWays()
    await showDialog(shop, { intent: ORDER, methods })
    await press('pay')
    expect(textOf('live')).toBe('请用微信扫一扫')
    // Before it could be said again.
    part('change-method').click()
    await settle()
    expect(textOf('live')).toBe('')
  })

  it('is what cancelling means, with the first button that answers; ESC goes back to where it was asked', async () => {
    const { shop } = openWays()
    await showDialog(shop, { intent: ORDER, methods: ['wechat'] })
    await press('cancel')
    expect(part('cancel-keep').closest('[role="group"]')?.getAttribute('aria-labelledby')).toBe(part('cancel-question').id)
    await key('Escape')
    expect(document.activeElement).toBe(part('cancel'))
  })
})
