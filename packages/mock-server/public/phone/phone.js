import { readyAccount, showAccount } from './account.js'
import { clearAddress, readAddress } from './address.js'
import { showBill } from './bill.js'
import { part } from './element.js'
import { showHome } from './home.js'
import { say } from './message.js'
import { follow } from './news.js'
import { isPayable } from './order.js'
import { askAgain, pay, refuse } from './payment.js'
import { lookAtCode, openCode, readyToShow } from './payment-code.js'
import { typed } from './pin.js'
import { goBack, open } from './places.js'
import { readyToScan, take } from './scan.js'
import { isPlace, screen, writeTitle } from './screens.js'
import { runClock } from './status-bar.js'
import { readyTools, showTools } from './tools.js'
import { isBusy, whenEnded } from './turn.js'
import { readyWallets } from './wallets.js'
import { watch } from './watch.js'

let picture
/** Whether the address has changed during a request. */
let isAddressNew = true

function onPicture(taken, askedAt) {
  picture = taken
  tellHealth('ok')
  part('screen').removeAttribute('aria-busy')
  if (isBusy()) return
  for (const tell of [showHome, showBill, showAccount, showTools]) tell(picture)
  lookAtCode(picture, askedAt)
  follow(picture)
}

function onSilence(failures) {
  // One lost answer is nothing to tell, unless nothing was ever seen.
  if (failures >= 2 || picture === undefined) tellHealth('offline')
}

function tellHealth(health) {
  if (part('screen').dataset.phoneHealth === health) return
  part('screen').dataset.phoneHealth = health
  part('connection').textContent = health === 'ok' ? '' : '没有连上钱包服务'
}

/** Back to the wallet; a code that can still be paid stays in its field. */
function finish() {
  if (!isPayable()) {
    part('content').value = ''
    clearAddress()
  }
  open('home')
  followAddress()
}

function followAddress() {
  if (!isAddressNew || isBusy()) return
  isAddressNew = false
  const { content, place } = readAddress()
  if (content) take(content)
  else if (place) open(place)
}

const look = watch({ pictured: onPicture, silent: onSilence, screen })
for (const [name, act] of Object.entries({ refuse, again: askAgain, done: finish, back: goBack, reconnect: look })) part(name).addEventListener('click', () => { void act() })
for (const button of document.querySelectorAll('[data-open]')) button.addEventListener('click', () => {
  open(button.dataset.open)
  if (button.dataset.open === 'tools') void look()
})
part('top-up').addEventListener('click', () => open('account', { aside: true }))
part('password').form.addEventListener('submit', (event) => {
  event.preventDefault()
  void pay()
})
part('password').addEventListener('input', ({ target }) => {
  typed(target.value.replaceAll(/\D/g, ''))
  say('')
})
addEventListener('keydown', (event) => {
  // A key held down from one screen must not press the next one's button.
  if (event.key === 'Enter' && event.repeat) event.preventDefault()
  // A list that is open takes Escape for itself.
  if (event.key === 'Escape' && isPlace() && screen() !== 'home' && !isBusy() && !event.target.closest?.('select')) goBack()
})
addEventListener('hashchange', () => {
  isAddressNew = true
  followAddress()
})
whenEnded(look)
readyWallets(() => {
  writeTitle()
  if (screen() === 'code') openCode()
})
writeTitle()
readyToScan()
readyToShow()
readyAccount()
readyTools()
runClock()
followAddress()
