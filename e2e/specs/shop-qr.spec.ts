import { expect, test } from '../fixtures/test'
import { phonePage } from '../models/phone-page'
import { shop } from '../models/shop'

test('a payer scans the code off the screen with the virtual phone, and the shop moves on by itself', async ({ driver, origins }) => {
  const page = shop(driver)
  await page.toQr()
  expect(await page.dialog.text('amount')).toMatch(/0\.10/)
  expect(await page.dialog.text('description')).toBe('深蓝色秋裤')
  const content = await page.dialog.readQr()
  expect(content).toMatch(/^weixin:\/\/wxpay\/bizpayurl\?pr=\w{7,12}$/)

  const phone = phonePage(await driver.openTab(), origins.wallets)
  await phone.scan(content)
  expect(await phone.amount()).toMatch(/0\.10/)
  expect(await phone.subject()).toBe('深蓝色秋裤')
  await phone.pay('123456')

  await page.dialog.waitFor('paid')
  await page.dialog.waitUntilHidden()
  await expect.poll(() => driver.eval(() => document.body.innerText)).toContain('谢谢，已收到付款')
})

test('rule 4: double clicks, on pay and on the way of paying, make one order', async ({ driver }) => {
  const page = shop(driver)
  await page.open()
  await page.add('深蓝色秋裤')
  await page.doubleClickPay()
  await page.dialog.waitFor('waiting')
  await page.dialog.readQr()
  expect(await page.orderRequests()).toBe(1)
})

test('a reload while waiting comes back to the same order', async ({ driver, phone }) => {
  const page = shop(driver)
  await page.toQr()
  const content = await page.dialog.readQr()
  await driver.reload()
  await page.dialog.waitFor('waiting')
  expect(await page.dialog.readQr()).toBe(content)
  expect(await page.orderRequests()).toBe(0)
  await phone.pay(content)
  await page.dialog.waitFor('paid')
})

test('a second tab of the same cart shows the same order, and both move on', async ({ driver, phone }) => {
  const page = shop(driver)
  await page.toQr()
  const content = await page.dialog.readQr()
  const other = shop(await driver.openTab())
  await other.open()
  await other.payAgain()
  await other.dialog.waitFor('waiting')
  expect(await other.dialog.readQr()).toBe(content)
  await phone.pay(content)
  await other.dialog.waitFor('paid')
})

test('rule 4: a cart that was paid is not offered again, however the page is left', async ({ driver, phone }) => {
  const page = shop(driver)
  await driver.goto('/')
  await page.toQr()
  await phone.pay(await page.dialog.readQr())
  await page.dialog.waitFor('paid')
  await driver.back()
  await expect.poll(() => driver.url()).not.toContain('/shop')
  await page.open()
  await expect.poll(() => driver.eval(() => document.body.innerText)).toContain('谢谢，已收到付款')
  expect(await driver.isVisible(page.payButton)).toBe(false)
})

test('rule 4: a payment that is found while the dialog is hidden settles the cart at once, and keeps what came into it after the order', async ({ driver, phone }) => {
  const page = shop(driver)
  await page.toQr()
  const content = await page.dialog.readQr()
  await driver.press('Escape')
  await page.dialog.waitUntilHidden()
  await page.add('羊毛袜两双')
  await phone.pay(content)
  await expect.poll(() => driver.eval(() => document.body.innerText), { timeout: 10_000 }).toMatch(/谢谢，已收到付款[^]*还在下面[^]*羊毛袜两双/)
  expect(await page.orderRequests()).toBe(1)
  await page.pay()
  await page.dialog.waitFor('waiting')
  expect(await page.dialog.text('description')).toBe('羊毛袜两双')
})

test('refusing on the phone leaves the code payable', async ({ driver, phone }) => {
  const page = shop(driver)
  await page.toQr()
  const content = await page.dialog.readQr()
  expect(await phone.refuse(content)).toMatchObject({ state: 'NOTPAY' })
  await page.dialog.check()
  expect(await page.dialog.checkAnswer()).toContain('还没有查到付款')
  await phone.pay(content)
  await page.dialog.waitFor('paid')
})

test('dismissing hides the dialog and keeps the order; focus goes back to where it came from', async ({ driver, phone }) => {
  const page = shop(driver)
  await page.toQr()
  const content = await page.dialog.readQr()
  await driver.press('Escape')
  await page.dialog.waitUntilHidden()
  await expect.poll(() => driver.eval(() => document.activeElement?.textContent?.trim())).toMatch(/^(去支付|继续支付)$/)
  await page.payAgain()
  await page.dialog.waitFor('waiting')
  expect(await page.dialog.readQr()).toBe(content)
  expect(await page.orderRequests()).toBe(1)
  await phone.pay(content)
  await page.dialog.waitFor('paid')
})

test('cancelling asks first, then closes the order: its code can\'t be paid any more', async ({ driver, phone }) => {
  const page = shop(driver)
  await page.toQr()
  const content = await page.dialog.readQr()
  await page.dialog.askToCancel()
  await page.dialog.keep()
  await page.dialog.waitFor('waiting')
  await page.dialog.cancel()
  await page.dialog.waitFor('closed')
  await expect(phone.pay(content)).rejects.toMatchObject({ status: expect.any(Number), body: expect.stringContaining('closed') })
})

test('the keyboard alone is enough, and stays inside the dialog', async ({ driver, phone }) => {
  const page = shop(driver)
  await page.open()
  await page.add('深蓝色秋裤')
  await driver.eval(() => [...document.querySelectorAll('button')].find((button) => button.textContent?.trim() === '去支付')?.focus())
  await driver.press('Enter')
  await page.dialog.waitFor('idle')
  // From the way that stands chosen to what pays by it; an Enter right after the one that opened the dialog would be its second half.
  await driver.press('Tab')
  await driver.press('Enter')
  await page.dialog.waitFor('waiting')
  for (let presses = 0; presses < 14; presses += 1) {
    await driver.press('Tab')
    expect(await page.dialog.hasFocusInside()).toBe(true)
  }
  await phone.pay(await page.dialog.readQr())
  await page.dialog.waitFor('paid')
  expect(await page.dialog.hasFocusInside()).toBe(true)
  await driver.press('Enter')
  await page.dialog.waitUntilHidden()
})

for (const [width, height] of [[320, 568], [390, 844], [1440, 900]] as const) {
  test(`at ${width}×${height} amount, code and main action are in sight, and nothing scrolls sideways`, async ({ driver }) => {
    await driver.setViewport({ width, height })
    const page = shop(driver)
    await page.toQr()
    await page.dialog.readQr()
    for (const name of ['amount', 'qrcode', 'check']) {
      const { x, y, width: partWidth, height: partHeight } = await page.dialog.box(name)
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(0)
      expect(x + partWidth).toBeLessThanOrEqual(width)
      expect(y + partHeight).toBeLessThanOrEqual(height)
    }
    expect(await page.scrollsSideways()).toBe(false)
    await page.dialog.dismiss()
    expect(await page.scrollsSideways()).toBe(false)
  })
}
