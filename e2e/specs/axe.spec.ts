import { axeFindings } from '../fixtures/axe'
import { merchantNetwork, type Fault } from '../fixtures/merchant-network'
import { expect, test } from '../fixtures/test'
import { shop } from '../models/shop'

type Shop = ReturnType<typeof shop>
interface Stage { readonly store: Shop; readonly fault: (fault: Fault) => void; readonly pay: () => Promise<unknown> }

/** How a payer gets to each screen. */
const screens: Readonly<Record<string, (stage: Stage) => Promise<unknown>>> = {
  'the empty shop': ({ store }) => store.open(),
  'a cart': async ({ store }) => {
    await store.open()
    await store.add('深蓝色秋裤')
  },
  'waiting': ({ store }) => store.toQr(),
  'asked whether to cancel': async ({ store }) => {
    await store.toQr()
    await store.dialog.askToCancel()
  },
  'told that it is unpaid': async ({ store }) => {
    await store.toQr()
    await store.dialog.check()
    await store.dialog.checkAnswer()
  },
  'a bad network': async ({ store, fault }) => {
    await store.toQr()
    fault('cut')
    await store.dialog.waitForHealth('unstable')
  },
  'unknown': async ({ store, fault }) => {
    await store.toQr()
    fault('cut')
    await store.dialog.check()
    await store.dialog.waitFor('unknown')
  },
  'failed': async ({ store, fault }) => {
    await store.open()
    await store.add('深蓝色秋裤')
    fault('refused-create')
    await store.pay()
    await store.dialog.waitFor('failed')
  },
  'expired': async ({ store, fault }) => {
    await store.toQr()
    fault('closed')
    await store.dialog.check()
    await store.dialog.waitFor('expired')
  },
  'cancelled': async ({ store }) => {
    await store.toQr()
    await store.dialog.cancel()
    await store.dialog.waitFor('closed')
  },
  'paid': async ({ store, pay }) => {
    await store.toQr()
    await pay()
    await store.dialog.waitFor('paid')
  },
}

for (const scheme of ['light', 'dark'] as const) {
  for (const [name, reach] of Object.entries(screens)) {
    test(`axe finds nothing: ${name}, ${scheme}`, async ({ driver, page, phone, origins }) => {
      await page.emulateMedia({ colorScheme: scheme })
      const network = await merchantNetwork(page, origins.merchant)
      const store = shop(driver)
      await reach({ store, fault: network.set, pay: async () => phone.pay(await store.dialog.readQr()) })
      expect(await axeFindings(page)).toEqual([])
    })
  }
}
