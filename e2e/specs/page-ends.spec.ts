import type { Driver } from '../driver/driver'
import { PHONE_BROWSER } from '../fixtures/devices'
import { expect, test } from '../fixtures/own-demo'
import type { Backend } from '../models/backend'
import { h5Page } from '../models/h5'
import { middlePage } from '../models/middle-page'

/** A way of paying over a wallet's page, which a phone's browser leaves the shop for. */
interface PageFlow {
  readonly backend: Backend
  readonly gateway: string
  /** Agrees to pay on the wallet's page, by whatever it takes. */
  readonly agree: (wallet: ReturnType<typeof middlePage>) => Promise<unknown>
  /** Where the shop's page is again after that. */
  readonly comeBack: (wallet: ReturnType<typeof middlePage>) => Promise<unknown>
  /** The wallet has said no, and the payer goes back to the shop. */
  readonly refused: (wallet: ReturnType<typeof middlePage>) => Promise<unknown>
}

const nothing = async () => {}

const flows: Readonly<Record<string, PageFlow>> = {
  'Alipay in a phone\'s browser over MinCloud': {
    backend: 'mincloud', gateway: 'alipay_wap',
    async agree(wallet) {
      await wallet.logIn()
      await wallet.pay('123456')
    },
    async comeBack(wallet) {
      await wallet.waitFor('paid')
      await wallet.done()
    },
    async refused(wallet) {
      await expect.poll(wallet.message).toContain('暂时无法支付')
      await wallet.cancel()
    },
  },
  'PayPal over Walnut': {
    backend: 'walnut', gateway: 'paypal',
    async agree(wallet) {
      await wallet.waitFor('login')
      await wallet.pay('123456')
    },
    // The merchant's server sends the payer on.
    comeBack: nothing,
    refused: nothing,
  },
}

test.use({ userAgent: PHONE_BROWSER })

async function toWallet(driver: Driver, { backend, gateway }: PageFlow) {
  const page = h5Page(driver)
  await page.open(backend)
  await page.pay()
  await page.dialog.choose(gateway)
  await page.dialog.pay()
  const wallet = middlePage(driver)
  await wallet.waitFor('login')
  return { page, wallet }
}

for (const [name, flow] of Object.entries(flows)) {
  test.describe(name, () => {
    test('paid, the server says so, and the ticket is there', async ({ driver, demo }) => {
      const { page, wallet } = await toWallet(driver, flow)
      expect([await wallet.amount(), await wallet.subject()]).toEqual(['76.00', '《海上的风》2 张'])
      await flow.agree(wallet)
      await flow.comeBack(wallet)
      await page.waitForReturn('paid')
      await page.waitForTicket()
      await demo.ledger.expect({ orders: 1, charges: 1 })
    })

    test('refused by the wallet it is not paid, and can be gone on with', async ({ driver, demo }) => {
      const { page, wallet } = await toWallet(driver, flow)
      await demo.setFault({ name: 'refused', times: 1 })
      await flow.agree(wallet)
      await flow.refused(wallet)
      await page.waitForReturn('waiting')
      await demo.ledger.expect({ orders: 1, charges: 0 })
      await page.clickOnReturn('retry')
      await page.dialog.waitFor('waiting')
      await page.dialog.openWallet()
      await flow.agree(wallet)
      await flow.comeBack(wallet)
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
      await flow.agree(middlePage(other))
      await page.dialog.waitFor('paid')
      await demo.ledger.expect({ orders: 1, charges: 1 })
    })
  })
}
