import { expect, test } from '../fixtures/own-demo'
import { articlePage } from '../models/article'

test('over Walnut an article is bought, and is open after a reload; another browser is not told of it, and the page says so before', async ({ driver, demo }) => {
  const page = articlePage(driver)
  await page.logIn('walnut')
  await page.waitFor('locked')
  expect(await page.limit()).toContain('只认得这个浏览器买过的')
  await page.buy()
  await demo.phone.pay(await page.dialog.readQr())
  await page.waitFor('open')
  await expect.poll(page.text).toContain('第一件事')
  await demo.ledger.expect({ orders: 1, charges: 1 })
  const number = await page.orderNumber()
  await driver.reload()
  await page.waitFor('open')
  expect(await page.orderNumber()).toBe(number)

  const elsewhere = articlePage(await demo.otherBrowser())
  await elsewhere.logIn('walnut')
  await elsewhere.waitFor('locked')
})

test('rule 1: over Walnut it is the server that is asked: an order that is not paid, or of something else, opens nothing', async ({ driver, page, demo }) => {
  const article = articlePage(driver)
  await article.logIn('walnut')
  await article.buy()
  await demo.phone.pay(await article.dialog.readQr())
  await article.waitFor('open')
  const changes: readonly object[] = [{ or_st: 'WT' }, { products: [{ id: 'canteen-lunch' }] }, { or_status: 5 }]
  for (const change of changes) {
    await page.unrouteAll({ behavior: 'wait' })
    await page.route((url) => url.origin === demo.merchant && url.pathname === '/api/demo/pay/check', async (route) => {
      const response = await route.fetch()
      const answer = (await response.json()) as { readonly data: object }
      await route.fulfill({ response, json: { ...answer, data: { ...answer.data, ...change } } })
    })
    await driver.reload()
    await article.waitFor('locked')
  }
})

test('rule 4: over Walnut a reload while the code waits comes back to the same order', async ({ driver, demo }) => {
  const page = articlePage(driver)
  await page.logIn('walnut')
  await page.buy()
  const content = await page.dialog.readQr()
  await driver.reload()
  await page.waitFor('locked')
  await page.buy()
  expect(await page.dialog.readQr()).toBe(content)
  await demo.phone.pay(content)
  await page.waitFor('open')
  await demo.ledger.expect({ orders: 1, charges: 1 })
})
