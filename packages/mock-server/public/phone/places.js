import { part } from './element.js'
import { say } from './message.js'
import { current, present } from './order.js'
import { closeCode, openCode } from './payment-code.js'
import { typed } from './pin.js'
import { change, screen } from './screens.js'
import { dress } from './wallets.js'

/** Whether the payer left a payment for a moment, to fill the wallet. */
let isAside = false

/** Whether nothing is to be put before the payer now. */
export const isSetAside = () => isAside && screen() === 'account'

/** Opens a place of the wallet. */
export function open(place, { aside = false } = {}) {
  isAside = aside
  typed('')
  // Whichever wallet has just paid, the open one is back; filling it keeps the look of what is to be paid.
  if (!aside) dress()
  change(place)
  say('')
  if (place === 'code') openCode()
  else closeCode()
}

/** Back to where the payer came from: the wallet, or a payment that was left for a moment. */
export function goBack() {
  if (isSetAside()) return present(current().order)
  const opener = `open-${screen()}`
  open('home')
  if (part(opener)) part(opener).focus({ preventScroll: true })
}
