import { part } from './screens.js'

/** Pays by the form, while paying is possible, and never by what the payer did not mean. */
export function guard(pay) {
  document.querySelector('#pay-form').addEventListener('submit', (event) => {
    event.preventDefault()
    if (!part('pay').disabled) void pay()
  })
  // A key held down since the shop's page must not pay.
  addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && event.repeat) event.preventDefault()
  })
  // A page that comes back from the browser's memory asks the server what it may show.
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) location.reload()
  })
}
