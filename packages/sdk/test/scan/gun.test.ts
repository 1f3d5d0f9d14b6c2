// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createScanGun, type ScanGun, type ScanGunOptions } from '../../src/scan'
import { WECHAT } from '../support/scanner'

const codes: string[] = []
const rejects: string[] = []
let gun: ScanGun | undefined
let nowMs = 1000

const begin = (options: Partial<ScanGunOptions> = {}) => {
  gun = createScanGun({ allowsSynthetic: true, onScan: ({ code }) => void codes.push(code), onReject: ({ reason }) => void rejects.push(reason), ...options })
  gun.start()
}

function send(target: EventTarget, event: Event): boolean {
  nowMs += 5
  Object.defineProperty(event, 'timeStamp', { value: nowMs })
  return target.dispatchEvent(event)
}

/** A key; what nobody takes is written into the field. */
function press(target: HTMLElement, key: string): boolean {
  const code = key === 'Enter' ? key : /\d/.test(key) ? `Digit${key}` : `Key${key}`
  const goesOn = send(target, new KeyboardEvent('keydown', { key, code, bubbles: true, cancelable: true, composed: true }))
  if (goesOn && target instanceof HTMLInputElement && target.type === 'text' && !target.readOnly && key.length === 1) target.value += key
  send(target, new KeyboardEvent('keyup', { key, code, bubbles: true, cancelable: true, composed: true }))
  return goesOn
}

const scan = (target: HTMLElement, code = WECHAT) => [...Array.from(code), 'Enter'].map((key) => press(target, key))
const field = () => document.querySelector('input') ?? document.body.appendChild(document.createElement('input'))

beforeEach(() => {
  codes.length = rejects.length = 0
  document.body.innerHTML = '<input value="12"><button>pay</button>'
})
afterEach(() => gun?.stop())

