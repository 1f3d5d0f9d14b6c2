import type { Driver } from '../driver/driver'
import { expect, test } from '../fixtures/own-demo'
import type { Backend } from '../models/backend'
import { middlePage } from '../models/middle-page'
import { shop } from '../models/shop'
import { alipayPage, paypalPage, type WalletPage } from '../models/wallet-page'

/** A way of paying over a wallet's page, which has a tab of its own on a desktop. */
interface TabFlow {
  readonly backend: Backend
  readonly gateway: string
  readonly walletPage: (driver: Driver) => WalletPage
}

const flows: Readonly<Record<string, TabFlow>> = {
  'Alipay\'s page over MinCloud': { backend: 'mincloud', gateway: 'alipay_page', walletPage: alipayPage },
  'PayPal over Walnut': { backend: 'walnut', gateway: 'paypal', walletPage: paypalPage },
}

async function toTab(driver: Driver, { backend, gateway, walletPage }: TabFlow) {
  const store = shop(driver)
  await store.toWays(backend)
  await store.dialog.choose(gateway)
  const tab = await driver.tabOpenedBy(store.dialog.pay)
  const wallet = walletPage(tab)
  await wallet.waitFor()
  return { store, tab, wallet }
}

for (const [name, flow] of Object.entries(flows)) {
  test.describe(name, () => {
    test('paid in its tab, both tabs say so; the wallet\'s can\'t reach the shop\'s', async ({ driver, demo }) => {
      const { store, tab, wallet } = await toTab(driver, flow)
      expect(await wallet.subject()).toBe('深蓝色秋裤')
      expect(await tab.eval(() => window.opener === null)).toBe(true)
      await wallet.agree()
      await wallet.comeBack()
      await shop(tab).returned.waitFor('paid')
      await store.waitForThanks()
      await demo.ledger.expect({ orders: 1, charges: 1 })
    })

    test('refused by the wallet, and its tab closed, the page knows nothing of a payment, and can be gone on with', async ({ driver, demo }) => {
      const { store, tab, wallet } = await toTab(driver, flow)
      await demo.setFault({ name: 'refused', times: 1 })
      await wallet.agree()
      await wallet.waitForRefusal()
      if (flow.gateway === 'paypal') await shop(tab).returned.waitFor('waiting')
      await tab.closeTab()
      await store.dialog.check()
      expect(await store.dialog.checkAnswer()).toContain('还没有查到付款')
      await demo.ledger.expect({ orders: 1, charges: 0 })
      const again = flow.walletPage(await driver.tabOpenedBy(store.dialog.openWallet))
      await again.agree()
      await store.dialog.waitFor('paid')
      await demo.ledger.expect({ orders: 1, charges: 1 })
    })

    test('a payer who closes both tabs comes back to the same order; paid meanwhile, it is paid', async ({ driver, demo }) => {
      const first = await driver.openTab()
      const { tab } = await toTab(first, flow)
      const walletUrl = await tab.url()
      await tab.closeTab()
      await first.closeTab()
      const store = shop(driver)
      await store.open(flow.backend)
      await store.payAgain()
      await store.dialog.waitFor('waiting')
      await demo.ledger.expect({ orders: 1, charges: 0 })
      const other = await driver.openTab()
      await other.goto(walletUrl)
      await flow.walletPage(other).agree()
      await store.dialog.waitFor('paid')
      await demo.ledger.expect({ orders: 1, charges: 1 })
    })
  })
}

test('rule 4: Alipay\'s page is cancelled on the shop\'s once a payer has opened it, and then takes no payment; before that it is kept', async ({ driver, demo }) => {
  const { store, tab } = await toTab(driver, { backend: 'mincloud', gateway: 'alipay_page', walletPage: alipayPage })
  const cashier = middlePage(tab)
  await store.dialog.cancel()
  expect(await store.dialog.checkAnswer()).toContain('现在还不能取消')
  await cashier.logIn()
  await store.dialog.cancel()
  await store.dialog.waitFor('closed')
  await cashier.waitFor('over')
  await demo.ledger.expect({ orders: 1, charges: 0 })
})

test('PayPal\'s page cancelled leads back to a page that knows of no payment; the shop\'s offers no cancelling that Walnut can\'t do', async ({ driver, demo }) => {
  const { store, tab, wallet } = await toTab(driver, { backend: 'walnut', gateway: 'paypal', walletPage: paypalPage })
  await wallet.cancel()
  await shop(tab).returned.waitFor('waiting')
  expect([await store.dialog.state(), await store.dialog.has('cancel')]).toEqual(['waiting', false])
  await demo.ledger.expect({ orders: 1, charges: 0 })
})

test('where the browser blocks the tab, this page is left, and come back to', async ({ driver, page, demo }) => {
  await page.addInitScript(() => { window.open = () => null })
  const store = shop(driver)
  await store.toWays()
  await store.dialog.choose('alipay_page')
  await store.dialog.pay()
  const wallet = alipayPage(driver)
  await wallet.agree()
  await wallet.comeBack()
  await store.returned.waitFor('paid')
  await demo.ledger.expect({ orders: 1, charges: 1 })
})
