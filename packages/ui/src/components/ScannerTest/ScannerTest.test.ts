import { mount } from '@vue/test-utils'
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { ScannerTest } from '.'
import { createPayUI } from '../../plugin'
import { has, part, partsNamed, pass, press, settle, textOf } from '../../test/screen'

const CODE = '134567890123456789'

beforeEach(() => {
  vi.useFakeTimers()
  return () => vi.useRealTimers()
})

async function show({ allowsSynthetic = true, locale = 'zh-CN' } = {}) {
  const field = document.createElement('input')
  document.body.append(field)
  const wrapper = mount(ScannerTest, { attachTo: document.body, props: { allowsSynthetic }, global: { plugins: [createPayUI({ locale })] } })
  onTestFinished(() => {
    wrapper.unmount()
    field.remove()
  })
  await settle()
  return { field, wrapper }
}

/** Types as a scanner does, wherever the focus is. */
async function scan(text: string, { code = (char: string) => `Digit${char}` } = {}): Promise<void> {
  const target = document.activeElement ?? document.body
  for (const char of Array.from(text)) {
    const init = char === '\n' ? { key: 'Enter', code: 'Enter' } : { key: char, code: code(char) }
    for (const type of ['keydown', 'keyup']) target.dispatchEvent(new KeyboardEvent(type, { ...init, bubbles: true, cancelable: true, composed: true }))
  }
  await pass(400)
}

const kinds = () => Object.fromEntries(partsNamed('scanner-check').map(({ dataset }) => [dataset['payCheck'], dataset['payKind']]))

it('says what to do before the first scan', async () => {
  await show()
  expect(textOf('scanner-verdict')).toContain('请用扫码枪扫一个付款码')
  expect(has('scanner-check')).toBe(false)
})

describe('a scan', () => {
  it('is reported on, with a verdict in plain words', async () => {
    await show()
    await scan(`${CODE}\n`)
    expect(part('scanner-test').dataset['payLevel']).toBe('good')
    expect(textOf('scanner-verdict')).toContain('可以直接用')
    expect(kinds()).toEqual({ code: 'read', speed: 'quick', end: 'enter', layout: 'same', keys: 'row', method: 'none', prefix: 'none' })
  })

  it('rule 8: shows no more of the code than its ends', async () => {
    await show()
    await scan(`${CODE}\n`)
    expect(partsNamed('scanner-figure')[0]?.textContent).toBe('微信支付 13****89')
    expect(document.body.innerHTML).not.toMatch(/\d{5}/)
  })

  it('works with the focus in a field, which is left as it was', async () => {
    const { field } = await show()
    field.value = '12'
    field.focus()
    await scan(`${CODE}\n`)
    expect(kinds()['code']).toBe('read')
    expect(field.value).toBe('12')
  })

  it('of UnionPay is a good scan of a wallet that is not taken', async () => {
    await show()
    await scan('6212345678901234567\n')
    expect(kinds()['code']).toBe('unsupported')
    expect(partsNamed('scanner-figure')[0]?.textContent).toContain('云闪付')
    expect(part('scanner-test').dataset['payLevel']).toBe('good')
  })

  it('of a part of a code can’t take payments', async () => {
    await show()
    await scan('13456789\n')
    expect(kinds()['code']).toBe('incomplete')
    expect(textOf('scanner-verdict')).toContain('这样还不能收款')
  })

  it('without an ending is reported on once it is quiet', async () => {
    await show()
    await scan(CODE)
    await pass(2_000)
    expect(kinds()).toMatchObject({ code: 'read', end: 'none' })
    expect(part('scanner-test').dataset['payLevel']).toBe('fair')
  })

  it('right after another is the one that is reported on', async () => {
    await show()
    await scan(`${CODE}\n281234567890123456\n`)
    expect(partsNamed('scanner-figure')[0]?.textContent).toBe('支付宝 28****56')
  })

  it('is forgotten by a press', async () => {
    await show()
    await scan(`${CODE}\n`)
    await press('scanner-again')
    expect(has('scanner-check')).toBe(false)
  })
})

it('says so while the keys go elsewhere', async () => {
  await show()
  window.dispatchEvent(new Event('blur'))
  await settle()
  expect(textOf('scanner-unheard')).toBe('现在扫码收不到，点这里继续')
  await press('scanner-unheard')
  expect(has('scanner-unheard')).toBe(false)
})

it('believes no script unless it was told to', async () => {
  await show({ allowsSynthetic: false })
  await scan(`${CODE}\n`)
  expect(has('scanner-check')).toBe(false)
})

it('rule 5: hears nothing after it has gone', async () => {
  const removed = vi.spyOn(window, 'removeEventListener')
  const { wrapper } = await show()
  wrapper.unmount()
  for (const name of ['keydown', 'keyup', 'beforeinput', 'compositionend', 'paste']) expect(removed.mock.calls.filter(([type]) => type === name).length).toBeGreaterThanOrEqual(2)
})

it('speaks the page’s language', async () => {
  await show({ locale: 'en' })
  await scan(`${CODE}\n`)
  expect(textOf('scanner-verdict')).toContain('Ready to use')
})
