import { merchantNetwork } from '../fixtures/merchant-network'
import { expect, test } from '../fixtures/test'
import { shop } from '../models/shop'

/** Longer than a page waits between two asks, whatever it has met: its clock is moved, so that nobody waits with it. */
const A_WHILE_MS = 60_000

test('rule 6: a dead network is told, ends nothing, and a payment made meanwhile shows', async ({ driver, page, phone, origins }) => {
  const network = await merchantNetwork(page, origins.merchant)
  const store = shop(driver)
  const { dialog } = store
  await page.clock.install()
  await store.toQr()
  const content = await dialog.readQr()
  network.set('cut')
  await page.clock.fastForward(A_WHILE_MS)
  await dialog.waitForHealth('unstable')
  expect(await dialog.text('network')).toContain('已付款不会丢失')
  expect(await dialog.state()).toBe('waiting')
  await phone.pay(content)
  network.set('none')
  await page.clock.fastForward(A_WHILE_MS)
  await dialog.waitFor('paid')
})

test('rule 2: "I have paid" on a dead network is unknown, with the number and no second code', async ({ driver, page, phone, origins }) => {
  const network = await merchantNetwork(page, origins.merchant)
  const store = shop(driver)
  const { dialog } = store
  await page.clock.install()
  await store.toQr()
  const content = await dialog.readQr()
  network.set('cut')
  await dialog.check()
  await dialog.waitFor('unknown')
  expect(await dialog.text('result-title')).toBe('请勿重复支付')
  expect(await dialog.text('order-number')).toMatch(/^\w{32}$/)
  expect(await dialog.has('qrcode')).toBe(false)
  await phone.pay(content)
  network.set('none')
  await page.clock.fastForward(A_WHILE_MS)
  await dialog.waitFor('paid')
})

test('a create that is refused says so, and trying again makes the order', async ({ driver, page, phone, origins }) => {
  const network = await merchantNetwork(page, origins.merchant)
  const store = shop(driver)
  await store.open()
  await store.add('深蓝色秋裤')
  network.set('refused-create')
  await store.pay()
  await store.dialog.waitFor('failed')
  network.set('none')
  await store.dialog.retry()
  await store.dialog.waitFor('waiting')
  await phone.pay(await store.dialog.readQr())
  await store.dialog.waitFor('paid')
})

test('rule 3: an order that has run out is expired on the server\'s word, and one tap gives a new code', async ({ driver, page, phone, origins }) => {
  const network = await merchantNetwork(page, origins.merchant)
  const store = shop(driver)
  await store.toQr()
  const first = await store.dialog.readQr()
  network.set('closed')
  await store.dialog.check()
  await store.dialog.waitFor('expired')
  network.set('none')
  await store.dialog.renew()
  await store.dialog.waitFor('waiting')
  const second = await store.dialog.readQr()
  expect(second).not.toBe(first)
  await phone.pay(second)
  await store.dialog.waitFor('paid')
})
