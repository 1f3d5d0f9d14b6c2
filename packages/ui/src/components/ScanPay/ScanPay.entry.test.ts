import { describe, expect, it } from 'vitest'
import { ALIPAY, hiddenKey, openCounter, scan, WECHAT } from '../../test/counter'
import { has, part, partsNamed, press, settle, textOf } from '../../test/screen'

const field = () => part('scan-field') as HTMLInputElement

/** Presses a key of the numpad. */
async function tap(key: string): Promise<void> {
  partsNamed('key').find((one) => one.dataset['payKey'] === key)?.click()
  await settle()
}

describe('the field', () => {
  it('waits focused and read-only, without an on-screen keyboard, and says what it is for', async () => {
    await openCounter()
    expect(document.activeElement).toBe(field())
    expect([field().readOnly, field().inputMode, field().placeholder, field().getAttribute('aria-label'), field().autocomplete]).toEqual([true, 'none', '请输入付款码', '付款码', 'off'])
  })

  it('has the focus again for the next customer, and where the page is touched beside its controls', async () => {
    const { shop, root, see } = await openCounter()
    shop.told = { status: 'success' }
    await scan(WECHAT)
    await press('next')
    await see('ready')
    expect(document.activeElement).toBe(field())
    field().blur()
    root().click()
    expect(document.activeElement).toBe(field())
  })

  it('takes nothing from a field of the page', async () => {
    const { shop } = await openCounter()
    const other = document.body.appendChild(document.createElement('input'))
    other.focus()
    shop.told = { status: 'failed', tradeState: 'NOTENOUGH' }
    await scan(WECHAT, other)
    expect(shop.calls.create).toBe(1)
    await press('next')
    expect(document.activeElement).toBe(other)
    other.remove()
  })
})

describe('a device that commits text', () => {
  it.each([['Unidentified', 0], ['Process', 229]])('is seen by its first key (%s), and gets a field that takes it', async (key, keyCode) => {
    const { shop, root } = await openCounter()
    hiddenKey(field(), key, keyCode)
    await settle()
    expect(field().readOnly).toBe(false)
    expect(field().inputMode).toBe('none')
    shop.told = { status: 'failed', tradeState: 'NOTENOUGH' }
    field().dispatchEvent(Object.defineProperty(new InputEvent('beforeinput', { inputType: 'insertText', data: WECHAT, bubbles: true, cancelable: true }), 'isTrusted', { value: true }))
    hiddenKey(field(), 'Enter', 13)
    await settle()
    expect(shop.asked).toMatchObject([{ authCode: WECHAT }])
    // It stays such a device, also where the next code comes right after an end.
    expect(root().dataset['payScan']).toBe('refused')
    expect(field().readOnly).toBe(false)
  })

  it('is not taken for one by a key of the keyboard', async () => {
    await openCounter()
    await scan('123')
    expect(field().readOnly).toBe(true)
  })
})

describe('by hand', () => {
  it('is a choice: the button, or a tap on the field', async () => {
    await openCounter()
    await press('scan-type')
    expect([field().readOnly, document.activeElement]).toEqual([false, field()])
    await press('scan-back')
    expect(field().readOnly).toBe(true)
    field().click()
    await settle()
    expect(field().readOnly).toBe(false)
  })

  it('the numpad writes where the caret is, erases and clears, and counts', async () => {
    await openCounter()
    await press('scan-type')
    for (const digit of '1345') await tap(digit)
    expect([field().value, textOf('scan-count')]).toEqual(['1345', '已输入 4 位'])
    field().setSelectionRange(2, 2)
    await tap('9')
    await tap('erase')
    await tap('erase')
    expect(field().value).toBe('145')
    await tap('clear')
    await tap('erase')
    expect([field().value, textOf('scan-count')]).toEqual(['', '已输入 0 位'])
  })

  it('立即支付 charges it once, Enter does the same, and what is no code is said', async () => {
    const { shop, facts, see } = await openCounter()
    shop.told = { tradeState: 'USERPAYING' }
    await press('scan-type')
    await press('pay')
    expect(facts('rejected')).toEqual([])
    field().value = WECHAT.slice(0, 10)
    await press('pay')
    expect(facts('rejected')).toMatchObject([{ reason: 'incomplete' }])
    expect(field().value).toBe('')
    field().value = `${ALIPAY.slice(0, 4)} ${ALIPAY.slice(4)}`
    part('pay').click()
    part('pay').click()
    await see('confirming')
    expect(shop.asked).toMatchObject([{ authCode: ALIPAY, gateway: 'alipay_barcode' }])
  })

  it('a scanner is heard meanwhile, and the field keeps nothing of it', async () => {
    const { shop, see } = await openCounter()
    shop.told = { tradeState: 'USERPAYING' }
    await press('scan-type')
    field().value = ''
    await scan(WECHAT, field())
    await see('confirming')
    expect(shop.asked).toMatchObject([{ authCode: WECHAT }])
    expect(has('scan-field')).toBe(false)
  })
})
