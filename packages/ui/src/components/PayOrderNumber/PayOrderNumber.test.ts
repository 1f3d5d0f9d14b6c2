import { mount } from '@vue/test-utils'
import { beforeEach, expect, it, vi } from 'vitest'
import { flushPromises } from '@vue/test-utils'
import { PayOrderNumber } from '.'

const NUMBER = 'T20261121000000000001'
const show = () => mount(PayOrderNumber, { props: { value: NUMBER }, attachTo: document.body })
const press = async (wrapper: ReturnType<typeof show>) => {
  await wrapper.get('button').trigger('click')
  await flushPromises()
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  return () => {
    vi.useRealTimers()
    vi.restoreAllMocks()
  }
})

it('copies the whole number and says so in place, for a while', async () => {
  const writeText = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
  const wrapper = show()
  await press(wrapper)
  expect(writeText).toHaveBeenCalledWith(NUMBER)
  expect(wrapper.get('button').text()).toBe('已复制')
  expect(wrapper.get('button').attributes('aria-label')).toBe('已复制 订单号')
  expect(wrapper.emitted('copied')).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(2_000)
  expect(wrapper.get('button').text()).toBe('复制')
})

it.each([[true, '已复制', 1], [false, '已选中，请手动复制', 0]])('selects it where there is no clipboard; the browser then copies: %s', async (copies, text, told) => {
  vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('not allowed'))
  const selected = vi.spyOn(Selection.prototype, 'selectAllChildren').mockImplementation(() => {})
  Object.assign(document, { execCommand: () => copies })
  const wrapper = show()
  await press(wrapper)
  expect(selected).toHaveBeenCalledWith(wrapper.get('[data-pay-part="order-number"]').element)
  expect(wrapper.get('button').text()).toBe(text)
  expect(wrapper.emitted('copied') ?? []).toHaveLength(told)
})
