import { expect, test } from '../fixtures/own-demo'
import { shop } from '../models/shop'

test('rule 6: a browser that goes offline says so and ends nothing; back online, a payment made meanwhile shows at once', async ({ driver, context, demo }) => {
  const store = shop(driver)
  const { dialog } = store
  await store.toQr()
  const content = await dialog.readQr()
  await context.setOffline(true)
  await dialog.waitForHealth('offline')
  expect(await dialog.state()).toBe('waiting')
  expect(await dialog.text('network')).toContain('已付款不会丢失')
  await demo.phone.pay(content)
  await context.setOffline(false)
  await dialog.waitFor('paid')
  await demo.ledger.expect({ orders: 1, charges: 1 })
})

test('rule 3: an order whose time is over on the server is expired, and renewed by one tap; its old code can\'t be paid', async ({ driver, demo }) => {
  const store = shop(driver)
  const { dialog } = store
  await store.toQr()
  const first = await dialog.readQr()
  await demo.setFault({ name: 'expired', times: 1 })
  await dialog.check()
  await dialog.waitFor('expired')
  await dialog.renew()
  await dialog.waitFor('waiting')
  const second = await dialog.readQr()
  expect(second).not.toBe(first)
  await expect(demo.phone.pay(first)).rejects.toThrow('the phone\'s pay answered 4')
  expect(await dialog.state()).toBe('waiting')
  await demo.phone.pay(second)
  await dialog.waitFor('paid')
  await demo.ledger.expect({ orders: 2, charges: 1 })
})

test('rule 4: a cancelled order that is taken up again is a new one, and the old code can\'t be paid', async ({ driver, demo }) => {
  const store = shop(driver)
  const { dialog } = store
  await store.toQr()
  const first = await dialog.readQr()
  await dialog.cancel()
  await dialog.waitFor('closed')
  await dialog.renew()
  await dialog.waitFor('waiting')
  const second = await dialog.readQr()
  expect(second).not.toBe(first)
  await expect(demo.phone.pay(first)).rejects.toThrow('closed')
  await demo.phone.pay(second)
  await dialog.waitFor('paid')
  await demo.ledger.expect({ orders: 2, charges: 1 })
})

test('rule 4: a payment that overtakes the cancelling is paid, and no second code is given', async ({ driver, demo }) => {
  const store = shop(driver)
  const { dialog } = store
  await store.toQr()
  const content = await dialog.readQr()
  await dialog.askToCancel()
  // Else the page would know before the payer's finger is down.
  await demo.setFault({ name: 'loses-notify' })
  await demo.phone.pay(content)
  await dialog.confirmCancel()
  await dialog.waitFor('paid')
  await demo.ledger.expect({ orders: 1, charges: 1 })
})

test('rule 4: a create whose answer is lost makes one order', async ({ driver, demo }) => {
  const store = shop(driver)
  await store.open()
  await store.add('深蓝色秋裤')
  await demo.setFault({ name: 'create-answer-lost', times: 1 })
  await store.pay()
  await store.dialog.waitFor('waiting')
  await demo.phone.pay(await store.dialog.readQr())
  await store.dialog.waitFor('paid')
  await demo.ledger.expect({ orders: 1, charges: 1 })
})

test('refused by the wallet, the code stays payable', async ({ driver, demo }) => {
  const store = shop(driver)
  await store.toQr()
  const content = await store.dialog.readQr()
  await demo.setFault({ name: 'refused', times: 1 })
  await expect(demo.phone.pay(content)).rejects.toThrow()
  await store.dialog.check()
  expect(await store.dialog.checkAnswer()).toContain('还没有查到付款')
  await demo.phone.pay(content)
  await store.dialog.waitFor('paid')
  await demo.ledger.expect({ orders: 1, charges: 1 })
})

test('rule 4: two tabs of one cart, both with the code up: one order, one charge, and both say paid', async ({ driver, demo }) => {
  const store = shop(driver)
  await store.toQr()
  const content = await store.dialog.readQr()
  const other = shop(await driver.openTab())
  await other.open()
  await other.payAgain()
  await other.dialog.waitFor('waiting')
  expect(await other.dialog.readQr()).toBe(content)
  await demo.phone.pay(content)
  await other.dialog.waitFor('paid')
  await expect.poll(() => driver.eval(() => document.body.innerText)).toMatch(/支付成功|谢谢，已收到付款/)
  await demo.ledger.expect({ orders: 1, charges: 1 })
})
