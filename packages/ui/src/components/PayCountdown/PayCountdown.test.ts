import { mount } from '@vue/test-utils'
import { beforeEach, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { PayCountdown } from '.'

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 })
  return () => vi.useRealTimers()
})

const countdown = (leftMs: number) => mount(PayCountdown, { props: { deadlineAt: Date.now() + leftMs } })
const spoken = (wrapper: ReturnType<typeof countdown>) => wrapper.get('[data-pay-part="live-countdown"]').text()
const pass = async (ms: number) => {
  await vi.advanceTimersByTimeAsync(ms)
  await nextTick()
}

it('counts what is left until the deadline', async () => {
  const wrapper = countdown(300_000)
  const timer = wrapper.get('[role="timer"]')
  expect(timer.text()).toBe('剩余 05:00')
  await pass(1_000)
  expect(timer.text()).toBe('剩余 04:59')
  await pass(299_000)
  expect(timer.text()).toBe('剩余 00:00')
  expect(vi.getTimerCount()).toBe(0)
})

it('shows hours where there are any', () => {
  expect(countdown(7_199_000).text()).toContain('1:59:59')
})

it('is right at once after the tab slept', async () => {
  const wrapper = countdown(300_000)
  vi.setSystemTime(Date.now() + 120_000)
  await pass(1_000)
  expect(wrapper.get('[role="timer"]').text()).toBe('剩余 02:59')
})

it('follows a deadline that the server moved', async () => {
  const wrapper = countdown(60_000)
  await wrapper.setProps({ deadlineAt: Date.now() + 120_000 })
  expect(wrapper.get('[role="timer"]').text()).toBe('剩余 02:00')
})

it('speaks at three minutes, sixty and thirty seconds, and else keeps still', async () => {
  const wrapper = countdown(182_000)
  expect(spoken(wrapper)).toBe('')
  await pass(2_000)
  expect(spoken(wrapper)).toBe('付款时间还剩 3 分钟')
  await pass(119_000)
  expect(spoken(wrapper)).toBe('付款时间还剩 3 分钟')
  await pass(1_000)
  expect(spoken(wrapper)).toBe('付款时间还剩 60 秒')
  await pass(30_000)
  expect(spoken(wrapper)).toBe('付款时间还剩 30 秒')
})

it('speaks once after a sleep over two marks', async () => {
  const wrapper = countdown(200_000)
  vi.setSystemTime(Date.now() + 150_000)
  await pass(1_000)
  expect(spoken(wrapper)).toBe('付款时间还剩 60 秒')
})

it('leaves no timer behind', () => {
  countdown(60_000).unmount()
  expect(vi.getTimerCount()).toBe(0)
})
