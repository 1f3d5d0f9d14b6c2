import { PHONE_BROWSER } from '../fixtures/devices'
import { expect, test } from '../fixtures/own-demo'
import { h5Page } from '../models/h5'
import { middlePage } from '../models/middle-page'

test.use({ userAgent: PHONE_BROWSER })

test('a page that the browser kept whole looks again when the payer comes back to it by the back button', async ({ driver, page, demo }) => {
  const h5 = h5Page(driver)
  await h5.open()
  await page.evaluate(() => {
    addEventListener('pageshow', ({ persisted }) => { document.documentElement.dataset.kept = String(persisted) })
  })
  await h5.pay()
  await h5.dialog.pay()
  const middle = middlePage(driver)
  await middle.waitFor('cashier')
  await middle.pay()
  await middle.waitFor('paid')
  await driver.back()
  await expect.poll(() => driver.eval(() => document.documentElement.dataset.kept)).toBe('true')
  await h5.dialog.waitFor('paid')
  await h5.dialog.confirm()
  await h5.waitForTicket()
  await demo.ledger.expect({ orders: 1, charges: 1 })
})

test('rule 1: a kept page to which the payer comes back without paying waits, with the same order', async ({ driver, page, demo }) => {
  const h5 = h5Page(driver)
  await h5.open()
  await page.evaluate(() => {
    addEventListener('pageshow', ({ persisted }) => { document.documentElement.dataset.kept = String(persisted) })
  })
  await h5.pay()
  await h5.dialog.pay()
  const middle = middlePage(driver)
  await middle.waitFor('cashier')
  await driver.back()
  await expect.poll(() => driver.eval(() => document.documentElement.dataset.kept)).toBe('true')
  await h5.dialog.waitFor('waiting')
  await h5.dialog.openWallet()
  await middle.waitFor('cashier')
  await middle.pay()
  await middle.waitFor('paid')
  await middle.done()
  await h5.waitForReturn('paid')
  await demo.ledger.expect({ orders: 1, charges: 1 })
})
