import type { Driver } from '../driver/driver'
import { inside, part, type Target } from '../driver/target'
import { readQr } from './qr'

/** What `data-pay-state` can be. */
export type PayState = 'idle' | 'creating' | 'waiting' | 'checking' | 'closing' | 'paid' | 'closed' | 'failed' | 'expired' | 'unknown'

const dialogPart = (name: string): Target => inside(part('dialog'), part(name))

/** The payment dialog, as a payer meets it. */
export function payDialog(driver: Driver) {
  const click = (name: string) => () => driver.click(dialogPart(name))
  return {
    waitFor: (state: PayState) => driver.waitFor(part('dialog', { 'data-pay-state': state })),
    waitForHealth: (health: 'ok' | 'unstable' | 'offline') => driver.waitFor(part('dialog', { 'data-pay-health': health })),
    waitUntilHidden: () => driver.waitFor(dialogPart('surface'), 'hidden'),
    isShown: () => driver.isVisible(dialogPart('surface')),
    state: () => driver.attribute(part('dialog'), 'data-pay-state'),
    /** The code, read off the picture on the screen as a phone does. */
    readQr: () => readQr(driver),
    text: (name: string) => driver.text(dialogPart(name)),
    has: (name: string) => driver.isVisible(dialogPart(name)),
    box: (name: string) => driver.box(dialogPart(name)),
    hasFocusInside: () => driver.eval(() => document.querySelector('[data-pay-part="surface"]')?.contains(document.activeElement) ?? false),
    dismiss: click('dismiss'),
    check: click('check'),
    checkAnswer: async () => {
      await driver.waitFor(dialogPart('check-answer'))
      return driver.text(dialogPart('check-answer'))
    },
    async cancel() {
      await driver.click(dialogPart('cancel'))
      await driver.click(dialogPart('cancel-confirm'))
    },
    askToCancel: click('cancel'),
    confirmCancel: click('cancel-confirm'),
    keep: click('cancel-keep'),
    retry: click('retry'),
    renew: click('renew'),
    confirm: click('confirm'),
    /** Goes on by the way that stands chosen. */
    pay: click('pay'),
    doubleClickPay: () => driver.doubleClick(dialogPart('pay')),
    changeMethod: click('change-method'),
    /** By its gateway. */
    choose: (gateway: string) => driver.click(inside(part('dialog'), part('method', { 'data-pay-gateway': gateway }))),
    openWallet: click('open-wallet'),
  }
}

/** The model of the dialog. */
export type PayDialog = ReturnType<typeof payDialog>
