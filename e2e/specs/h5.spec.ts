import { PHONE_BROWSER } from '../fixtures/devices'
import { expect, test } from '../fixtures/own-demo'
import { h5Page } from '../models/h5'
import { middlePage } from '../models/middle-page'
import { phonePage } from '../models/phone-page'

test.use({ userAgent: PHONE_BROWSER })

test('out to the wallet and back: the server says paid, and the ticket is there, after a reload too', async ({ driver, demo }) => {
  const page = h5Page(driver)
  await page.toWallet()
  const middle = middlePage(driver)
  expect([await middle.amount(), await middle.subject()]).toEqual(['76.00', '《海上的风》2 张'])
  await middle.pay()
  await middle.waitFor('paid')
  await middle.done()
  await page.waitForReturn('paid')
  expect(new URL(await driver.url()).search).toBe('')
  await driver.reload()
  await page.waitForReturn('paid')
  await page.waitForTicket()
  await demo.ledger.expect({ orders: 1, charges: 1 })
})

test('rule 1: whoever comes back without paying is asked, and can go on with the same order', async ({ driver, demo }) => {
  const page = h5Page(driver)
  const middle = middlePage(driver)
  await page.toWallet()
  await middle.cancel()
  await page.waitForReturn('waiting')
  expect(await page.hasTicket()).toBe(false)
  await page.clickOnReturn('check')
  await page.waitForReturn('waiting')
  await page.clickOnReturn('retry')
  await page.dialog.waitFor('waiting')
  await page.dialog.openWallet()
  await middle.waitFor('cashier')
  await middle.pay()
  await middle.waitFor('paid')
  await middle.done()
  await page.waitForReturn('paid')
  await demo.ledger.expect({ orders: 1, charges: 1 })
})

test('a payment that comes after the return, on the phone, is found by the page that waits', async ({ driver, demo }) => {
  const page = h5Page(driver)
  await page.toWallet()
  // Back to the browser by hand, while the wallet still asks.
  await driver.goto('/h5/return')
  await page.waitForReturn('waiting')
  const phone = phonePage(await driver.openTab(), demo.wallets)
  await phone.openRequest()
  await phone.pay('123456')
  await page.waitForReturn('paid')
  await demo.ledger.expect({ orders: 1, charges: 1 })
})

test('the back button on the wallet\'s page leads to the same order, and nothing is ordered anew', async ({ driver, demo }) => {
  const page = h5Page(driver)
  await page.toWallet()
  await driver.back()
  await page.dialog.waitFor('waiting')
  await page.dialog.openWallet()
  await middlePage(driver).waitFor('cashier')
  await middlePage(driver).pay()
  await middlePage(driver).waitFor('paid')
  await middlePage(driver).done()
  await page.waitForReturn('paid')
  await demo.ledger.expect({ orders: 1, charges: 1 })
})

test('rule 8: the address of the return, opened by somebody else or dressed up, says nothing', async ({ driver, demo }) => {
  const page = h5Page(driver)
  await page.toWallet()
  await middlePage(driver).pay()
  await middlePage(driver).waitFor('paid')
  await middlePage(driver).done()
  await page.waitForReturn('paid')
  const elsewhere = await demo.otherBrowser()
  await elsewhere.goto('/h5/return?status=success&trade_state=SUCCESS&redirect_url=https://evil.example')
  await h5Page(elsewhere).waitForReturn('no-order')
  expect(await h5Page(elsewhere).hasTicket()).toBe(false)
})

test('rule 4: another way of paying closes the order before: its code can\'t be paid, and one charge is made', async ({ driver, demo }) => {
  const page = h5Page(driver)
  const { dialog } = page
  await page.open()
  await page.pay()
  await dialog.choose('weixin_tenpay_native')
  await dialog.pay()
  await dialog.waitFor('waiting')
  const code = await dialog.readQr()
  await dialog.changeMethod()
  await dialog.choose('weixin_tenpay_wap')
  await dialog.pay()
  await middlePage(driver).waitFor('cashier')
  await expect(demo.phone.pay(code)).rejects.toThrow('closed')
  await middlePage(driver).pay()
  await middlePage(driver).waitFor('paid')
  await middlePage(driver).done()
  await page.waitForReturn('paid')
  await demo.ledger.expect({ orders: 2, charges: 1 })
})

test('nothing is created before the payer has chosen', async ({ driver, demo }) => {
  const page = h5Page(driver)
  await page.open()
  await page.pay()
  await page.dialog.waitFor('idle')
  await page.dialog.dismiss()
  await page.dialog.waitUntilHidden()
  await demo.ledger.expect({ orders: 0, charges: 0 })
})
