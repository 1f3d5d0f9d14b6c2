import { steer } from './api.js'
import { part } from './element.js'
import { choiceOf, drawFaults, showFaults } from './fault-list.js'
import { scope, showScope } from './fault-scope.js'
import { FAULT_WORDS } from './fault-words.js'
import { say } from './message.js'
import { request } from './turn.js'

const NAMED = 2
let active = []
let now = 0

/** Shows which faults are in force. */
export function showFaultPanel(picture) {
  now = picture.now
  showScope(picture)
  show(picture.faults)
}

function show(faults) {
  active = faults
  showFaults(active, now)
  const names = [...new Set(active.map(({ name }) => FAULT_WORDS[name].name))]
  tell(part('faults-count'), names.length ? `已开启 ${names.length} 个故障` : '没有开启故障')
  tell(part('faults-names'), names.length ? `${names.slice(0, NAMED).join('、')}${names.length > NAMED ? ` 等 ${names.length} 个` : ''}` : '一切正常')
  part('calm').hidden = names.length === 0
}

// What is written again is read aloud again.
function tell(target, text) {
  if (target.textContent !== text) target.textContent = text
}

function change(body) {
  return request('scenario', body, {
    by: steer,
    words: '正在设置…',
    answered: (answer) => show(answer.active),
    refused: ({ message }) => say(message, 'wrong'),
  })
}

function switchTo(name, on) {
  if (!on) return change({ name, stop: true })
  const terms = scope()
  if (terms.trade_no && FAULT_WORDS[name].isEarly) return say('这个故障发生在下单时，只能对所有订单开启', 'wrong')
  return change({ name, ...terms, ...choiceOf(name) })
}

/** A fault in force goes on for the same order, on the new terms. */
function chooseAgain(name) {
  const scenario = active.findLast((one) => one.name === name)
  if (!scenario) return
  const { trade_no, times } = scenario
  void change({ name, trade_no, times, ...choiceOf(name) })
}

async function calm() {
  await change({ name: 'none' })
  // The button is gone, and must not take the keyboard's place with it.
  if (part('calm').hidden) part('tab-faults').focus({ preventScroll: true })
}

/** Makes the faults work. */
export function readyFaults() {
  drawFaults({ switched: (name, on) => { void switchTo(name, on) }, chosen: chooseAgain })
  part('calm').addEventListener('click', () => { void calm() })
  part('fault-order').addEventListener('change', () => say(''))
}
