import type { Driver } from '../driver/driver'
import { byRole, demoPart } from '../driver/target'
import { at, type Backend } from './backend'
import { payDialog } from './pay-dialog'

/** What `data-access` can be. */
export type Access = 'guest' | 'asking' | 'locked' | 'open' | 'unreachable'

/** The playground's article, as a reader meets it. */
export function articlePage(driver: Driver) {
  const dialog = payDialog(driver)
  const waitFor = (access: Access) => driver.waitFor(demoPart('article', { 'data-access': access }))
  return {
    dialog,
    waitFor,
    access: () => driver.attribute(demoPart('article'), 'data-access'),
    open: (backend?: Backend) => driver.goto(at('/article', backend)),
    /** To WeChat's own page, where the payer is asked. */
    async toConsent() {
      await driver.click(byRole('button', '微信登录'))
      await driver.waitFor(byRole('link', '允许'))
    },
    allow: () => driver.click(byRole('link', '允许')),
    refuse: () => driver.click(byRole('link', '拒绝')),
    async logIn(backend?: Backend) {
      await this.open(backend)
      await waitFor('guest')
      await this.toConsent()
      await this.allow()
    },
    logInAnonymously: () => driver.click(byRole('button', '匿名继续')),
    logOut: () => driver.click(byRole('button', '退出登录')),
    async buy() {
      await driver.click(byRole('button', '购买并阅读'))
      await dialog.waitFor('waiting')
    },
    buyAtOnce: () => driver.click(byRole('button', '购买并阅读')),
    canBuy: () => driver.isVisible(byRole('button', '购买并阅读')),
    askAgain: () => driver.click(byRole('button', '再问一次')),
    /** What the page says that it can't do on this backend. */
    limit: () => driver.text(demoPart('limit')),
    text: () => driver.text(demoPart('article-text')),
    orderNumber: () => driver.text(demoPart('order-number')),
  }
}
