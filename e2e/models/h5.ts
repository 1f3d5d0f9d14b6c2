import { byRole, demoPart, part, type Target } from '../driver/target'
import type { Driver } from '../driver/driver'
import { middlePage } from './middle-page'
import { payDialog } from './pay-dialog'

/** What `data-pay-state` of the page that a payer comes back to can be. */
export type ReturnStateName = 'checking' | 'waiting' | 'paid' | 'expired' | 'failed' | 'unknown' | 'no-order'

const returned = (having: Record<string, string> = {}): Target => part('return', having)

/** The playground's page in a phone's browser, and the page that its payers come back to. */
export function h5Page(driver: Driver) {
  const dialog = payDialog(driver)
  const open = () => driver.goto('/h5')
  const pay = () => driver.click(byRole('button', '微信支付'))
  return {
    dialog, open, pay,
    /** As far as the middle page, by the way that a phone's browser is offered first. */
    async toWallet() {
      await open()
      await pay()
      await dialog.pay()
      await middlePage(driver).waitFor('cashier')
    },
    payAgain: () => driver.click(byRole('button', '继续支付')),
    waitForReturn: (state: ReturnStateName) => driver.waitFor(returned({ 'data-pay-state': state })),
    returnState: () => driver.attribute(returned(), 'data-pay-state'),
    clickOnReturn: (name: string) => driver.click({ ...part(name), within: returned() }),
    waitForTicket: () => driver.waitFor(demoPart('ticket')),
    hasTicket: () => driver.isVisible(demoPart('ticket')),
    pickUpCode: () => driver.text(demoPart('pick-up-code')),
  }
}
