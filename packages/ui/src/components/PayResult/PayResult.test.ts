import { mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { PayResult } from '.'

it.each([
  ['paid', '支付成功'],
  ['closed', '订单已取消'],
  ['failed', '没能下单'],
  ['expired', '订单已过期'],
  ['unknown', '请勿重复支付'],
] as const)('tells %s by words and by a shape of its own', (kind, title) => {
  const wrapper = mount(PayResult, { props: { kind } })
  expect(wrapper.get('[data-pay-part="result-title"]').text()).toBe(title)
  expect(wrapper.get('svg').classes()).toContain(`pay-icon-${kind}`)
})

it('takes other words, and more below them', () => {
  const wrapper = mount(PayResult, { props: { kind: 'paid', title: '谢谢', text: '请取餐' }, slots: { default: '<i>A-17</i>' } })
  expect(wrapper.text()).toContain('谢谢请取餐A-17')
})
