import type { Driver } from '../driver/driver'
import { byRole, demoPart, nth } from '../driver/target'
import { at, type Backend } from './backend'

/** How the bridge leaves off, whatever has happened. */
export type Manner = '照实说' | '总说成功' | '总说取消' | '不回话'

/** By which of WeChat's two ways the page asks for the payment. */
export type Way = 'WeixinJSBridge' | 'wx.chooseWXPay'

/** Both ways. */
export const ways: readonly Way[] = ['WeixinJSBridge', 'wx.chooseWXPay']

/** What the server says of the order. */
export type Reading = 'asking' | 'paid' | 'waiting' | 'closed' | 'failed' | 'none'

const payBy = (way: Way) => byRole('button', `用 ${way} 支付`)

/** The playground's page inside WeChat, and the wallet that comes up over it. */
export function wechatPage(driver: Driver) {
  return {
    open: (backend?: Backend) => driver.goto(at('/wechat', backend)),
    /** Until a new order can be made; on a server that others share this payer may have paid for a lunch before. */
    async logIn(backend?: Backend) {
      await this.openAndLogIn(backend)
      await driver.waitFor(nth({ by: { css: '[data-demo-part="pay"]:enabled,[data-demo-part="another"]' } }, 0))
      if (await driver.isVisible(demoPart('another'))) await this.buyAnother()
      await this.waitUntilPayable()
    },
    async openAndLogIn(backend?: Backend) {
      await this.open(backend)
      await driver.click(byRole('button', '微信登录'))
    },
    waitUntilPayable: () => driver.waitFor(payBy('WeixinJSBridge')),
    mayPay: () => driver.isVisible(payBy('WeixinJSBridge')),
    manner: (manner: Manner) => driver.click(byRole('radio', manner)),
    payBy: (way: Way) => driver.click(payBy(way)),
    async toWallet(way: Way) {
      await this.payBy(way)
      await driver.waitFor(demoPart('wallet'))
    },
    async enter(password: string) {
      await driver.fill(demoPart('wallet-password'), password)
      await driver.click(demoPart('wallet-pay'))
    },
    walletText: () => driver.text(demoPart('wallet')),
    waitUntilWalletIsGone: () => driver.waitFor(demoPart('wallet'), 'hidden'),
    isWalletOpen: () => driver.isVisible(demoPart('wallet')),
    closeWallet: () => driver.click(demoPart('wallet-cancel')),
    waitForReading: (reading: Reading) => driver.waitFor(demoPart('sayings', { 'data-reading': reading })),
    /** Notes from now on whatever is shown as the server's word, however shortly. */
    noteReadings: () =>
      driver.eval(() => {
        const noted: (string | null | undefined)[] = []
        Object.assign(window, { noted })
        new MutationObserver(() => noted.push(document.querySelector('[data-reading]')?.getAttribute('data-reading'))).observe(document.body, { subtree: true, childList: true, attributes: true })
      }),
    notedReadings: () => driver.eval(() => (window as unknown as { readonly noted: readonly (Reading | null)[] }).noted),
    reading: () => driver.text(demoPart('reading')),
    said: () => driver.text(demoPart('said')),
    hasSaid: () => driver.isVisible(demoPart('said')),
    notice: () => driver.text(demoPart('notice')),
    hasNotice: () => driver.isVisible(demoPart('notice')),
    refusal: () => driver.text(demoPart('refusal')),
    orderNumber: () => driver.text(demoPart('order-number')),
    askAgain: () => driver.click(byRole('button', '再问一次服务器')),
    startOver: () => driver.click(byRole('button', '我没有付款，重新来')),
    buyAnother: () => driver.click(demoPart('another')),
  }
}
