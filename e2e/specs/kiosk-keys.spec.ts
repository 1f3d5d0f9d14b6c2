import { part } from '../driver/target'
import { expect, test } from '../fixtures/own-demo'
import { createScanner, kiosk, scannerTest } from '../models/kiosk'

test('the keyboard alone is enough: goods by F keys, an amount by digits, Enter, Esc', async ({ driver, page }) => {
  const till = kiosk(driver)
  await till.open()
  await page.keyboard.press('F1')
  await page.keyboard.press('F2')
  await page.keyboard.press('F2')
  expect(await till.total()).toMatch(/78\.10/)
  await driver.press('Escape')
  expect(await till.total()).toMatch(/0\.00/)
  await page.keyboard.type('12.5', { delay: 150 })
  expect(await till.total()).toMatch(/12\.50/)
  await driver.press('Enter')
  await till.waitFor('ready')
  expect(await till.text('amount')).toMatch(/12\.50/)
  await driver.press('Escape')
  await till.waitForRingUp()
  expect(await till.total()).toMatch(/12\.50/)
  await page.keyboard.press('F9')
  await driver.waitFor(part('scanner-test'))
  await driver.press('Escape')
  await till.waitForRingUp()
})

for (const gapMs of [0, 8, 40, 90]) {
  test(`a code that is scanned before the sale, at ${gapMs} ms a character, is no amount and no sale`, async ({ driver, page, demo }) => {
    const till = kiosk(driver)
    const scanner = await createScanner(page)
    await till.open()
    await page.keyboard.type('12.5', { delay: 150 })
    // A cashier's pause, which no condition stands for.
    await page.waitForTimeout(800)
    await scanner.scan(await demo.phone.paymentCode('wechat'), { gapMs })
    await expect.poll(() => till.notice()).toContain('请先按“收款”')
    expect(await till.total()).toMatch(/12\.50/)
    await demo.ledger.expect({ orders: 0, charges: 0 })
  })
}

test('a sale on a hand-held begins with its amount in sight, however far down its goods were', async ({ driver }) => {
  await driver.setViewport({ width: 360, height: 640 })
  const till = kiosk(driver)
  await till.toScan()
  expect((await till.box('amount')).y).toBeGreaterThanOrEqual(0)
})

test('a code that is typed by hand on the number pad of the screen is charged', async ({ driver, page, demo }) => {
  const till = kiosk(driver)
  await till.toScan()
  await till.press('scan-type')
  const code = await demo.phone.paymentCode('alipay')
  for (const digit of Array.from(code)) await page.locator('[data-pay-part="scan"]').getByRole('button', { name: digit, exact: true }).click()
  await till.press('pay')
  await till.waitFor('paid')
  await demo.ledger.expect({ orders: 1, charges: 1 })
})

test('rule 8: no payment code is in what the browser keeps, in an address or in a console message', async ({ driver, page, demo }) => {
  const said: string[] = []
  page.on('console', (message) => said.push(message.text()))
  page.on('request', (request) => said.push(request.url()))
  const till = kiosk(driver)
  const scanner = await createScanner(page)
  await till.toScan()
  const code = await demo.phone.paymentCode('wechat')
  await scanner.scan(code)
  await till.waitFor('paid')
  const kept = await driver.eval(() => JSON.stringify([...[localStorage, sessionStorage].map((place) => Object.entries(place)), location.href, document.documentElement.outerHTML]))
  expect(`${kept}\n${said.join('\n')}`).not.toContain(code)
  expect(kept).not.toContain(code.slice(4, 14))
})

test('the scanner’s test says what a scanner sends, with the focus in a field and without', async ({ driver, page, demo }) => {
  const room = scannerTest(driver)
  const scanner = await createScanner(page)
  await room.open()
  await page.locator('[data-demo-part="scanner-setting"]').focus()
  const code = await demo.phone.paymentCode('wechat')
  await scanner.scan(code, { gapMs: 5 })
  // How fast the keys come is the machine's own, when it is busy.
  await expect.poll(() => room.kinds()).toMatchObject({ code: 'read', end: 'enter', layout: 'same', keys: 'row', method: 'none', prefix: 'none' })
  expect(await room.text()).not.toContain(code.slice(4, 14))
  await scanner.scan(`]Q1${await demo.phone.paymentCode('alipay')}`, { gapMs: 5, end: '\t' })
  await expect.poll(() => room.kinds()).toMatchObject({ code: 'read', end: 'tab', prefix: 'aim' })
  await room.waitFor('fair')
})
