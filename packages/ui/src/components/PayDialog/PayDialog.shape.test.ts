import { HError, type PayRequest } from '@baas-pay/sdk'
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { scenes, stillPage } from '../../test/scenes'
import { has, INTENT, key, part, pass, press, settle, showDialog, stage, textOf } from '../../test/screen'
import { openShop } from '../../test/shop'

const quiet = { ports: { page: stillPage } }

beforeEach(() => {
  vi.useFakeTimers()
  return () => vi.useRealTimers()
})

describe('the language', () => {
  it.each(Object.entries(scenes))('is told to assistive technology, and is in the words of: %s', async (_name, scene) => {
    const shop = openShop(quiet)
    scene.set?.(shop)
    await showDialog(shop, { autoCloseMs: null }, {}, { locale: 'en' })
    await scene.play?.(stage, shop)
    await pass(4_000)
    expect(part('dialog').lang).toBe('en')
    expect(part('surface').textContent?.replace(textOf('description'), '')).not.toMatch(/\p{Script=Han}/u)
  })
})

describe('what is on the screen', () => {
  it('stays the same element while the order is made, checked and closed: nothing flickers, no question is forgotten', async () => {
    const shop = openShop(quiet)
    shop.create = () => new Promise((resolve) => { setTimeout(() => resolve({}), 500) })
    await showDialog(shop)
    const box = part('code-box')
    await press('cancel')
    await pass(500)
    expect(part('dialog').dataset.payState).toBe('waiting')
    expect(part('code-box')).toBe(box)
    expect(has('cancel-confirm')).toBe(true)
    const code = part('qrcode')
    await press('cancel-keep')
    await press('check')
    expect(part('qrcode')).toBe(code)
  })
})

describe('slots', () => {
  const slots = { header: '<b>小店收银台</b>', goods: '<ul><li>秋裤</li></ul>', support: '<a href="tel:10086">找客服</a>', waiting: '<template #waiting="{ state }"><i id="own">{{ state.name }}</i></template>' }

  it('replace the header, the goods and a state’s panel', async () => {
    await showDialog(openShop(quiet), {}, slots)
    expect(textOf('title')).toBe('小店收银台')
    expect(has('description')).toBe(false)
    expect(part('dialog').getAttribute('aria-labelledby')).toBe(part('title').id)
    expect(document.querySelector('#own')?.textContent).toBe('waiting')
    expect(has('qrcode')).toBe(false)
  })

  it.each([['unknown', true], ['expired', true], ['failed', true], ['paid', false], ['closed', false], ['creating', false]])('of support are shown in %s: %s', async (name, is) => {
    const scene = scenes[name]
    const shop = openShop(quiet)
    scene?.set?.(shop)
    await showDialog(shop, { autoCloseMs: null }, { support: slots.support })
    await scene?.play?.(stage, shop)
    await pass(4_000)
    expect(part('dialog').dataset.payState).toBe(name)
    expect(has('support')).toBe(is)
  })
})

describe('as a panel of the page', () => {
  it('stands where it was put, with a name, without ✕, and takes no focus and no ESC', async () => {
    const { wrapper, opener, facts } = await showDialog(openShop(quiet), { inline: true })
    const root = part('dialog')
    expect(root.localName).toBe('section')
    expect(wrapper.element.parentElement?.contains(root)).toBe(true)
    expect(root.getAttribute('aria-labelledby')).toBe(part('title').id)
    expect(has('dismiss')).toBe(false)
    expect(document.activeElement).toBe(opener)
    expect(document.body.style.overflow).toBe('')
    part('check').focus()
    await key('Escape')
    expect(facts('dismiss')).toHaveLength(0)
    expect(has('qrcode')).toBe(true)
  })

  it('keeps the focus of whoever was in it, and of nobody else', async () => {
    const shop = openShop(quiet)
    const { opener } = await showDialog(shop, { inline: true, autoCloseMs: null })
    shop.told = { tradeState: 'CLOSED' }
    await pass(4_000)
    expect(document.activeElement).toBe(opener)
    part('renew').focus()
    shop.told = {}
    await press('renew')
    await pass(100)
    expect(document.activeElement).toBe(part('check'))
  })
})

describe('an intent that is a function', () => {
  const later = (request: PayRequest, ms = 500) => vi.fn(() => new Promise<PayRequest>((resolve) => { setTimeout(() => resolve(request), ms) }))

  it('is called when the dialog is shown, in the same turn, and shows that a code is on its way', async () => {
    const shop = openShop(quiet)
    const intent = later(INTENT)
    const { wrapper } = await showDialog(shop, { intent, open: false })
    expect(intent).not.toHaveBeenCalled()
    await wrapper.setProps({ open: true })
    expect(intent).toHaveBeenCalledTimes(1)
    expect(textOf('hint')).toBe('正在下单')
    await pass(500)
    expect(part('dialog').dataset.payState).toBe('waiting')
    expect(textOf('amount')).toBe('¥0.10')
  })

  it('rule 4: is not called again while its order may still be paid', async () => {
    const shop = openShop(quiet)
    const intent = later(INTENT)
    const { wrapper } = await showDialog(shop, { intent })
    await press('dismiss')
    await wrapper.setProps({ open: true })
    await pass(500)
    await press('dismiss')
    await wrapper.setProps({ open: true })
    await settle()
    expect(intent).toHaveBeenCalledTimes(1)
    expect(shop.calls.create).toBe(1)
    expect(part('dialog').dataset.payState).toBe('waiting')
  })

  it('is called again for the next payment', async () => {
    const shop = openShop(quiet)
    shop.told = { status: 'success' }
    const intent = vi.fn(() => ({ ...INTENT, intentId: `cart-${intent.mock.calls.length}` }))
    const { wrapper, facts } = await showDialog(shop, { intent })
    await pass(100)
    await press('confirm')
    await wrapper.setProps({ open: true })
    await pass(100)
    expect(facts('paid').map(({ intentId }) => intentId)).toEqual(['cart-1', 'cart-2'])
  })

  it('that fails is told as a failure that is safe to try again, and tried again', async () => {
    const onError = vi.fn()
    vi.stubGlobal('reportError', onError)
    onTestFinished(() => void vi.unstubAllGlobals())
    const shop = openShop(quiet)
    const intent = vi.fn<() => Promise<PayRequest>>(() => Promise.reject(new HError(600)))
    const { facts } = await showDialog(shop, { intent })
    await settle()
    expect(part('dialog').dataset.payState).toBe('failed')
    expect(textOf('result-title')).toBe('没能下单')
    expect(onError).toHaveBeenCalledTimes(1)
    expect(facts('failed')).toHaveLength(1)
    intent.mockResolvedValue(INTENT)
    await press('retry')
    expect(part('dialog').dataset.payState).toBe('waiting')
    expect(shop.calls.create).toBe(1)
  })

  it('whose answer comes after unmount makes no order', async () => {
    const shop = openShop(quiet)
    const { wrapper } = await showDialog(shop, { intent: later(INTENT) })
    wrapper.unmount()
    await pass(1_000)
    expect(shop.calls.create).toBe(0)
  })
})
