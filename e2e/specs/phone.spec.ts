import { byRole } from '../driver/target'
import { axeFindings } from '../fixtures/axe'
import { expect, test } from '../fixtures/test'
import { phonePage } from '../models/phone-page'
import { shop } from '../models/shop'

test('the dialog\'s link opens the phone with the code scanned; a wrong password charges nothing, the right one pays', async ({ driver, phone, origins }) => {
  const store = shop(driver)
  await store.toQr()
  const content = await store.dialog.readQr()
  const link = await driver.attribute(byRole('link', '在虚拟手机里打开'), 'href')
  const page = phonePage(await driver.openTab(), origins.wallets)
  await page.follow(link ?? '')
  await page.pay('000000')
  await expect.poll(page.message).toContain('密码')
  expect(await phone.scan(content)).toMatchObject({ state: 'NOTPAY' })
  await page.pay('123456')
  await page.waitFor('paid')
  await store.dialog.waitFor('paid')
})

test('refusing on the phone says that the order can still be paid', async ({ driver, phone, origins }) => {
  const store = shop(driver)
  await store.toQr()
  const content = await store.dialog.readQr()
  const page = phonePage(await driver.openTab(), origins.wallets)
  await page.scan(content)
  await page.refuse()
  await page.waitFor('refused')
  expect(await page.message()).toContain('仍可支付')
  expect(await phone.scan(content)).toMatchObject({ state: 'NOTPAY' })
})

for (const scheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on the phone, ${scheme}`, async ({ driver, page, phone, origins }) => {
    await page.emulateMedia({ colorScheme: scheme })
    const store = shop(driver)
    await store.toQr()
    const content = await store.dialog.readQr()
    const model = phonePage(driver, origins.wallets)
    await model.open()
    await model.goTo('scan')
    expect(await axeFindings(page)).toEqual([])
    await model.scan(content)
    expect(await axeFindings(page)).toEqual([])
    await phone.pay(content)
    await model.pay('123456')
    await model.waitFor('over')
    expect(await axeFindings(page)).toEqual([])
  })
}
