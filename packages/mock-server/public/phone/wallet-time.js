import { steer } from './api.js'
import { part } from './element.js'
import { say } from './message.js'
import { request } from './turn.js'
import { when } from './when.js'

/** Two clocks are level within this. */
const LEVEL_MS = 30_000
const MINUTE_MS = 60_000
const UNITS = [[1440, '天'], [60, '小时'], [1, '分钟']]

/** How far the wallet's time is ahead of the real one, in words; nothing where they are level. */
export function aheadOf(now, real) {
  if (now - real < LEVEL_MS) return ''
  let minutes = Math.max(1, Math.round((now - real) / MINUTE_MS))
  const words = []
  for (const [size, unit] of UNITS) {
    if (minutes >= size) words.push(`${Math.floor(minutes / size)} ${unit}`)
    minutes %= size
  }
  return words.join(' ')
}

/** Shows the wallet's time. */
export function showTime({ now }) {
  const ahead = aheadOf(now, Date.now())
  const told = ahead ? `比现在快 ${ahead}` : '和现在一样'
  part('wallet-time').textContent = when(now, Date.now())
  if (part('wallet-ahead').textContent !== told) part('wallet-ahead').textContent = told
}

function advance(ms) {
  return request('clock', { advance_ms: ms }, {
    by: steer,
    words: '正在拨快，到点的事会逐一发生…',
    answered: ({ now_ms }) => showTime({ now: now_ms }),
    refused: ({ message }) => say(message, 'wrong'),
  })
}

/** Makes time move. */
export function readyTime() {
  for (const button of document.querySelectorAll('[data-advance]')) button.addEventListener('click', () => { void advance(Number(button.dataset.advance) * MINUTE_MS) })
}
