import { expect, test, type OwnDemo } from '../fixtures/own-demo'
import type { Driver } from '../driver/driver'
import { merchantNetwork, type Fault } from '../fixtures/merchant-network'
import { shop } from '../models/shop'

interface Stage { readonly store: ReturnType<typeof shop>, readonly demo: OwnDemo, readonly driver: Driver, readonly fault: (fault: Fault) => void }

/** How a payer gets to each state, and that a reload of the page leaves one order that can be paid once. */
const states: Readonly<Record<string, { readonly reach: (stage: Stage) => Promise<unknown>, readonly orders: number }>> = {
  creating: {
    async reach({ store, demo }) {
      await store.open()
      await store.add('深蓝色秋裤')
      // The order exists, and its answer is on its way for longer than the page lives.
      await demo.setFault({ name: 'slow', times: 1 })
      await store.pay()
      await store.dialog.waitFor('creating')
    },
    orders: 1,
  },
  waiting: { reach: ({ store }) => store.toQr(), orders: 1 },
  unknown: {
    async reach({ store, fault }) {
      await store.toQr()
      fault('cut')
      await store.dialog.check()
      await store.dialog.waitFor('unknown')
      fault('none')
    },
    orders: 1,
  },
  expired: {
    async reach({ store, demo }) {
      await store.toQr()
      await demo.setFault({ name: 'expired', times: 1 })
      await store.dialog.check()
      await store.dialog.waitFor('expired')
    },
    orders: 2,
  },
  closed: {
    async reach({ store }) {
      await store.toQr()
      await store.dialog.cancel()
      await store.dialog.waitFor('closed')
    },
    orders: 2,
  },
}

for (const [name, { reach, orders }] of Object.entries(states)) {
  test(`rule 4: a reload in ${name} leads to one payable code, and to one charge`, async ({ driver, page, demo }) => {
    const { set } = await merchantNetwork(page, demo.merchant)
    const store = shop(driver)
    await reach({ store, demo, driver, fault: set })
    await driver.reload()
    if (!(await store.dialog.isShown())) await store.payWhateverItSays()
    await store.dialog.waitFor('waiting')
    await demo.phone.pay(await store.dialog.readQr())
    await store.dialog.waitFor('paid')
    await demo.ledger.expect({ orders, charges: 1 })
  })
}

test('rule 4: a reload on the success asks for nothing again', async ({ driver, demo }) => {
  const store = shop(driver)
  await store.toQr()
  await demo.phone.pay(await store.dialog.readQr())
  await store.dialog.waitFor('paid')
  await driver.reload()
  await expect.poll(() => driver.eval(() => document.body.innerText)).toContain('谢谢，已收到付款')
  expect(await store.dialog.isShown()).toBe(false)
  await demo.ledger.expect({ orders: 1, charges: 1 })
})
