import type { ResultsMessages } from './messages-till'

/** English, the cashier's last results. */
export const enResults: ResultsMessages = {
  title: 'Last payments',
  empty: { hint: 'No payments yet', help: 'Each one you take stays here.' },
  outcomes: {
    checking: { title: 'Looking it up', text: 'Asking the server about this one.' },
    open: { title: 'Waiting', text: 'Updates by itself once the customer has paid on the phone.' },
    paid: { title: 'Paid', text: 'The money is here.' },
    refused: { title: 'Not paid', text: 'Nothing was charged.' },
    reversed: { title: 'Taken back', text: 'Nothing was received; anything charged goes back.' },
    unknown: { title: 'Not known', text: 'Do not charge again. It is being looked up; no money is lost.' },
  },
  late: 'Found only now. Don’t charge again',
  second: 'Paid twice: please refund one',
  refund: { partial: 'Partly refunded', complete: 'Refunded in full' },
  ask: 'Check',
  asking: 'Checking…',
  answers: { open: (time) => `Checked at ${time}: not paid yet`, unknown: (time) => `Checked at ${time}: still not known. Don’t charge again` },
  clear: 'Clear',
}