describe('the port of a scanner', () => {
  it('case 56: reads on a page without a focused field', () => {
    begin()
    scan(document.body)
    expect(codes).toEqual([WECHAT])
  })
  it('case 56: reads in a read-only field', () => {
    begin()
    field().readOnly = true
    scan(field())
    expect([codes, field().value]).toEqual([[WECHAT], '12'])
  })
  it('case 57: gives another field back what it held, and tells its listeners', () => {
    begin()
    const heard = vi.fn<(value: string) => void>()
    field().addEventListener('input', () => heard(field().value))
    scan(field())
    expect([codes, field().value, heard.mock.calls]).toEqual([[WECHAT], '12', [['12']]])
  })
  it('case 59: a focused button is not clicked, and hears no Enter', () => {
    begin()
    const heard = vi.fn<(event: KeyboardEvent) => void>()
    document.body.addEventListener('keydown', heard)
    expect(scan(document.querySelector('button') ?? document.body).pop()).toBe(false)
    expect(heard.mock.calls.map(([{ key }]) => key)).not.toContain('Enter')
    document.body.removeEventListener('keydown', heard)
  })
  it('case 55: a code that is dropped on the page is read, and anything else goes where it was dropped', () => {
    begin()
    const drop = (text: string) => send(document.body, Object.assign(new Event('drop', { bubbles: true, cancelable: true, composed: true }), { dataTransfer: { getData: () => text } }))
    expect([drop('a note'), codes, rejects]).toEqual([true, [], []])
    expect([drop(WECHAT), codes]).toEqual([false, [WECHAT]])
  })
  it('cases 52 and 54: a code that is pasted into its own field is read; into another it is the person\'s', () => {
    begin({ isOwnField: ({ id }) => id === 'own' })
    const paste = (text: string) => send(field(), Object.assign(new Event('paste', { bubbles: true, cancelable: true, composed: true }), { clipboardData: { getData: () => text } }))
    expect([paste(WECHAT), codes]).toEqual([true, []])
    field().id = 'own'
    expect([paste(WECHAT), codes, field().value]).toEqual([false, [WECHAT], ''])
  })
  it('case 47: what an input method writes at the end of its composition is cleared', () => {
    begin({ isOwnField: () => true })
    field().value = ''
    for (const key of [...Array.from(WECHAT), 'Enter']) send(field(), Object.assign(new KeyboardEvent('keydown', { key: 'Process', code: key === 'Enter' ? key : `Digit${key}`, bubbles: true, cancelable: true, composed: true })))
    field().value = WECHAT
    send(field(), Object.assign(new Event('compositionend', { bubbles: true, composed: true }), { data: WECHAT }))
    expect([codes, rejects, field().value]).toEqual([[WECHAT], [], ''])
  })
  it('what a person composes later in a field stays', () => {
    begin()
    scan(field())
    nowMs += 1000
    press(field(), 'n')
    field().value = '12好'
    send(field(), Object.assign(new Event('compositionend', { bubbles: true, composed: true }), { data: '好' }))
    expect(field().value).toBe('12好')
  })
  it('case 60: a slow scan whose field loses the focus to another leaves both as they were', () => {
    begin()
    const other = document.body.appendChild(document.createElement('input'))
    other.value = '9'
    for (const [index, key] of [...Array.from(WECHAT), 'Enter'].entries()) {
      nowMs += 60
      press(index < 9 ? field() : other, key)
    }
    expect([codes, field().value, other.value]).toEqual([[WECHAT], '12', '9'])
  })
  it('case 57: what was selected is selected again, and what a person typed since is typed again', () => {
    begin()
    field().value = 'abcd'
    field().setSelectionRange(1, 3)
    scan(field())
    expect([field().value, field().selectionStart, field().selectionEnd]).toEqual(['abcd', 1, 3])
  })
  it.each(['checkbox', 'submit', 'radio', 'button', 'range', 'color', 'file', 'image', 'reset'])('case 59: a focused %s takes no text: another barcode is refused there, and its Enter clicks nothing', (kind) => {
    begin()
    field().type = kind
    expect([scan(field(), '6901234567892').pop(), rejects]).toEqual([false, ['unknown']])
  })
  it.each([600, -600])('case 13: keys that come %i ms late, at their pace, are one scan', (lagMs) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'], now: 0 })
    vi.advanceTimersByTime(nowMs + 5000)
    begin()
    const keys = [...Array.from(WECHAT), 'Enter']
    for (const key of keys) for (const type of ['keydown', 'keyup']) {
      vi.advanceTimersByTime(25)
      const event = new KeyboardEvent(type, { key, code: key === 'Enter' ? key : `Digit${key}`, bubbles: true, cancelable: true, composed: true })
      Object.defineProperty(event, 'timeStamp', { value: performance.now() - lagMs })
      document.body.dispatchEvent(event)
    }
    vi.useRealTimers()
    expect([codes, rejects]).toEqual([[WECHAT], []])
  })
  it('case 61: a field that is replaced meanwhile loses no digit', () => {
    begin()
    for (const key of WECHAT.slice(0, 9)) press(field(), key)
    field().replaceWith(document.createElement('input'))
    scan(field(), WECHAT.slice(9))
    expect(codes).toEqual([WECHAT])
  })
  it('case 63: of two guns on a page one gives the code', () => {
    begin()
    const others: string[] = []
    const other = createScanGun({ allowsSynthetic: true, onScan: ({ code }) => void others.push(code) })
    other.start()
    scan(document.body)
    other.stop()
    expect([codes, others]).toEqual([[WECHAT], []])
  })
  it('case 63: a gun within a page that has one reads on when the other is stopped, whichever came first', () => {
    const others: string[] = []
    const other = createScanGun({ allowsSynthetic: true, onScan: ({ code }) => void others.push(code) })
    begin()
    other.start()
    gun?.stop()
    scan(document.body)
    gun?.start()
    other.stop()
    nowMs += 1000
    scan(document.body)
    expect([codes, others]).toEqual([[WECHAT], [WECHAT]])
  })
  it('case 63: started twice it listens once, and stopped before it was started it is nothing', () => {
    begin()
    gun?.start()
    createScanGun({ onScan: () => {} }).stop()
    scan(document.body)
    expect([codes, rejects]).toEqual([[WECHAT], []])
  })
  it('case 62: reads in an open dialog, and in a shadow root, whose listeners stop the keys', () => {
    begin()
    const dialog = document.body.appendChild(document.createElement('dialog'))
    const root = dialog.appendChild(document.createElement('div')).attachShadow({ mode: 'open' })
    const inner = root.appendChild(document.createElement('input'))
    dialog.addEventListener('keydown', (event) => event.stopPropagation())
    dialog.showModal()
    scan(inner)
    expect([codes, inner.value]).toEqual([[WECHAT], ''])
  })
  it('tells what is read, and that it is over', () => {
    const readings: number[] = []
    begin({ onReading: ({ length }) => readings.push(length) })
    scan(document.body)
    expect(readings).toEqual([...Array.from({ length: 15 }, (_, index) => index + 4), 0])
  })
  it('what is entered by hand goes the same way', () => {
    begin()
    gun?.submit(WECHAT)
    gun?.submit('nonsense')
    expect([codes, rejects]).toEqual([[WECHAT], ['unknown']])
  })
  it('case 64: stopped in the middle it tells nothing, and leaves no listener and no timer', () => {
    const clock = { setTimeout: vi.fn<() => number>(() => 7), clearTimeout: vi.fn<(handle: unknown) => void>() }
    begin({ clock })
    const removed = vi.spyOn(window, 'removeEventListener')
    for (const key of WECHAT.slice(0, 12)) press(document.body, key)
    gun?.stop()
    expect(clock.clearTimeout).toHaveBeenLastCalledWith(7)
    expect(removed).toHaveBeenCalledTimes(7)
    scan(document.body, WECHAT.slice(12))
    expect([codes, rejects]).toEqual([[], []])
  })
  it('case 66: started again it reads again, and a used code stays used', () => {
    begin()
    scan(document.body)
    gun?.stop()
    gun?.start()
    nowMs += 1000
    scan(document.body)
    expect([codes, rejects]).toEqual([[WECHAT], ['used']])
  })
  it('case 67: can be made where there is no window', () => {
    vi.stubGlobal('window', undefined)
    expect(() => createScanGun({ onScan: () => {} })).not.toThrow()
    vi.unstubAllGlobals()
  })
  it('what a script types is nothing, unless it is allowed', () => {
    begin({ allowsSynthetic: false })
    scan(document.body)
    expect(codes).toEqual([])
  })
  it('an onScan that throws lets no Enter through', () => {
    begin({ onScan: () => { throw new Error('of the shop') } })
    const stray = vi.fn<(event: Event) => void>((event) => event.preventDefault())
    window.addEventListener('error', stray)
    const button = document.querySelector('button') ?? document.body
    let goesOn = true
    try {
      goesOn = scan(button).pop() ?? true
    } catch { goesOn = false }
    window.removeEventListener('error', stray)
    expect(goesOn).toBe(false)
  })
})
