import { byRole, demoPart, nth } from '../driver/target'
import type { Driver } from '../driver/driver'
import { at, type Backend } from './backend'
import { middlePage } from './middle-page'
import { payDialog } from './pay-dialog'
import { returnPanel, type ReturnStateName } from './return-panel'

/** The playground's page in a phone's browser, and the page that its payers come back to. */
export function h5Page(driver: Driver) {
  const dialog = payDialog(driver)
  const returned = returnPanel(driver)
  const open = (backend?: Backend) => driver.goto(at('/h5', backend))
  /** As far as the choice; where the phone is only pictured, straight on by WeChat. */
  const pay = () => driver.click(nth({ by: { css: '[data-demo-part="pay"],[data-demo-part="pay-weixin_tenpay_wap"]' } }, 0))
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
    waitForReturn: (state: ReturnStateName) => returned.waitFor(state),
    returnState: returned.state,
    clickOnReturn: returned.click,
    waitForTicket: () => driver.waitFor(demoPart('ticket')),
    hasTicket: () => driver.isVisible(demoPart('ticket')),
    pickUpCode: () => driver.text(demoPart('pick-up-code')),
  }
}
