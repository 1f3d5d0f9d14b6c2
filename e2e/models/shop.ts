import { byRole, inside, nth, part } from '../driver/target'
import type { Driver } from '../driver/driver'
import { payDialog, type PayDialog } from './pay-dialog'

/** The playground's shop. */
export function shop(driver: Driver) {
  const pay = byRole('button', '去支付')
  const dialog: PayDialog = payDialog(driver)
  return {
    dialog,
    payButton: pay,
    open: () => driver.goto('/shop'),
    add: (goods: string) => driver.click(byRole('button', `加入购物袋：${goods}`)),
    pay: () => driver.click(pay),
    /** By the one button that there is. */
    payWhateverItSays: () => driver.click({ by: { css: '.cart-foot .button-main' } }),
    payAgain: () => driver.click(byRole('button', '继续支付')),
    doubleClickPay: () => driver.doubleClick(pay),
    total: () => driver.text(inside(byRole('region', '购物袋'), nth(part('amount'), 0))),
    /** A cart with the ten-fen goods, and the dialog with its code. */
    async toQr() {
      await this.open()
      await this.add('深蓝色秋裤')
      await this.pay()
      await dialog.waitFor('waiting')
    },
    /** How often this page has asked for an order to be made. */
    orderRequests: () =>
      driver.eval(() =>
        performance.getEntriesByType('resource').filter((entry) => entry.name.endsWith('/pay/order/') && (entry as PerformanceResourceTiming).initiatorType === 'fetch').length,
      ),
    scrollsSideways: () => driver.eval(() => document.documentElement.scrollWidth > document.documentElement.clientWidth),
  }
}
