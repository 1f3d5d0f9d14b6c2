import { expect, test, type CDPSession, type Page } from '@playwright/test'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

// `SCANS=1000` for the full figures: so many codes at 0 ms a character, a tenth of them at each other pace.
const SCANS = Number(process.env.SCANS ?? 20)
const PACES = [0, 1, 5, 20, 80]

/** The engine as one script, from its source. */
async function engine(): Promise<string> {
  const result = await build({
    configFile: false, logLevel: 'silent',
    build: { write: false, target: 'es2020', lib: { entry: fileURLToPath(new URL('../../packages/sdk/src/scan.ts', import.meta.url)), formats: ['iife'], name: 'scanEngine' } },
  })
  const [bundle] = Array.isArray(result) ? result : [result]
  const chunk = bundle && 'output' in bundle ? bundle.output[0] : undefined
  if (!chunk) throw new Error('the engine was not built')
  return chunk.code
}

interface Seen {
  codes: string[]
  rejects: string[]
  clicks: number
}

const script = engine()

async function open(page: Page, { isBlocked = false, html = '<input id="field"><button id="button">pay</button>' } = {}): Promise<CDPSession> {
  await page.setContent(html)
  // A listener that comes before a frame's page goes with the empty one before it.
  for (const frame of page.frames().slice(1)) await frame.waitForSelector('input')
  await page.addScriptTag({ content: await script })
  await page.evaluate((blocks) => {
    const seen: Seen = { codes: [], rejects: [], clicks: 0 }
    const all = window as unknown as { seen: Seen; scanEngine: { createScanGun: (options: object) => { start: () => void } } }
    all.seen = seen
    document.addEventListener('click', () => { seen.clicks += 1 })
    const target = document.querySelector('iframe[data-read]')
    all.scanEngine.createScanGun({
      ...(target instanceof HTMLIFrameElement && { target: target.contentWindow }),
      onScan: ({ code }: { code: string }) => seen.codes.push(code), onReject: ({ reason }: { reason: string }) => seen.rejects.push(reason),
    }).start()
    const block = () => {
      for (const endMs = performance.now() + 30 + 370 * Math.random(); performance.now() < endMs;);
      setTimeout(block, 50)
    }
    if (blocks) block()
  }, isBlocked)
  return page.context().newCDPSession(page)
}

/** The keys that are no digit or letter; `^` is Ctrl+J, LF as a scanner types it. */
const KEYS: Readonly<Record<string, object>> = {
  '\n': { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13, text: '\r' },
  '\t': { key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9 },
  '^': { key: 'j', code: 'KeyJ', windowsVirtualKeyCode: 74, modifiers: 2 },
}

