/**
 * The DOM contract: each of these is a `data-pay-part` that tests and themes may rely on.
 * The `dialog` part carries `data-pay-state` (the sdk's state name), and where there is one `data-pay-flow`, `data-pay-phase` and `data-pay-health`.
 */
export const payParts = {
  dialog: 'the root, as large as the window; carries data-pay-state, -flow, -health, -phase',
  surface: 'what the payer sees as the dialog',
  title: 'names the dialog',
  dismiss: 'hides the dialog and keeps the order',
  amount: 'what is to be paid',
  description: 'what is paid for',
  'code-box': 'where the code is, or will be',
  qrcode: 'the QR code with its quiet zone',
  enlarge: 'fills the window with the code, and shrinks it back',
  'qrcode-reload': 'draws the code again after its encoder failed to load',
  countdown: 'the time left to pay',
  hint: 'what to do, one line',
  help: 'one more line of help',
  network: 'the strip shown while the backend does not answer; carries data-pay-health',
  'network-since': 'when the backend last answered',
  check: 'asks the backend now',
  'check-answer': 'what came of it, where nothing was found',
  cancel: 'asks whether to cancel the order',
  'cancel-question': 'what cancelling means',
  'cancel-confirm': 'cancels the order',
  'cancel-keep': 'goes back to paying',
  order: 'the row of the order number',
  'order-number': 'the order number, or the token where no number came back',
  copy: 'copies it',
  'paid-at': 'when it was paid',
  retry: 'tries again to get a code',
  renew: 'gets a new code for the same intent',
  result: 'an end; carries data-pay-kind',
  'result-title': 'what happened',
  'result-text': 'whether the money is safe, and what now',
  confirm: 'leaves the end',
  'auto-close': 'says when the dialog leaves by itself',
  support: 'the support slot, in unknown, expired and failed',
  footer: 'the footer slot',
  return: 'the landing page after a redirect; carries data-pay-state, -health, -phase',
  elsewhere: 'says where a payment can be gone on with, where that is not here',
  leave: 'goes back to the shop',
  live: 'announces changes to screen readers, politely',
  'live-result': 'announces an end to screen readers',
  'live-countdown': 'says at 3 minutes, 60 and 30 seconds how much time is left',
} as const

/** The name of a part. */
export type PayPart = keyof typeof payParts
