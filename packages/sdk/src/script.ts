/** The script-tag build: `<script src="baas-pay.iife.js">` gives `window.BaaS`. */
import { BaaS, payWithPaymentCode } from './baas'

declare global {
  interface Window {
    BaaS?: object
  }
}

// Beside MinCloud's own SDK on the same page only what we document is replaced.
window.BaaS = Object.assign(window.BaaS ?? {}, BaaS, { payment: { ...BaaS.payment, payWithPaymentCode } })
