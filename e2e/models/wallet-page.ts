import type { Driver } from '../driver/driver'
import { middlePage } from './middle-page'

/** A page of a wallet's own, as a payer goes through it. */
export interface WalletPage {
  /** Until there is something to agree to. */
  waitFor(): Promise<void>
  amount(): Promise<string>
  subject(): Promise<string>
  /** Does whatever it takes to pay. */
  agree(): Promise<void>
  /** What brings the payer back from there; PayPal's page goes by itself. */
  comeBack(): Promise<void>
  /** Until the wallet has refused, where it says so itself; PayPal tells the merchant alone. */
  waitForRefusal(): Promise<void>
  cancel(): Promise<void>
}

/** Alipay's cashier: a login, the password, and a button that leads back. */
export function alipayPage(driver: Driver): WalletPage {
  const page = middlePage(driver)
  return {
    ...page,
    waitFor: () => page.waitFor('login'),
    async agree() {
      await page.logIn()
      await page.pay('123456')
    },
    async comeBack() {
      await page.waitFor('paid')
      await page.done()
    },
    waitForRefusal: () => driver.waitFor({ by: { css: '[data-h5-part="message"]:not(:empty)' } }),
  }
}

/** PayPal's page: the login is all that it takes. The money is taken by the merchant's server, on the payer's way back. */
export function paypalPage(driver: Driver): WalletPage {
  const page = middlePage(driver)
  return {
    ...page,
    waitFor: () => page.waitFor('login'),
    async agree() {
      await page.waitFor('login')
      await page.pay('123456')
    },
    comeBack: async () => {},
    waitForRefusal: async () => {},
  }
}