/** A key, down and up, by trusted events; sent without waiting for the page, as a device does, with the device's own time. */
function press(cdp: CDPSession, char: string, atMs: number): Promise<unknown> {
  const key = KEYS[char] ?? { key: char, code: /\d/.test(char) ? `Digit${char}` : `Key${char.toUpperCase()}`, windowsVirtualKeyCode: char.toUpperCase().charCodeAt(0), text: char }
  const at = { timestamp: atMs / 1000, ...key }
  return Promise.all([cdp.send('Input.dispatchKeyEvent', { type: 'keyDown', ...at }), cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', ...at, text: '' })])
}

/** Types at a pace that a late timer of this process does not change: a key that is sent late was typed in time. */
async function type(cdp: CDPSession, text: string, gapMs: number): Promise<void> {
  const sent: Promise<unknown>[] = []
  const startMs = Date.now()
  for (const [index, char] of Array.from(text).entries()) {
    const atMs = startMs + index * gapMs
    if (gapMs > 0) await sleep(Math.max(0, atMs - Date.now()))
    sent.push(press(cdp, char, atMs))
  }
  if (gapMs > 0) await sleep(Math.max(0, startMs + text.length * gapMs - Date.now()))
  await Promise.all(sent)
}

const codeOf = (index: number) => `1${index % 6}${String(index * 7_919_191_919 + 1_000_000_000_000_000).slice(0, 16)}`
const seenBy = (page: Page) => page.evaluate(() => (window as unknown as { seen: Seen }).seen)

/** Types a code with Enter, and waits until what a page does then is done. */
async function scanOnce(cdp: CDPSession, text = `${codeOf(1)}\n`, gapMs = 5): Promise<void> {
  await type(cdp, text, gapMs)
  await sleep(200)
}
const once = { codes: [codeOf(1)], rejects: [], clicks: 0 }

test.describe('where the focus may be', () => {
  test('case 56: nowhere, and in a read-only field', async ({ page }) => {
    const cdp = await open(page, { html: '<input id="field" readonly value="7">' })
    await scanOnce(cdp)
    expect(await seenBy(page)).toEqual(once)
    await page.focus('#field')
    await type(cdp, `${codeOf(2)}\n`, 5)
    expect(await seenBy(page)).toEqual({ ...once, codes: [codeOf(1), codeOf(2)] })
    expect(await page.inputValue('#field')).toBe('7')
  })

  for (const gapMs of [0, 20, 80]) {
    test(`case 57: a field with a selection, at ${gapMs} ms: text, selection and a framework's model are as they were`, async ({ page }) => {
      const cdp = await open(page, { html: '<form onsubmit="submitted = true; return false"><input id="field" value="abcd" oninput="model = value"><button>go</button></form>' })
      await page.focus('#field')
      await page.evaluate(() => (document.querySelector('input') as HTMLInputElement).setSelectionRange(1, 3))
      await scanOnce(cdp, undefined, gapMs)
      expect(await seenBy(page)).toEqual(once)
      const left = await page.evaluate(() => {
        const { value, selectionStart, selectionEnd } = document.querySelector('input') as HTMLInputElement
        return [value, selectionStart, selectionEnd, Reflect.get(window, 'model') ?? value, Reflect.get(window, 'submitted') ?? false] as unknown[]
      })
      expect(left).toEqual(['abcd', 1, 3, 'abcd', false])
    })
  }

  for (const [name, html] of [['a number field', '<input id="field" type="number" value="42">'], ['a text area', '<textarea id="field">42</textarea>'], ['an editable element', '<div id="field" contenteditable>42</div>']] as const) {
    test(`case 57: ${name} is as it was, and a roll over the digits stays in it`, async ({ page }) => {
      const cdp = await open(page, { html })
      const held = () => page.evaluate(() => { const field = document.querySelector('#field'); return field && 'value' in field ? field.value : field?.textContent })
      await page.focus('#field')
      await scanOnce(cdp)
      expect([await seenBy(page), await held()]).toEqual([once, '42'])
      await page.keyboard.press('End')
      await type(cdp, '13456', 5)
      await expect.poll(held).toBe('4213456')
    })
  }

  test('case 23: Tab ends a code, and the focus stays', async ({ page }) => {
    const cdp = await open(page)
    await page.focus('#field')
    await type(cdp, `${codeOf(1)}\t`, 5)
    expect(await seenBy(page)).toEqual(once)
    await expect(page.locator('#field')).toBeFocused()
  })

  test('case 25: CR+LF: Ctrl+J reaches nobody', async ({ page }) => {
    const cdp = await open(page)
    await page.evaluate(() => document.addEventListener('keydown', ({ ctrlKey, code }) => { if (ctrlKey && code === 'KeyJ') Reflect.set(window, 'heard', true) }))
    await type(cdp, `${codeOf(1)}\n^`, 5)
    expect([await seenBy(page), await page.evaluate(() => Reflect.get(window, 'heard') as unknown)]).toEqual([once, undefined])
  })

  for (const end of ['\n', '']) {
    test(`case 59: ${end ? 'a code' : 'another barcode'} on a focused button of a form clicks and submits nothing`, async ({ page }) => {
      const cdp = await open(page, { html: '<form onsubmit="submitted = true; return false"><input type="submit" id="button"></form>' })
      await page.focus('#button')
      await scanOnce(cdp, end ? undefined : '6901234567892\n')
      expect(await seenBy(page)).toEqual(end ? once : { codes: [], rejects: ['unknown'], clicks: 0 })
      expect(await page.evaluate(() => Reflect.get(window, 'submitted') as unknown)).toBeUndefined()
    })
  }

  test('case 61: the field is replaced in the middle', async ({ page }) => {
    const cdp = await open(page)
    await page.focus('#field')
    await page.evaluate(() => { setTimeout(() => document.querySelector('input')?.replaceWith(Object.assign(document.createElement('input'), { id: 'field' })), 500) })
    await type(cdp, `${codeOf(1)}\n`, 50)
    expect([await seenBy(page), await page.inputValue('#field')]).toEqual([once, ''])
  })

  test('case 62: a modal dialog is open, and its field has the focus', async ({ page }) => {
    const cdp = await open(page, { html: '<dialog><input id="field"><button>close</button></dialog>' })
    await page.evaluate(() => document.querySelector('dialog')?.showModal())
    await page.focus('#field')
    await scanOnce(cdp)
    expect([await seenBy(page), await page.inputValue('#field')]).toEqual([once, ''])
    await expect(page.locator('dialog')).toBeVisible()
  })

  test('case 65: a frame has keys of its own: its window is read where it is named, and never by the page around it', async ({ page }) => {
    const frame = '<iframe srcdoc="<input id=inner>"'
    const cdp = await open(page, { html: `${frame}></iframe>` })
    await page.frameLocator('iframe').locator('#inner').focus()
    await scanOnce(cdp)
    expect(await seenBy(page)).toEqual({ codes: [], rejects: [], clicks: 0 })
    expect(await page.frameLocator('iframe').locator('#inner').inputValue()).toBe(codeOf(1))
    await open(page, { html: `${frame} data-read></iframe>` })
    await page.frameLocator('iframe').locator('#inner').focus()
    await scanOnce(cdp)
    expect(await seenBy(page)).toEqual(once)
    expect(await page.frameLocator('iframe').locator('#inner').inputValue()).toBe('')
  })
})

for (const gapMs of PACES) {
  for (const isBlocked of [false, true]) {
    for (const focus of ['field', 'button']) {
      test(`scans at ${gapMs} ms a character, ${isBlocked ? 'a blocked' : 'a free'} main thread, focus on a ${focus}: each code once, as it was`, async ({ page }) => {
        const count = Math.max(2, gapMs === 0 ? SCANS / 2 : SCANS / 20)
        test.setTimeout(60_000 + count * (30 * gapMs + 1500))
        const cdp = await open(page, { isBlocked })
        await page.focus(`#${focus}`)
        const codes = Array.from({ length: count }, (_, index) => codeOf(index))
        if (focus === 'field') await type(cdp, 'order12', 130)
        await sleep(300)
        for (const code of codes) await type(cdp, `${code}\n`, gapMs)
        await sleep(300)
        if (focus === 'field') await type(cdp, 'x34', 130)
        expect(await seenBy(page)).toEqual({ codes, rejects: [], clicks: 0 })
        expect(await page.inputValue('#field')).toBe(focus === 'field' ? 'order12x34' : '')
      })
    }
  }
}
