import { mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { PayNetwork } from '.'

it('keeps still while all is well', () => {
  expect(mount(PayNetwork, { props: { health: 'ok' } }).text()).toBe('')
})

it.each([['unstable', '网络不稳定，正在重试。已付款不会丢失'], ['offline', '网络已断开，恢复后自动继续。已付款不会丢失']] as const)('says that the payment is safe while %s', (health, text) => {
  expect(mount(PayNetwork, { props: { health } }).text()).toBe(text)
})

it('does not speak of a payment while an order is only being made', () => {
  expect(mount(PayNetwork, { props: { health: 'unstable', creating: true } }).text()).toBe('网络不稳定，正在重试。还没有扣款')
})

it.each([[3_000, '现在'], [47_000, '40秒钟前'], [125_000, '2分钟前']])('says how long ago the last answer was: %s ms', (elapsedMs, text) => {
  const wrapper = mount(PayNetwork, { props: { health: 'unstable', lastAnswerAt: 1_000, now: () => 1_000 + elapsedMs } })
  expect(wrapper.get('[data-pay-part="network-since"]').text()).toBe(`上次查到结果：${text}`)
})
