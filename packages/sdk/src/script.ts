/** The script-tag build: `<script src="baas-pay.iife.js">` gives `window.BaaS`. */
import { BaaS, payWithPaymentCode } from './baas'
import type { InitOptions } from './baas/settings'

declare global {
  interface Window {
    BaaS?: object
  }
}

const page = (window.BaaS ??= {}) as Record<string, unknown>
/** What MinCloud's own SDK has under our names. */
const theirs: Record<string, unknown> = {}

const ours: Readonly<Record<string, unknown>> = {
  ...BaaS,
  payment: { ...BaaS.payment, payWithPaymentCode },
  // Their other members need their own `init`.
  init(clientID: string, options?: InitOptions): void {
    BaaS.init(clientID, options)
    if (typeof theirs.init === 'function') theirs.init.call(page, clientID, options)
  },
}

// Beside MinCloud's own SDK only what we document is replaced, whichever script comes first: theirs writes over what it finds.
for (const [name, value] of Object.entries(ours)) {
  theirs[name] = page[name]
  Object.defineProperty(page, name, { configurable: true, enumerable: true, get: () => value, set: (other: unknown) => { theirs[name] = other } })
}
