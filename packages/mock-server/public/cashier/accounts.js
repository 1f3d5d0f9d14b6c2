/** Lists the payer's accounts to choose from, the one in use chosen. */
export function listAccounts(accounts) {
  const rows = accounts.map(({ id, name, is_current }) => {
    const row = document.createElement('label')
    const choice = document.createElement('input')
    Object.assign(choice, { type: 'radio', name: 'account', value: id, checked: is_current })
    row.append(choice, name)
    return row
  })
  document.querySelector('#accounts').append(...rows)
}

/** The one that is chosen. */
export const chosenOf = (accounts) => accounts.find(({ id }) => id === document.querySelector('[name="account"]:checked').value)
