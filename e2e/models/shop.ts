import { byRole, inside, nth, part } from '../driver/target'
import type { Driver } from '../driver/driver'
import { at, type Backend } from './backend'
import { payDialog, type PayDialog } from './pay-dialog'
import { returnPanel } from './return-panel'

/** The playground's shop. */
export function shop(driver: Driver) {
  const pay = byRole('button', '去支付')
  const dialog: PayDialog = payDialog(driver)
  return {
    dialog,
    payButton: pay,
    open: (backend?: Backend) => driver.goto(at('/shop', backend)),
    add: (goods: string) => driver.click(byRole('button', `加入购物袋：${goods}`)),
    /** As far as the choice of a way of paying. */
    toChoice: () => driver.click(pay),
    /** By the way that stands first: the code of WeChat. */
    async pay() {
      await driver.click(pay)
      await dialog.pay()
    },
    /** By the one button that there is; and, where the payer may choose anew, by what stands chosen. */
    async payWhateverItSays() {
      await driver.click({ by: { css: '.cart-foot .button-main' } })
      await driver.waitFor(part('surface'))
      if (await dialog.has('pay')) await dialog.pay()
    },
    payAgain: () => driver.click(byRole('button', '继续支付')),
    async doubleClickPay() {
      await driver.doubleClick(pay)
      await dialog.doubleClickPay()
    },
    total: () => driver.text(inside(byRole('region', '购物袋'), nth(part('amount'), 0))),
    /** A cart with the ten-fen goods, and the choice of a way of paying. */
    async toWays(backend?: Backend) {
      await this.open(backend)
      await this.add('深蓝色秋裤')
      await this.toChoice()
    },
    /** The same, and the dialog with the code of a way: WeChat's where none is named. */
    async toQr(gateway?: string, backend?: Backend) {
      await this.toWays(backend)
      if (gateway) await dialog.choose(gateway)
      await dialog.pay()
      await dialog.waitFor('waiting')
    },
    waitForThanks: () => driver.waitFor({ by: { css: '.thanks' } }),
    returned: returnPanel(driver),
    /** How often this page has asked for an order to be made. */
    orderRequests: () =>
      driver.eval(() =>
        performance.getEntriesByType('resource').filter((entry) => /\/pay\/(order\/|buy(\?.*)?)$/.test(entry.name) && (entry as PerformanceResourceTiming).initiatorType === 'fetch').length,
      ),
    scrollsSideways: () => driver.eval(() => document.documentElement.scrollWidth > document.documentElement.clientWidth),
  }
}
