import { inside, part } from '../driver/target'
import { merchantNetwork } from '../fixtures/merchant-network'
import { expect, test } from '../fixtures/published-site'
import { shop } from '../models/shop'

// One build is enough for both.
test.describe.configure({ mode: 'default' })

const inDialog = (name: string) => inside(part('dialog'), part(name))

test('the built site is fit to publish: under a path, by any address, against servers that the browser was told of', async ({ driver, page, site }) => {
  const strangers: string[] = []
  page.on('request', (request) => { if (!Object.values(site.origins).includes(new URL(request.url()).origin)) strangers.push(request.url()) })
  const store = shop(driver)
  await driver.goto(`${site.url}shop`)
  await store.add('深蓝色秋裤')
  await store.pay()
  await store.dialog.waitFor('waiting')
  await site.phone.pay(await store.dialog.readQr())
  await store.dialog.waitFor('paid')
  await driver.goto(`${site.url}gallery`)
  await driver.waitFor({ by: { css: '.gallery-list' } })
  expect(strangers.filter((url) => !url.startsWith('data:'))).toEqual([])
})

test('rule 8: a strict CSP has nothing to refuse: no inline script or style, no eval, no HTML made of text, from the order to each end', async ({ driver, page, site }) => {
  const { merchant, wallets } = site.origins
  site.setPolicy([
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", `connect-src 'self' ${merchant} ${wallets}`,
    // Vue's own policy wraps what its compiler hoisted; the package itself needs none.
    `frame-src ${wallets}`, "base-uri 'none'", "form-action 'none'", "require-trusted-types-for 'script'", 'trusted-types vue',
  ].join('; '))
  const refused: string[] = []
  await page.exposeFunction('onRefused', (what: string) => void refused.push(what))
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) => {
      ;(window as unknown as { onRefused: (what: string) => void }).onRefused(`${violatedDirective} ${blockedURI} ${sourceFile}`)
    })
  })
  const network = await merchantNetwork(page, merchant)
  const store = shop(driver)
  const { dialog } = store
  await driver.goto(`${site.url}shop`)
  // The policy holds: an inline style is refused, and told.
  await driver.eval(() => { document.head.append(Object.assign(document.createElement('style'), { textContent: 'b { color: red }' })) })
  await expect.poll(() => refused.splice(0).join()).toContain('style-src')

  await store.add('深蓝色秋裤')
  await store.pay()
  await dialog.waitFor('waiting')
  const content = await dialog.readQr()
  await driver.click(inDialog('enlarge'))
  await driver.press('Escape')
  await driver.click(inDialog('copy'))
  network.set('cut')
  await dialog.check()
  await dialog.waitFor('unknown')
  network.set('none')
  await site.phone.pay(content)
  await dialog.check()
  await dialog.waitFor('paid')
  await dialog.confirm()
  await dialog.waitUntilHidden()
  expect(refused).toEqual([])
})
