import type { Locator, Page } from '@playwright/test'
import type { Driver } from './driver'
import type { Target } from './target'

function locate(page: Page, target: Target): Locator {
  const from = target.within ? locate(page, target.within) : page
  const found = 'css' in target.by ? from.locator(target.by.css) : from.getByRole(target.by.role, { name: target.by.name, exact: true })
  return target.nth === undefined ? found : found.nth(target.nth)
}

async function boxOf(locator: Locator) {
  const box = await locator.boundingBox()
  if (!box) throw new Error(`not rendered: ${locator.toString()}`)
  return box
}

/** A driver over a page of Playwright's; its `baseURL` makes paths whole. */
export function playwrightDriver(page: Page): Driver {
  const at = (target: Target) => locate(page, target)
  return {
    goto: async (url) => void (await page.goto(url)),
    reload: async () => void (await page.reload()),
    // Of a page that the browser kept whole no load is ever told.
    back: async () => void (await page.goBack({ waitUntil: 'commit', timeout: 5000 }).catch(() => undefined)),
    url: async () => page.url(),

    click: (target) => at(target).click(),
    doubleClick: async (target) => {
      const { x, y, width, height } = await boxOf(at(target))
      await page.mouse.dblclick(x + width / 2, y + height / 2)
    },
    fill: (target, text) => at(target).fill(text),
    press: (key) => page.keyboard.press(key),

    waitFor: (target, state = 'visible') => at(target).waitFor({ state }),
    text: (target) => at(target).innerText(),
    attribute: (target, name) => at(target).getAttribute(name),
    box: (target) => boxOf(at(target)),
    hasFocus: (target) => at(target).evaluate((element) => element.ownerDocument.activeElement === element),
    count: (target) => at(target).count(),
    isVisible: (target) => at(target).isVisible(),

    screenshot: (target) => (target ? at(target) : page).screenshot({ scale: 'css' }),
    eval: (script, argument) => page.evaluate(script as never, argument) as never,
    setViewport: (size) => page.setViewportSize(size),
    openTab: async () => playwrightDriver(await page.context().newPage()),
    tabOpenedBy: async (act) => {
      const [opened] = await Promise.all([page.context().waitForEvent('page'), act()])
      return playwrightDriver(opened)
    },
    closeTab: () => page.close(),
  }
}
