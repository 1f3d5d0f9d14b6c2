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

async function open(page: Page, isBlocked: boolean): Promise<CDPSession> {
  await page.setContent('<input id="field"><button id="button">pay</button>')
  await page.addScriptTag({ content: await script })
  await page.evaluate((blocks) => {
    const seen: Seen = { codes: [], rejects: [], clicks: 0 }
    const all = window as unknown as { seen: Seen; scanEngine: { createScanGun: (options: object) => { start: () => void } } }
    all.seen = seen
    document.querySelector('button')?.addEventListener('click', () => { seen.clicks += 1 })
    all.scanEngine.createScanGun({ onScan: ({ code }: { code: string }) => seen.codes.push(code), onReject: ({ reason }: { reason: string }) => seen.rejects.push(reason) }).start()
    const block = () => {
      for (const endMs = performance.now() + 30 + 370 * Math.random(); performance.now() < endMs;);
      setTimeout(block, 50)
    }
    if (blocks) block()
  }, isBlocked)
  return page.context().newCDPSession(page)
}

/** A key, down and up, by trusted events; sent without waiting for the page, as a device does. */
function press(cdp: CDPSession, char: string): Promise<unknown> {
  const isEnter = char === '\n'
  const key = isEnter ? { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13, text: '\r' } : { key: char, code: /\d/.test(char) ? `Digit${char}` : `Key${char.toUpperCase()}`, windowsVirtualKeyCode: char.toUpperCase().charCodeAt(0), text: char }
  return Promise.all([cdp.send('Input.dispatchKeyEvent', { type: 'keyDown', ...key }), cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', key: key.key, code: key.code, windowsVirtualKeyCode: key.windowsVirtualKeyCode })])
}

async function type(cdp: CDPSession, text: string, gapMs: number): Promise<void> {
  const sent: Promise<unknown>[] = []
  for (const char of Array.from(text)) {
    sent.push(press(cdp, char))
    if (gapMs > 0) await sleep(gapMs)
  }
  await Promise.all(sent)
}

const codeOf = (index: number) => `1${index % 6}${String(index * 7_919_191_919 + 1_000_000_000_000_000).slice(0, 16)}`
const seenBy = (page: Page) => page.evaluate(() => (window as unknown as { seen: Seen }).seen)

for (const gapMs of PACES) {
  for (const isBlocked of [false, true]) {
    for (const focus of ['field', 'button']) {
      test(`scans at ${gapMs} ms a character, ${isBlocked ? 'a blocked' : 'a free'} main thread, focus on a ${focus}: each code once, as it was`, async ({ page }) => {
        const count = Math.max(2, gapMs === 0 ? SCANS / 2 : SCANS / 20)
        test.setTimeout(60_000 + count * (30 * gapMs + 1500))
        const cdp = await open(page, isBlocked)
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
