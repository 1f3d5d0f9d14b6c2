import type { Page } from '@playwright/test'
import { PHONE_BROWSER } from '../fixtures/devices'
import { expect, test, type OwnDemo } from '../fixtures/own-demo'
import type { Driver } from '../driver/driver'
import { h5Page } from '../models/h5'
import { middlePage } from '../models/middle-page'

// A recorder of traces runs scripts in the page, and a page in which one runs is not kept.
test.use({ userAgent: PHONE_BROWSER, trace: 'off' })

/** How a page is left for the wallet and come back to whole. */
interface Trip {
  leave(): Promise<void>
  /** Does what the payer does at the wallet. */
  readonly wallet: ReturnType<typeof middlePage>
  back(): Promise<void>
}

/** From now on the page notes whether it was kept whole. */
const noteKept = (driver: Driver) => driver.eval(() => { addEventListener('pageshow', ({ persisted }) => { document.documentElement.dataset.kept = String(persisted) }) })
const wasKept = (driver: Driver) => driver.eval(() => document.documentElement.dataset.kept === 'true')

/** By the browser's own back-forward cache. */
async function realTrip(driver: Driver, page: Page): Promise<Trip> {
  await noteKept(driver)
  const wallet = middlePage(driver)
  return {
    wallet,
    async leave() {
      // By the address first: whoever looks for the wallet's screen looks in the page that leaves, and a script that runs in a kept page drops it.
      await page.waitForURL((url) => url.pathname.endsWith('/checkmweb'))
      await wallet.waitFor('cashier')
    },
    async back() {
      await driver.back()
      await expect.poll(() => wasKept(driver)).toBe(true)
    },
  }
}

/** The same to a page, where the browser has no such cache: it hears nothing while it is away, and is told of the return. */
async function playedTrip(driver: Driver, page: Page, { merchant, wallets }: OwnDemo): Promise<Trip> {
  let mwebUrl = ''
  let isAway = false
  const tab = await driver.openTab()
  const wallet = middlePage(tab)
  const isLeaving = (url: URL) => url.origin === wallets && url.pathname.endsWith('/checkmweb')
  // A navigation that was called off leaves the page as it is.
  await page.route(isLeaving, (route) => {
    mwebUrl = route.request().url()
    return route.abort('aborted')
  })
  await page.route((url) => url.origin === merchant, (route) => (isAway ? route.abort('connectionreset') : route.continue()))
  const tell = (type: string) => driver.eval((name) => void dispatchEvent(new PageTransitionEvent(name, { persisted: true })), type)
  return {
    wallet,
    async leave() {
      await expect.poll(() => mwebUrl).not.toBe('')
      isAway = true
      await tell('pagehide')
      await wallet.follow(mwebUrl)
      await wallet.waitFor('cashier')
    },
    async back() {
      isAway = false
      mwebUrl = ''
      await tell('pageshow')
    },
  }
}

/** A headless shell has the cache for nobody, whatever its flags are. */
async function hasCache(driver: Driver): Promise<boolean> {
  await driver.goto('/h5')
  await noteKept(driver)
  await driver.goto('/')
  await driver.back()
  return wasKept(driver)
}

async function tripOf(driver: Driver, page: Page, demo: OwnDemo): Promise<Trip> {
  const isReal = await hasCache(driver)
  test.info().annotations.push({ type: 'bfcache', description: isReal ? 'the browser\'s own' : 'played: this browser has none' })
  await driver.goto('/h5')
  return isReal ? realTrip(driver, page) : playedTrip(driver, page, demo)
}

test('a page that the browser kept whole asks when the payer comes back to it, and shows the payment', async ({ driver, page, demo }) => {
  const trip = await tripOf(driver, page, demo)
  const h5 = h5Page(driver)
  await h5.pay()
  await h5.dialog.pay()
  await trip.leave()
  await trip.wallet.pay()
  await trip.wallet.waitFor('paid')
  expect(await h5.hasTicket()).toBe(false)
  await trip.back()
  await h5.waitForTicket()
  await demo.ledger.expect({ orders: 1, charges: 1 })
})

test('rule 1: a kept page to which the payer comes back without paying waits, with the same order', async ({ driver, page, demo }) => {
  const trip = await tripOf(driver, page, demo)
  const h5 = h5Page(driver)
  await h5.pay()
  await h5.dialog.pay()
  await trip.leave()
  await trip.back()
  await h5.dialog.waitFor('waiting')
  await h5.dialog.check()
  expect(await h5.dialog.checkAnswer()).toContain('还没有查到付款')
  await h5.dialog.openWallet()
  await trip.leave()
  await trip.wallet.pay()
  await trip.wallet.waitFor('paid')
  await trip.back()
  await h5.waitForTicket()
  await demo.ledger.expect({ orders: 1, charges: 1 })
})
