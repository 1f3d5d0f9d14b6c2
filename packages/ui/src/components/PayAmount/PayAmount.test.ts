import { mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { PayAmount } from '.'

it.each([
  [1, '¥0.01'],
  [10, '¥0.10'],
  [29, '¥0.29'],
  [19900, '¥199.00'],
  [123456789, '¥1,234,567.89'],
  [Number.MAX_SAFE_INTEGER, '¥90,071,992,547,409.91'],
])('shows %s fen as %s', (amountFen, text) => {
  expect(mount(PayAmount, { props: { amountFen } }).text()).toBe(text)
})

it('sets the sign apart, and long amounts smaller', () => {
  const long = mount(PayAmount, { props: { amountFen: 123456789 } })
  expect(long.get('.pay-amount-sign').text()).toBe('¥')
  expect(long.get('[data-pay-part="amount"]').attributes('data-pay-length')).toBe('long')
})
