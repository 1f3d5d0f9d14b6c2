import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { createApp, defineComponent, h, nextTick, ref } from 'vue'
import { createPayUI, PayAmount, PayResult, type PayUIOptions } from './index'
import { currentPayUI } from './plugin'
import { settle } from './test/screen'

const Both = defineComponent(() => () => [h(PayResult, { kind: 'unknown' }), h(PayAmount, { amountFen: 123456789 })])
const show = (options: PayUIOptions) => mount(Both, { global: { plugins: [createPayUI(options)] } })

describe('the language', () => {
  it('is Simplified Chinese unless another is asked for', () => {
    const wrapper = show({})
    expect(wrapper.text()).toContain('请勿重复支付')
    expect(wrapper.get('.pay-amount').text()).toBe('¥1,234,567.89')
  })

  it('is fetched, and stands in the texts and amounts once it is there', async () => {
    const wrapper = show({ locale: 'en-GB' })
    await settle()
    expect(wrapper.text()).toContain('Please don’t pay again')
    expect(wrapper.get('.pay-amount').text()).toBe('CN¥1,234,567.89')
  })

  it('changes with a ref, there and back', async () => {
    const locale = ref('zh-TW')
    const wrapper = show({ locale })
    await settle()
    expect(wrapper.text()).toContain('請勿重複付款')
    locale.value = 'en'
    await settle()
    expect(wrapper.text()).toContain('Please don’t pay again')
    locale.value = 'zh-CN'
    await settle()
    expect(wrapper.text()).toContain('请勿重复支付')
  })

  it('that comes late is not shown over the one that was chosen meanwhile', async () => {
    const locale = ref('en')
    const wrapper = show({ locale })
    locale.value = 'zh-CN'
    await settle()
    expect(wrapper.text()).toContain('请勿重复支付')
  })

  it('keeps the shop’s own words', async () => {
    const wrapper = show({ locale: 'en', messages: { result: { unknown: { title: 'Hold on' } } } })
    await settle()
    expect(wrapper.text()).toContain('Hold on')
    expect(wrapper.text()).toContain('Money you paid is safe')
  })
})

describe('what is opened from outside the components', () => {
  it('shares with the page’s app for as long as that lives', async () => {
    const app = createApp({ render: () => null }).use(createPayUI({ theme: 'dark' }))
    app.mount(document.createElement('div'))
    expect(currentPayUI()?.theme).toBe('dark')
    app.unmount()
    await nextTick()
    expect(currentPayUI()).toBeUndefined()
  })
})
