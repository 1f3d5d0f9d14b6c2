import type { Driver } from '../driver/driver'
import { phonePart } from '../driver/target'

/** The virtual phone's page, in a tab of its own. */
export function phonePage(driver: Driver, walletsOrigin: string) {
  return {
    /** Pastes a code's content, as a developer does. */
    async scan(content: string) {
      await driver.goto(`${walletsOrigin}/phone`)
      await driver.fill(phonePart('content'), content)
      await driver.click(phonePart('scan'))
      await driver.waitFor(phonePart('amount'))
    },
    merchant: () => driver.text(phonePart('merchant')),
    subject: () => driver.text(phonePart('subject')),
    amount: () => driver.text(phonePart('amount')),
    async pay(password: string) {
      await driver.fill(phonePart('password'), password)
      await driver.click(phonePart('pay'))
    },
    refuse: () => driver.click(phonePart('refuse')),
  }
}
