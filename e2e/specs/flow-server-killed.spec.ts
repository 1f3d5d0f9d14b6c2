import { expect, test } from '../fixtures/mortal-server'
import { shop } from '../models/shop'

test('rule 6: a server that is killed while the code waits, and started again, knows the order: the page goes on, and one charge is made', async ({ driver, mortal }) => {
  const store = shop(driver)
  const { dialog } = store
  await store.toQr()
  const content = await dialog.readQr()
  await mortal.kill()
  await dialog.check()
  await dialog.waitFor('unknown')
  expect(await dialog.text('result-title')).toBe('请勿重复支付')
  await mortal.start()
  await dialog.check()
  await dialog.waitFor('waiting')
  expect(await dialog.readQr()).toBe(content)
  await mortal.phone.pay(content)
  await dialog.waitFor('paid')
  await mortal.ledger.expect({ orders: 1, charges: 1 })
})

test('rule 2: a server that is killed right after the payment has it when it is back', async ({ driver, mortal }) => {
  const store = shop(driver)
  const { dialog } = store
  await store.toQr()
  const content = await dialog.readQr()
  await driver.goto('/')
  await mortal.phone.pay(content)
  await mortal.kill()
  await mortal.start()
  await store.open()
  await dialog.waitFor('paid')
  await mortal.ledger.expect({ orders: 1, charges: 1 })
})
