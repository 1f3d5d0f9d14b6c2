import { byRole, demoPart, part, type Target } from '../driver/target'
import type { Driver } from '../driver/driver'
import { at, type Backend } from './backend'
import { middlePage } from './middle-page'
import { payDialog } from './pay-dialog'

/** What `data-pay-state` of the page that a payer comes back to can be. */
export type ReturnStateName = 'checking' | 'waiting' | 'paid' | 'expired' | 'failed' | 'unknown' | 'no-order'

const returned = (having: Record<string, string> = {}): Target => part('return', having)

/** The playground's page in a phone's browser, and the page that its payers come back to. */
export function h5Page(driver: Driver) {
  const dialog = payDialog(driver)
  const open = (backend?: Backend) => driver.goto(at('/h5', backend))
  /** As far as the choice; where the phone is only pictured, straight on by WeChat. */
  const pay = async () => driver.click(await driver.isVisible(demoPart('pay')) ? demoPart('pay') : demoPart('pay-weixin_tenpay_wap'))
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
