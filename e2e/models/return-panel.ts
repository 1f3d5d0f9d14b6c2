import type { Driver } from '../driver/driver'
import { part, type Target } from '../driver/target'

/** What `data-pay-state` of the page that a payer comes back to can be. */
export type ReturnStateName = 'checking' | 'waiting' | 'paid' | 'expired' | 'failed' | 'unknown' | 'no-order'

const panel = (having: Record<string, string> = {}): Target => part('return', having)

/** The panel of a page that payers come back to. */
export const returnPanel = (driver: Driver) => ({
  waitFor: (state: ReturnStateName) => driver.waitFor(panel({ 'data-pay-state': state })),
  state: () => driver.attribute(panel(), 'data-pay-state'),
  click: (name: string) => driver.click({ ...part(name), within: panel() }),
})
