import type { Driver } from '../driver/driver'
import { phonePart } from '../driver/target'

/** What `data-phone-screen` can be. */
export type PhoneScreen = 'scan' | 'confirm' | 'paid' | 'refused' | 'unknown' | 'over'

/** The virtual phone's page, in a tab of its own. */
export function phonePage(driver: Driver, walletsOrigin: string) {
  const waitFor = (screen: PhoneScreen) => driver.waitFor(phonePart('screen', { 'data-phone-screen': screen }))
  return {
    waitFor,
    open: () => driver.goto(`${walletsOrigin}/phone`),
    /** Pastes a code's content, as a developer does. */
    async scan(content: string) {
      await driver.goto(`${walletsOrigin}/phone`)
      await driver.fill(phonePart('content'), content)
      await driver.click(phonePart('scan'))
      await waitFor('confirm')
    },
    /** Follows a link that carries the code: it is scanned at once. */
    async follow(link: string) {
      await driver.goto(link)
      await waitFor('confirm')
    },
    merchant: () => driver.text(phonePart('merchant')),
    subject: () => driver.text(phonePart('subject')),
    amount: () => driver.text(phonePart('amount')),
    message: () => driver.text(phonePart('message')),
    async pay(password: string) {
      await driver.fill(phonePart('password'), password)
      await driver.click(phonePart('pay'))
    },
    refuse: () => driver.click(phonePart('refuse')),
  }
}
