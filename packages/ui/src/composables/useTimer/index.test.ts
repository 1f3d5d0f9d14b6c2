import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { useTimer } from '.'

const act = vi.fn()
let scope = effectScope()
const timer = (delayMs = () => 1_000) => scope.run(() => useTimer(act, delayMs)) ?? expect.unreachable()

beforeEach(() => {
  vi.useFakeTimers()
  act.mockClear()
  scope = effectScope()
})
afterEach(() => {
  scope.stop()
  vi.useRealTimers()
})

it('acts once, after its time, and not before it is started', () => {
  const { start, isPending } = timer()
  vi.advanceTimersByTime(5_000)
  expect(act).not.toHaveBeenCalled()
  start()
  expect(isPending.value).toBe(true)
  vi.advanceTimersByTime(999)
  expect(act).not.toHaveBeenCalled()
  vi.advanceTimersByTime(5_000)
  expect(act).toHaveBeenCalledTimes(1)
  expect(isPending.value).toBe(false)
})

it('started again begins anew, with the time as it is then', () => {
  let delayMs = 1_000
  const { start } = timer(() => delayMs)
  start()
  vi.advanceTimersByTime(900)
  delayMs = 2_000
  start()
  vi.advanceTimersByTime(1_999)
  expect(act).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  expect(act).toHaveBeenCalledTimes(1)
})

it.each(['stopped', 'left with its scope'])('%s acts no more', (how) => {
  const { start, stop, isPending } = timer()
  start()
  if (how === 'stopped') stop()
  else scope.stop()
  vi.advanceTimersByTime(5_000)
  expect(act).not.toHaveBeenCalled()
  expect(isPending.value).toBe(false)
})
