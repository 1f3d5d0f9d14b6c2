import { afterEach, describe, expect, it } from 'vitest'
import { cdp, userEvent } from 'vitest/browser'
import { find, see } from '../../test/browser'
import { playScan, WECHAT } from '../../test/scan-scenes'

const session = () => cdp() as unknown as { send: (method: string, params?: object) => Promise<void> }
const field = () => find('scan-field') as HTMLInputElement

/** A key that an input method or an Android keyboard has got first; `code` where the system still tells it. */
async function hidden(key: string, code = ''): Promise<void> {
  for (const type of ['rawKeyDown', 'keyUp']) await session().send('Input.dispatchKeyEvent', { type, key, code, windowsVirtualKeyCode: 229, nativeVirtualKeyCode: 229 })
}
const commit = (text: string) => session().send('Input.insertText', { text })
const enter = () => userEvent.keyboard('{Enter}')
const fullWidth = (text: string) => Array.from(text, (digit) => String.fromCharCode(0xff10 + Number(digit))).join('')

afterEach(() => field()?.blur())

const whole = () => commit(WECHAT)

/** The cases 43 to 51: what an input method or an Android device sends once its field takes text. */
const CASES: readonly (readonly [string, () => Promise<void>])[] = [
  ['full-width digits, each behind a 229', async () => {
    for (const digit of WECHAT) {
      await hidden('Process')
      await commit(fullWidth(digit))
    }
    await enter()
  }],
  ['keys as Process with their codes, Enter too', async () => {
    for (const digit of WECHAT) await hidden('Process', `Digit${digit}`)
    await hidden('Process', 'Enter')
  }],
  ['Unidentified keys and inserted text, with Enter', async () => {
    for (const digit of WECHAT) {
      await hidden('Unidentified')
      await commit(digit)
    }
    await enter()
  }],
  ['the same without Enter', async () => {
    for (const digit of WECHAT) {
      await hidden('Unidentified')
      await commit(digit)
    }
  }],
  ['the first key genuine, the others Unidentified', async () => {
    await userEvent.keyboard(WECHAT.slice(0, 1))
    for (const digit of WECHAT.slice(1)) {
      await hidden('Unidentified')
      await commit(digit)
    }
    await enter()
  }],
  ['the whole code in one text', whole],
  ['an Unidentified key, the whole code in one text, then Enter', async () => {
    await hidden('Unidentified')
    await commit(WECHAT)
    await enter()
  }],
]

describe('a device that commits text', () => {
  it.each(CASES)('gives its first code once, and leaves no digit in the field: %s', async (_what, type) => {
    const shop = await playScan('ready')
    shop.told = { tradeState: 'USERPAYING' }
    expect(field().readOnly).toBe(true)
    // A text without any key tells nothing to a field that is still read-only: such a device is seen at its first try.
    if (type === whole) await hidden('Unidentified')
    await type()
    await expect.poll(() => shop.asked.map(({ authCode }) => authCode)).toEqual([WECHAT])
    expect(field()?.value ?? '').toBe('')
    // The next code finds the field as the device needs it.
    shop.told = { status: 'failed', tradeState: 'NOTENOUGH' }
    await see('next')
    expect([field().readOnly, field().inputMode]).toEqual([false, 'none'])
  })
})
