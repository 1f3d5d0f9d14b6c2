import { expect, test } from '../fixtures/own-demo'
import { createScanner, kiosk } from '../models/kiosk'

for (const [provider, brand] of [['wechat', '微信支付'], ['alipay', '支付宝'], ['qq', 'QQ 钱包']] as const) {
  test(`a payment code of ${provider} is charged at once, once, and the till goes on by itself`, async ({ driver, page, demo }) => {
    const till = kiosk(driver)
    const scanner = await createScanner(page)
    await till.toScan('9.9')
    expect(await till.text('amount')).toMatch(/9\.90/)
    await scanner.scan(await demo.phone.paymentCode(provider))
    await till.waitFor('paid')
    expect(await till.result()).toContain('收款成功')
    await till.waitForResult('paid')
    expect(await till.resultText()).toMatch(new RegExp(`已收款[^]*9\\.90[^]*${brand}`))
    await demo.ledger.expect({ orders: 1, charges: 1 })
    await driver.press('Enter')
    await till.waitForRingUp()
    expect(await till.total()).toMatch(/0\.00/)
  })
}

for (const provider of ['wechat', 'alipay'] as const) {
  test(`over Walnut, where a till needs a ticket, goods are charged at once by a code of ${provider}, and once`, async ({ driver, page, demo }) => {
    const till = kiosk(driver)
    const scanner = await createScanner(page)
    await driver.goto('/kiosk?backend=walnut')
    await till.waitForRingUp()
    await page.keyboard.press('F1')
    await driver.press('Enter')
    await till.waitFor('ready')
    await scanner.scan(await demo.phone.paymentCode(provider))
    await till.waitFor('paid')
    await till.waitForResult('paid')
    await demo.ledger.expect({ orders: 1, charges: 1 })
  })
}
