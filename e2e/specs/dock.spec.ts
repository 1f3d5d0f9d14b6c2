import { expect, test } from '../fixtures/own-demo'
import { byRole, demoPart } from '../driver/target'
import { shop } from '../models/shop'

test.skip(({ isMobile }) => isMobile, 'there the dock is above the page')

test('the phone beside the page scans and pays while the dialog makes the rest of the page inert', async ({ driver, page, demo }) => {
  const store = shop(driver)
  await store.toQr()
  await driver.click(byRole('link', '在虚拟手机里打开'))
  const phone = page.frameLocator('iframe[title="虚拟手机"]')
  await expect(phone.locator('[data-phone-screen="confirm"]')).toBeVisible()
  await phone.locator('[data-phone-part="pay"]').click()
  await store.dialog.waitFor('paid')
  await store.dialog.confirm()
  await store.dialog.waitUntilHidden()
  // Back beside the page, and the phone has not begun anew.
  await expect(phone.locator('[data-phone-screen="paid"]')).toBeVisible()
  expect(demo.wallets).toContain('http')
})

test('requests show as they happen, with secrets redacted', async ({ driver, page }) => {
  const store = shop(driver)
  await store.open()
  await driver.click(demoPart('tab-requests'))
  await expect.poll(() => driver.text(demoPart('feed-health'))).toBe('正在收听')
  await store.add('深蓝色秋裤')
  await store.pay()
  await store.dialog.waitFor('waiting')
  const row = page.locator('.feed-list li', { hasText: 'POST /hserve/v2.2/idp/pay/order/' }).first()
  await expect(row).toContainText('201')
  await row.locator('summary').click()
  await expect(row.locator('pre').first()).toContainText('"client_token": "•••"')
})

test('a fault that is set befalls the page, and is turned off again', async ({ driver, page, demo }) => {
  const store = shop(driver)
  await store.open()
  await driver.click(demoPart('tab-faults'))
  await page.selectOption('#fault', '500s')
  await driver.click(demoPart('set-fault'))
  await expect.poll(() => driver.text(demoPart('faults-active'))).toContain('1 个故障')
  const active = async () => ((await (await fetch(`${demo.wallets}/sandbox/scenario`)).json()) as { active: readonly { name: string }[] }).active.map(({ name }) => name)
  expect(await active()).toEqual(['500s'])
  await driver.click(byRole('button', '关掉：商户故障'))
  await expect.poll(active).toEqual([])
})

test('without a server the panel says so, and the page goes on', async ({ driver, page, demo }) => {
  await page.route(`${demo.wallets}/sandbox/**`, (route) => route.abort('connectionrefused'))
  const store = shop(driver)
  await store.open()
  await driver.click(demoPart('tab-requests'))
  await expect.poll(() => driver.text(demoPart('feed-health'))).toContain('没有连上')
  await store.add('深蓝色秋裤')
})

test('folded away it stays away, and comes back', async ({ driver }) => {
  const store = shop(driver)
  await store.open()
  await driver.click(byRole('button', '收起演示工具'))
  await driver.reload()
  await driver.click(byRole('button', '手机'))
  await driver.waitFor(demoPart('ticker'))
})
