import { part } from '../driver/target'
import { ledgerOf } from '../fixtures/ledger'
import { expect, test } from '../fixtures/published-site'
import { payDialog } from '../models/pay-dialog'
import { readQr } from '../models/qr'

const css = (selector: string) => ({ by: { css: selector } })

test('a page without a framework, by script tags alone and under a strict CSP, is paid once on the phone', async ({ context, driver, page, site }) => {
  const { merchant } = site.origins
  site.setPolicy(["default-src 'none'", "script-src 'self'", "style-src 'self'", 'img-src data:', `connect-src ${merchant}`, "base-uri 'none'", "form-action 'none'", "require-trusted-types-for 'script'", 'trusted-types vue'].join('; '))
  const refused: string[] = []
  page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) refused.push(message.text()) })
  page.on('pageerror', (error) => refused.push(error.message))
  const ledger = ledgerOf(context, site.origins)
  const dialog = payDialog(driver)
  await driver.goto(`${site.url}plain.html`)
  await driver.click(css('#buy'))
  await dialog.choose('weixin_tenpay_native')
  await dialog.pay()
  await dialog.waitFor('waiting')
  const content = await dialog.readQr()
  expect(decodeURIComponent((await driver.attribute(css('#phone'), 'href')) ?? '')).toBe(`${site.origins.wallets}/phone#content=${content}`)

  await dialog.dismiss()
  await dialog.waitUntilHidden()
  expect(await driver.text(css('#note'))).toBe('订单还在，随时可以接着付。')
  await driver.reload()
  await driver.click(css('#buy'))
  await dialog.waitFor('waiting')
  expect(await dialog.readQr()).toBe(content)

  const { out_trade_no: tradeNo } = await site.phone.pay(content)
  await dialog.waitFor('paid')
  await dialog.confirm()
  await dialog.waitUntilHidden()
  await driver.waitFor(css('#ticket'))
  expect(await driver.text(css('#ticket-number'))).toBe(tradeNo)
  expect(await readQr(driver, css('#ticket-code'))).toBe(tradeNo)
  await ledger.expect({ orders: 1, charges: 1 })
  expect(refused).toEqual([])

  // The next cart is another payment.
  await driver.click(css('#buy'))
  await driver.waitFor(part('pay'))
  await driver.press('Escape')
  await ledger.expect({ orders: 1, charges: 1 })
})

test('rule 2: an order that nobody knows the end of is not called payable once its dialog is left', async ({ driver, page, site }) => {
  const dialog = payDialog(driver)
  await driver.goto(`${site.url}plain.html`)
  await driver.click(css('#buy'))
  await dialog.pay()
  await dialog.waitFor('waiting')
  const content = await dialog.readQr()
  await page.route((url) => url.origin === site.origins.merchant, (route) => route.abort('connectionreset'))
  await dialog.check()
  await dialog.waitFor('unknown')
  await dialog.dismiss()
  await dialog.waitUntilHidden()
  expect(await driver.text(css('#note'))).toBe('还没有查到付款结果，请先不要再付。打开可以再查。')
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  await site.phone.pay(content)
  // Found while the dialog is hidden.
  await driver.waitFor(css('#ticket'))
  expect(await driver.text(css('#note'))).toBe('')
})
