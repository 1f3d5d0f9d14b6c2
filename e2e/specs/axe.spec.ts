import { axeFindings } from '../fixtures/axe'
import { merchantNetwork, type Fault } from '../fixtures/merchant-network'
import { expect, test } from '../fixtures/test'
import { shop } from '../models/shop'

type Shop = ReturnType<typeof shop>
interface Stage { readonly store: Shop; readonly fault: (fault: Fault) => void; readonly pay: () => Promise<unknown> }

/** How a payer gets to a screen in the shop. Every screen of the dialog by itself is in the gallery. */
const screens: Readonly<Record<string, (stage: Stage) => Promise<unknown>>> = {
  'the empty shop': ({ store }) => store.open(),
  'a cart': async ({ store }) => {
    await store.open()
    await store.add('深蓝色秋裤')
  },
  'waiting': ({ store }) => store.toQr(),
  'unknown': async ({ store, fault }) => {
    await store.toQr()
    fault('cut')
    await store.dialog.check()
    await store.dialog.waitFor('unknown')
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
