import { byRole } from '../driver/target'
import { expect, test } from '../fixtures/own-demo'
import { shop } from '../models/shop'

test.skip(({ isMobile }) => !isMobile, 'on wide screens the dock is beside the page')

test('on a small screen the phone is behind a button, and comes above the dialog to scan and pay', async ({ driver, page, demo }) => {
  const store = shop(driver)
  await store.open()
  const frame = page.locator('iframe[title="虚拟手机"]')
  await expect(frame).toHaveCount(0)
  await driver.click(byRole('button', '手机'))
  await expect(frame).toHaveAttribute('src', `${demo.wallets}/phone`)
  await driver.click(byRole('button', '收起演示工具'))

  await store.add('深蓝色秋裤')
  await store.pay()
  await store.dialog.waitFor('waiting')
  await driver.click(byRole('link', '在虚拟手机里打开'))
  await frame.contentFrame().locator('[data-phone-part="pay"]').click()
  await expect(frame.contentFrame().locator('[data-phone-screen="paid"]')).toBeVisible()
  await driver.click(byRole('button', '收起演示工具'))
  await store.dialog.waitFor('paid')
})
