import type { Driver } from '../driver/driver'
import { PHONE_BROWSER } from '../fixtures/devices'
import { expect, test } from '../fixtures/own-demo'
import type { Backend } from '../models/backend'
import { h5Page } from '../models/h5'
import { middlePage } from '../models/middle-page'
import { shop } from '../models/shop'
import { alipayPage, paypalPage, type WalletPage } from '../models/wallet-page'

/** A way of paying over a wallet's page, which a phone's browser leaves the shop for. */
interface PageFlow {
  readonly backend: Backend
  readonly gateway: string
  readonly walletPage: (driver: Driver) => WalletPage
  /** How a payer whom the wallet has refused comes back to the shop. */
  readonly giveUp: (wallet: WalletPage) => Promise<void>
}

const flows: Readonly<Record<string, PageFlow>> = {
  'Alipay in a phone\'s browser over MinCloud': { backend: 'mincloud', gateway: 'alipay_wap', walletPage: alipayPage, giveUp: (wallet) => wallet.cancel() },
  'PayPal over Walnut': { backend: 'walnut', gateway: 'paypal', walletPage: paypalPage, giveUp: async () => {} },
}

test.use({ userAgent: PHONE_BROWSER })

async function toWallet(driver: Driver, { backend, gateway, walletPage }: PageFlow) {
  const page = h5Page(driver)
  await page.open(backend)
  await page.pay()
  await page.dialog.choose(gateway)
  await page.dialog.pay()
  const wallet = walletPage(driver)
  await wallet.waitFor()
  return { page, wallet }
}

for (const [name, flow] of Object.entries(flows)) {
  test.describe(name, () => {
    test('paid, the server says so, and the ticket is there', async ({ driver, demo }) => {
      const { page, wallet } = await toWallet(driver, flow)
      expect([await wallet.amount(), await wallet.subject()]).toEqual(['76.00', '《海上的风》2 张'])
      await wallet.agree()
      await wallet.comeBack()
      await page.waitForReturn('paid')
      await page.waitForTicket()
      await demo.ledger.expect({ orders: 1, charges: 1 })
    })

    test('refused by the wallet it is not paid, and can be gone on with', async ({ driver, demo }) => {
      const { page, wallet } = await toWallet(driver, flow)
      await demo.setFault({ name: 'refused', times: 1 })
      await wallet.agree()
      await wallet.waitForRefusal()
      await flow.giveUp(wallet)
      await page.waitForReturn('waiting')
      await demo.ledger.expect({ orders: 1, charges: 0 })
      await page.clickOnReturn('retry')
      await page.dialog.waitFor('waiting')
      await page.dialog.openWallet()
      await wallet.agree()
      await wallet.comeBack()
      await page.waitForReturn('paid')
      await demo.ledger.expect({ orders: 1, charges: 1 })
    })

    test('rule 1: who cancels at the wallet is asked, and has paid nothing', async ({ driver, demo }) => {
      const { page, wallet } = await toWallet(driver, flow)
      await wallet.cancel()
      await page.waitForReturn('waiting')
      expect(await page.hasTicket()).toBe(false)
      await demo.ledger.expect({ orders: 1, charges: 0 })
    })

    test('who goes back by the browser finds the same order; paid in another tab after all, it is paid', async ({ driver, demo }) => {
      const { page } = await toWallet(driver, flow)
      const walletUrl = await driver.url()
      await driver.back()
      await page.dialog.waitFor('waiting')
      await demo.ledger.expect({ orders: 1, charges: 0 })
      const other = await driver.openTab()
      await other.goto(walletUrl)
      await flow.walletPage(other).agree()
      await page.dialog.waitFor('paid')
      await demo.ledger.expect({ orders: 1, charges: 1 })
    })
  })
}

test('the shop in a phone\'s browser leaves for WeChat, and is come back to, with its thanks in sight', async ({ driver, demo }) => {
  const store = shop(driver)
  await store.toWays()
  await store.dialog.pay()
  const wallet = middlePage(driver)
  await wallet.waitFor('cashier')
  await wallet.pay()
  await wallet.waitFor('paid')
  await wallet.done()
  await store.returned.waitFor('paid')
  await store.waitForThanks()
  // They stand below the shelf.
  await expect.poll(() => driver.eval(() => (document.querySelector('.thanks')?.getBoundingClientRect().bottom ?? Infinity) <= innerHeight)).toBe(true)
  await demo.ledger.expect({ orders: 1, charges: 1 })
})
