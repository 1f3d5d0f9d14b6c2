import { element, part } from './element.js'
import { fillList } from './keyed-list.js'
import { yuan } from './money.js'
import { entryRow } from './bill.js'
import { take } from './scan.js'
import { isBusy } from './turn.js'
import { nameOf } from './wallets.js'
import { when } from './when.js'

const RECENT = 3

/** Writes the picture on the wallet's first screen. */
export function showHome({ now, merchant, account, balance_fen, on_screen, history }) {
  part('account-name').textContent = account.name
  part('balance').textContent = yuan(balance_fen)
  part('source').textContent = `${account.name} · 余 ¥${yuan(balance_fen)}`
  fillList(part('codes'), on_screen, { keyOf: ({ content }) => content, draw: (code) => codeRow(code, { now, merchant }) })
  part('no-codes').hidden = on_screen.length > 0
  fillList(part('recent'), history.slice(0, RECENT), entryRow(now))
  part('no-recent').hidden = history.length > 0
  part('open-bill').hidden = history.length === 0
}

function codeRow({ provider, content, subject, amount_fen, created_at }, { now, merchant }) {
  const button = element('button', { 'type': 'button', 'class': 'row', 'data-phone-part': 'code-on-screen' },
    element('span', { class: 'row-what' }, element('span', { class: 'row-title' }, subject), element('span', { class: 'row-note' }, `${nameOf(provider)} · ${merchant} · ${when(created_at, now)}`)),
    element('span', { class: 'row-amount' }, `¥${yuan(amount_fen)}`))
  button.addEventListener('click', () => { if (!isBusy()) take(content) })
  return element('li', {}, button)
}
