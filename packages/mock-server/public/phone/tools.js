import { part } from './element.js'
import { readyFaults, showFaultPanel } from './fault-panel.js'
import { say } from './message.js'
import { aheadOf, readyTime, showTime } from './wallet-time.js'

const TABS = ['faults', 'time']

/** Shows the tools as they stand, and on the wallet's first screen that they are in use. */
export function showTools(picture) {
  showFaultPanel(picture)
  showTime(picture)
  const count = new Set(picture.faults.map(({ name }) => name)).size
  const ahead = aheadOf(picture.now, Date.now())
  const use = [count && `已开启 ${count} 个故障`, ahead && `时间快 ${ahead}`].filter(Boolean).join(' · ')
  part('tools-in-use').textContent = use
  part('screen').toggleAttribute('data-tools-in-use', use !== '')
}

function turnTo(tab) {
  for (const name of TABS) {
    part(`tab-${name}`).setAttribute('aria-selected', String(name === tab))
    part(`tab-${name}`).tabIndex = name === tab ? 0 : -1
    part(`panel-${name}`).hidden = name !== tab
  }
}

/** Makes the tools work. */
export function readyTools() {
  for (const [index, name] of TABS.entries()) {
    part(`tab-${name}`).addEventListener('click', () => {
      turnTo(name)
      say('')
    })
    part(`tab-${name}`).addEventListener('keydown', ({ key }) => {
      if (!['ArrowLeft', 'ArrowRight'].includes(key)) return
      const other = TABS[(index + 1) % TABS.length]
      turnTo(other)
      part(`tab-${other}`).focus()
    })
  }
  readyFaults()
  readyTime()
}
