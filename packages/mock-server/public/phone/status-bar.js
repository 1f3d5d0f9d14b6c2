import { timeOfDay } from './when.js'

/** Keeps the clock at the top of the phone. */
export function runClock() {
  const clock = document.querySelector('#clock')
  const tick = () => { clock.textContent = timeOfDay() }
  tick()
  setInterval(tick, 5000)
}
