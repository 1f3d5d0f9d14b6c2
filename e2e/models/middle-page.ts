import type { Driver } from '../driver/driver'
import { byRole, h5Part } from '../driver/target'

/** What `data-h5-screen` can be, once there is something to see. */
export type MiddleScreen = 'login' | 'cashier' | 'paid' | 'unknown' | 'over'

/**
 * A wallet's page of its own: the cashier that an `mweb_url` leads to, over a page that goes on after five seconds; Alipay's, which wants
 * a login first; PayPal's, where the login is all that it takes.
 */
export function middlePage(driver: Driver) {
  const waitFor = (screen: MiddleScreen) => driver.waitFor(h5Part('screen', { 'data-h5-screen': screen }))
  return {
    waitFor,
    /** Follows a link to it on a page of the shop, as a shop's page does. */
    async follow(mwebUrl: string, redirectUrl?: string) {
      await driver.goto('/')
      await driver.eval((href) => {
        const link = Object.assign(document.createElement('a'), { href, textContent: '去微信支付' })
        document.body.prepend(link)
      }, redirectUrl === undefined ? mwebUrl : `${mwebUrl}&redirect_url=${encodeURIComponent(redirectUrl)}`)
      await driver.click(byRole('link', '去微信支付'))
    },
    amount: () => driver.text(h5Part('amount')),
    merchant: () => driver.text(h5Part('merchant')),
    subject: () => driver.text(h5Part('subject')),
    headline: () => driver.text(h5Part('headline')),
    message: () => driver.text(h5Part('message')),
    isPasswordAsked: () => driver.isVisible(h5Part('password')),
    passwordHasFocus: () => driver.hasFocus(h5Part('password')),
    async pay(password?: string) {
      if (password !== undefined) await driver.fill(h5Part('password'), password)
      await driver.click(h5Part('pay'))
    },
    /** Alipay's alone: to where the password is asked for. */
    async logIn() {
      await waitFor('login')
      await driver.click(h5Part('login'))
      await waitFor('cashier')
    },
    cancel: () => driver.click(h5Part('cancel')),
    done: () => driver.click(h5Part('done')),
    back: () => driver.click(h5Part('back')),
  }
}
