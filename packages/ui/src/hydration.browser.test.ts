import { afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { cdp, commands } from 'vitest/browser'
import { nextTick } from 'vue'
import { appOf, serverScenes } from './test/server-scenes'

declare module 'vitest/browser' {
  interface BrowserCommands {
    /** Renders a scene in Node. */
    renderOnServer: (name: string) => Promise<{ html: string, hasDocument: boolean }>
  }
}

const WECHAT = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.50(0x18003231) NetType/WIFI Language/zh_CN'

const setUserAgent = (userAgent: string) => (cdp() as unknown as { send: (method: string, params: object) => Promise<void> }).send('Emulation.setUserAgentOverride', { userAgent })

const own = navigator.userAgent
// Node renders all of them at the first.
beforeAll(() => commands.renderOnServer('an amount'), 120_000)
afterEach(async () => {
  document.body.innerHTML = ''
  await setUserAgent(own)
})

/** Puts the server's page on the screen and hydrates it; gives what Vue said about it. */
async function hydrate(name: string): Promise<string[]> {
  const { html, hasDocument } = await commands.renderOnServer(name)
  expect(hasDocument).toBe(false)
  // As frameworks send it: the app is not alone in the page.
  document.body.innerHTML = `<div id="app">${html}</div><div id="teleports"></div><script type="application/json">{}</script>`
  const said: string[] = []
  for (const method of ['warn', 'error'] as const) {
    const spy = vi.spyOn(console, method).mockImplementation((...args) => void said.push(args.map(String).join(' ')))
    onTestFinished(() => spy.mockRestore())
  }
  const app = appOf(name)
  onTestFinished(() => app.unmount())
  app.mount('#app')
  await nextTick()
  await vi.dynamicImportSettled()
  return said
}

describe('a page that Node has rendered is hydrated without a warning', () => {
  it.each(Object.keys(serverScenes))('%s', async (name) => {
    expect(await hydrate(name)).toEqual([])
  })

  it.each(['an open dialog with a choice', 'the ways of paying'])('inside WeChat, which the server does not know of: %s', async (name) => {
    await setUserAgent(WECHAT)
    expect(navigator.userAgent).toBe(WECHAT)
    expect(await hydrate(name)).toEqual([])
    await expect.poll(() => document.querySelector('[data-pay-gateway="weixin_tenpay_native"][data-pay-chosen], [data-pay-off]')).not.toBeNull()
  })
})

it.each([true, false])('a counter in a browser of whose camera (%s) the server does not know', async (isThere) => {
  if (isThere) vi.stubGlobal('BarcodeDetector', class { detect = () => Promise.resolve([]) })
  onTestFinished(() => { vi.unstubAllGlobals() })
  expect(await hydrate('the counter, with a camera')).toEqual([])
  await expect.poll(() => document.querySelector(`[data-pay-part="${isThere ? 'camera' : 'camera-missing'}"]`)).not.toBeNull()
})

describe('an open dialog', () => {
  it('comes above the page when it is hydrated, once', async () => {
    await hydrate('an open dialog')
    await expect.poll(() => document.querySelector('body > [data-pay-part="dialog"]')?.matches(':modal')).toBe(true)
    expect(document.querySelectorAll('[data-pay-part="dialog"]')).toHaveLength(1)
  })

  it('as a panel leaves the rest of the page alone when it goes', async () => {
    const { html } = await commands.renderOnServer('a dialog as a panel')
    document.body.innerHTML = `<header></header><div id="app">${html}</div><footer></footer>`
    const app = appOf('a dialog as a panel')
    app.mount('#app')
    await nextTick()
    app.unmount()
    expect([...document.body.children].map(({ localName }) => localName)).toEqual(['header', 'div', 'footer'])
  })
})
