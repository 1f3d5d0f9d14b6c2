import type { Driver } from '../driver/driver'
import { nth, phonePart } from '../driver/target'
import { readBarcode } from './barcode'
import { readQr } from './qr'

/** What `data-phone-screen` can be. */
export type PhoneScreen = 'home' | 'scan' | 'code' | 'bill' | 'account' | 'tools' | 'confirm' | 'request' | 'paid' | 'refused' | 'unknown' | 'over'

/** The virtual phone's page, in a tab of its own. */
export function phonePage(driver: Driver, walletsOrigin: string) {
  const waitFor = (screen: PhoneScreen) => driver.waitFor(phonePart('screen', { 'data-phone-screen': screen }))
  const open = async () => {
    await driver.goto(`${walletsOrigin}/phone`)
    await waitFor('home')
  }
  return {
    waitFor,
    open,
    /** Opens the phone where a payment asks for the payer: it comes up by itself. */
    async openRequest() {
      await driver.goto(`${walletsOrigin}/phone`)
      await waitFor('request')
    },
    /** One of the places that the wallet's first screen leads to. */
    async goTo(place: 'scan' | 'code' | 'bill' | 'account' | 'tools') {
      await driver.click(phonePart(`open-${place}`))
      await waitFor(place)
    },
    back: () => driver.click(phonePart('back')),
    done: () => driver.click(phonePart('done')),
    /** Pastes a code's content, as a developer does. */
    async scan(content: string) {
      await open()
      await driver.click(phonePart('open-scan'))
      await driver.fill(phonePart('content'), content)
      await driver.click(phonePart('scan'))
      await waitFor('confirm')
    },
    /** Follows a link that carries the code: it is scanned at once. */
    async follow(link: string) {
      await driver.goto(link)
      await waitFor('confirm')
    },
    /** Takes the newest code off the list of those that can be paid now. */
    pickFirstCode: () => driver.click(nth(phonePart('code-on-screen'), 0)),
    hasCodes: () => driver.isVisible(nth(phonePart('code-on-screen'), 0)),
    merchant: () => driver.text(phonePart('merchant')),
    subject: () => driver.text(phonePart('subject')),
    amount: () => driver.text(phonePart('amount')),
    message: () => driver.text(phonePart('message')),
    note: () => driver.text(phonePart('note')),
    askAgain: () => driver.click(phonePart('again')),
    balance: () => driver.text(phonePart('balance')),
    connection: () => driver.text(phonePart('connection')),
    bill: () => driver.text(phonePart('bill')),
    async pay(password: string) {
      await driver.fill(phonePart('password'), password)
      await driver.click(phonePart('pay'))
    },
    refuse: () => driver.click(phonePart('refuse')),
    /** The digits of the payment code, read off its QR as a cashier's scanner does. */
    readPaymentCode: () => readQr(driver, phonePart('code-qr')),
    /** The same, read off its barcode. */
    readBarcode: () => readBarcode(driver, phonePart('barcode')),
    /** The digits as they are shown, most of them as dots until `reveal`. */
    digits: () => driver.text(phonePart('auth-code')),
    reveal: () => driver.click(phonePart('reveal')),
    topUp: () => driver.click(phonePart('top-up')),
    /** Turns a fault of the tools on or off, and waits until the wallet has said so. */
    async switchFault(name: string, on: boolean) {
      await driver.click(phonePart('switch', { 'data-name': name, 'aria-checked': String(!on) }))
      await driver.waitFor(phonePart('switch', { 'data-name': name, 'aria-checked': String(on) }))
    },
    hasFault: (name: string) => driver.isVisible(phonePart('switch', { 'data-name': name, 'aria-checked': 'true' })),
    /** How many faults are in force, as the tools say it. */
    faultCount: () => driver.text(phonePart('faults-count')),
    endFaults: () => driver.click(phonePart('calm')),
    /** Moves the wallet's time. */
    async advance(minutes: 1 | 5 | 15 | 120 | 1440) {
      await driver.click(phonePart('tab-time'))
      await driver.click(phonePart('advance', { 'data-advance': String(minutes) }))
    },
    /** How far the wallet's time is ahead of the real one. */
    ahead: () => driver.text(phonePart('wallet-ahead')),
    /** What the wallet's first screen says of the tools. */
    toolsInUse: () => driver.text(phonePart('tools-in-use')),
    emptyWallet: () => driver.click(phonePart('empty')),
    async putIn(yuan: string) {
      await driver.fill(phonePart('funds'), yuan)
      await driver.click(phonePart('put-in'))
    },
  }
}
