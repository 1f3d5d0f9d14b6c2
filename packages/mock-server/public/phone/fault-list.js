import { element, part } from './element.js'
import { FAULT_WORDS, GROUPS } from './fault-words.js'

/** Draws every fault with its switch; `switched` is told a fault's name and whether it is to be on, `chosen` that its choice is another. */
export function drawFaults({ switched, chosen }) {
  const groups = Object.entries(GROUPS).map(([group, title]) => {
    const rows = Object.entries(FAULT_WORDS).filter(([, words]) => words.group === group).map(([name, words]) => faultRow(name, words, { switched, chosen }))
    return element('section', { 'aria-labelledby': `faults-${group}` }, element('h2', { id: `faults-${group}` }, title), element('ul', { class: 'list' }, ...rows))
  })
  part('faults').append(...groups)
}

function faultRow(name, { name: title, what, client, choice }, { switched, chosen }) {
  const words = element('summary', {},
    element('span', { class: 'fault-head' }, element('span', { class: 'fault-name', id: `fault-${name}` }, title), element('span', { class: 'fault-terms' })),
    element('span', { class: 'row-note', id: `fault-${name}-what` }, what))
  const more = element('div', { class: 'fault-more' }, element('p', {}, element('b', {}, '该怎么做 '), client), element('p', { class: 'number fault-order', hidden: '' }))
  const toggle = element('button', { 'type': 'button', 'class': 'switch', 'data-phone-part': 'switch', 'data-name': name, 'role': 'switch', 'aria-checked': 'false', 'aria-labelledby': `fault-${name}`, 'aria-describedby': `fault-${name}-what` })
  toggle.addEventListener('click', () => switched(name, toggle.getAttribute('aria-checked') !== 'true'))
  return element('li', { 'class': 'fault', 'data-fault': name }, element('details', {}, words, more), toggle, ...(choice ? [choiceRow(choice, () => chosen(name))] : []))
}

function choiceRow({ label, options }, chosen) {
  const select = element('select', {}, ...options.map(([value, text]) => element('option', { value: value ?? '' }, text)))
  select.addEventListener('change', chosen)
  return element('label', { class: 'fault-choice' }, label, select)
}

/** What is chosen of a fault that leaves a choice, as the wallet takes it. */
export function choiceOf(name) {
  const { choice } = FAULT_WORDS[name]
  const value = choice && rowOf(name).querySelector('select').value
  return value ? { [choice.field]: Number(value) } : {}
}

/** Shows which faults are in force, on what terms. Of one in force for several, it tells of the last. */
export function showFaults(active, now) {
  for (const name of Object.keys(FAULT_WORDS)) {
    const row = rowOf(name)
    const scenario = active.findLast((one) => one.name === name)
    row.querySelector('.switch').setAttribute('aria-checked', String(scenario !== undefined))
    row.querySelector('.fault-terms').textContent = scenario ? termsOf(scenario, now) : ''
    row.querySelector('.fault-order').hidden = !scenario?.trade_no
    row.querySelector('.fault-order').textContent = scenario?.trade_no ? `只对订单 ${scenario.trade_no}` : ''
  }
}

function termsOf({ trade_no, times, ends_at, ms }, now) {
  const terms = [trade_no && '单笔', times && `剩 ${times} 次`, ends_at && `剩 ${Math.max(0, Math.ceil((ends_at - now) / 1000))} 秒`, ms && `${ms / 1000} 秒`]
  return terms.filter(Boolean).join(' · ')
}

const rowOf = (name) => document.querySelector(`[data-fault="${name}"]`)
