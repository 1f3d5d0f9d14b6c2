import { element, part } from './element.js'
import { fillList } from './keyed-list.js'
import { complain, say } from './message.js'
import { fenOf, yuan } from './money.js'
import { request } from './turn.js'

let balanceFen = 0

/** Writes the accounts and their money. */
export function showAccount({ account, accounts, balance_fen }) {
  balanceFen = balance_fen
  part('funds-balance').textContent = yuan(balance_fen)
  fillList(part('accounts'), accounts, { keyOf: ({ openid, name }) => `${openid} ${name}`, draw: accountRow })
  for (const radio of part('accounts').querySelectorAll('input')) radio.checked = radio.value === account.openid
}

function accountRow({ openid, name }) {
  const radio = element('input', { type: 'radio', name: 'account', value: openid })
  radio.addEventListener('change', () => { void switchTo(openid, name) })
  return element('label', { class: 'row' }, radio, element('span', { class: 'row-what' }, element('span', { class: 'row-title' }, name), element('span', { class: 'row-note number' }, openid)))
}

function switchTo(openid, name) {
  return request('account', { openid }, {
    words: '正在切换…',
    answered: (picture) => {
      showAccount(picture)
      say(`已切换到${name}`, 'passing')
    },
    refused: ({ message }) => say(message, 'wrong'),
  })
}

function change(amountFen) {
  return request('balance', { amount_fen: amountFen }, {
    words: '正在办理…',
    answered: (picture) => {
      part('funds').value = ''
      showAccount(picture)
      say(`${amountFen > 0 ? '已充值' : '已转出'} ¥${yuan(Math.abs(amountFen))}`, 'passing')
    },
    refused: ({ message }) => complain(message, 'funds'),
  })
}

function changeTyped(sign) {
  const fen = fenOf(part('funds').value)
  if (!fen) return complain('金额应如 100 或 0.01', 'funds')
  return change(sign * fen)
}

/** Makes the accounts work. */
export function readyAccount() {
  for (const button of document.querySelectorAll('[data-fen]')) button.addEventListener('click', () => { void change(Number(button.dataset.fen)) })
  part('funds').form.addEventListener('submit', (event) => {
    event.preventDefault()
    void changeTyped(1)
  })
  part('funds').addEventListener('input', () => {
    part('funds').removeAttribute('aria-invalid')
    say('')
  })
  part('take-out').addEventListener('click', () => { void changeTyped(-1) })
  part('empty').addEventListener('click', () => { if (balanceFen > 0) void change(-Math.min(balanceFen, 100_000_000)) })
}
