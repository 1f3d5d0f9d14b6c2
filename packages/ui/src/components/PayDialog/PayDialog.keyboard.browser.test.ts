import { describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { createApp, h, nextTick, ref } from 'vue'
import { find, play, see, shown, undo } from '../../test/browser'
import { silence } from '../../test/shop'
import { ORDER, openWays } from '../../test/ways'
import { createPayUI, PayDialog, type PayDialogProps } from '../../index'

const radio = (type: string) => document.querySelector<HTMLInputElement>(`[data-pay-gateway="${type}"] input`)
const focused = () => document.activeElement
const focusedPart = () => (focused() as HTMLElement).dataset['payPart']
/** Enter as the keyboard sends it on the focused element; tells whether the dialog has let it through. */
const enter = (init: KeyboardEventInit = {}) => focused()?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...init }))

/** A dialog with a choice, and a page around it with a field. */
async function choice(props: Partial<PayDialogProps> = {}) {
  const ways = openWays({ gateways: ['weixin_tenpay_native', 'alipay_qrcode'] })
  const open = ref(false)
  const host = document.createElement('div')
  host.innerHTML = '<main><h1>小店</h1><button id="opener">去支付</button><input id="note" aria-label="备注"></main><div></div>'
  document.body.append(host)
  const app = createApp({ render: () => h(PayDialog, { intent: ORDER, methods: ['wechat', 'alipay'], autoCloseMs: null, ...props, open: open.value, 'onUpdate:open': (is: boolean) => { open.value = is } }) })
  app.use(createPayUI({ client: ways.shop.client })).mount(host.lastElementChild as Element)
  undo.push(() => {
    app.unmount()
    host.remove()
  })
  const show = async () => {
    open.value = true
    await see('dialog')
  }
  return { ...ways, show }
}

async function openChoice() {
  const ways = await choice()
  document.querySelector<HTMLElement>('#opener')?.focus()
  await ways.show()
  await expect.poll(() => (focused() as HTMLInputElement).value).toBe('weixin_tenpay_native')
  return ways
}

describe('the choice', () => {
  it('opens on the way that stands chosen: arrows change it, Enter pays', async () => {
    const { shop } = await openChoice()
    await userEvent.keyboard('{ArrowDown}')
    expect(focused()).toBe(radio('alipay_qrcode'))
    await userEvent.keyboard('{Enter}')
    await see('qrcode')
    expect([shop.calls.create, find('title')?.textContent]).toEqual([1, '支付宝'])
  })

  it('is not paid by the second half of a double Enter, nor by one that is still held', async () => {
    shown('just-now')
    const { shop } = await openChoice()
    expect(enter()).toBe(false)
    find('pay')?.focus()
    expect(enter()).toBe(false)
    expect(enter({ repeat: true })).toBe(false)
    await nextTick()
    expect([shop.calls.create, find('dialog')?.dataset['payState']]).toEqual([0, 'idle'])
  })

  it('nor by an Enter that is held for as long as it likes', async () => {
    shown('long-ago')
    const { shop } = await openChoice()
    for (let times = 0; times < 3; times += 1) {
      enter({ repeat: true })
      await nextTick()
    }
    expect([shop.calls.create, find('dialog')?.dataset['payState']]).toEqual([0, 'idle'])
  })

  it('after a while, or after another key, is paid by the first Enter', async () => {
    shown('long-ago')
    const { shop } = await openChoice()
    await userEvent.keyboard('{Enter}')
    await see('qrcode')
    expect(shop.calls.create).toBe(1)
  })

  it('shows no ring after a tap or a click', async () => {
    const { show } = await choice()
    document.querySelector('#opener')?.addEventListener('click', () => void show())
    await userEvent.click(page.getByText('去支付'))
    await expect.poll(() => (focused() as HTMLInputElement).value).toBe('weixin_tenpay_native')
    expect(focused()?.matches(':focus-visible')).toBe(false)
    expect(getComputedStyle(focused() as Element, '::before').outlineStyle).toBe('none')
  })
})

describe('focus', () => {
  it('is on the main control of a payment that is shown again, and back on the opener each time', async () => {
    shown('long-ago')
    const { show } = await openChoice()
    await userEvent.keyboard('{Enter}')
    await expect.poll(focusedPart).toBe('check')
    await userEvent.keyboard('{Escape}')
    await expect.poll(() => focused()?.id).toBe('opener')
    await show()
    await expect.poll(focusedPart).toBe('check')
    await userEvent.keyboard('{Escape}')
    await expect.poll(() => focused()?.id).toBe('opener')
  })

  it('is inside while an order that is only being made is cancelled', async () => {
    await play('creating')
    const cancel = find('cancel')
    cancel?.focus()
    cancel?.click()
    await see('cancel-confirm')
    find('cancel-confirm')?.focus()
    find('cancel-confirm')?.click()
    await expect.poll(() => find('cancel-confirm')).toBeNull()
    await expect.poll(focusedPart).toBe('dialog')
  })

  it('is never behind the code: Tab out of one that fills the window puts it back', async () => {
    shown('long-ago')
    await play('waiting')
    await see('enlarge')
    find('enlarge')?.focus()
    await userEvent.keyboard('{Enter}')
    await expect.poll(() => find('code-box')?.dataset).toHaveProperty('payEnlarged')
    await userEvent.tab()
    await expect.poll(() => find('code-box')?.dataset).not.toHaveProperty('payEnlarged')
    expect(focusedPart()).toBe('check')
  })

  it('goes to the code that fills the window, in browsers whose clicks give none', async () => {
    await play('waiting')
    await see('enlarge')
    find('check')?.focus()
    find('enlarge')?.click()
    await expect.poll(() => find('code-box')?.dataset).toHaveProperty('payEnlarged')
    expect(focusedPart()).toBe('enlarge')
  })

  it('of the page is left alone by a panel of the page, from the choice to the success', async () => {
    const { shop, show } = await choice({ inline: true })
    const note = document.querySelector<HTMLElement>('#note')
    note?.focus()
    await show()
    await expect.poll(() => radio('weixin_tenpay_native')).not.toBeNull()
    find('pay')?.click()
    await see('qrcode')
    expect(focused()).toBe(note)
    shop.told = { status: 'success' }
    find('check')?.click()
    await see('confirm')
    await nextTick()
    expect(focused()).toBe(note)
  })

  it('that is in a panel stays in it, where what had it goes', async () => {
    const { shop, show } = await choice({ inline: true })
    shop.create = silence
    await show()
    await expect.poll(() => radio('weixin_tenpay_native')).not.toBeNull()
    find('pay')?.focus()
    await userEvent.keyboard('{Enter}')
    await expect.poll(() => find('dialog')?.dataset['payState']).toBe('creating')
    await expect.poll(focusedPart).toBe('dialog')
  })
})
