import { mount } from '@vue/test-utils'
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { has, part, pass, textOf } from '../../test/screen'
import { openShop } from '../../test/shop'
import { FRAME_URL } from '../../test/ways'
import { createPayUI, PayFrame } from '../../index'

beforeEach(() => {
  vi.useFakeTimers()
  return () => {
    vi.useRealTimers()
    vi.restoreAllMocks()
  }
})

function show(url = FRAME_URL) {
  const wrapper = mount(PayFrame, { attachTo: document.body, props: { url, provider: '支付宝' }, global: { plugins: [createPayUI({ client: openShop().client })] } })
  onTestFinished(() => wrapper.unmount())
  const frame = document.querySelector('iframe')
  /** What a browser tells of a frame: another site's document can't be read. */
  const load = async (document: object | null) => {
    if (frame) Object.defineProperty(frame, 'contentDocument', { value: document, configurable: true })
    frame?.dispatchEvent(new Event('load'))
    await pass(0)
  }
  return { wrapper, frame, load, state: () => part('frame').dataset['payFrame'] }
}

const link = () => part('frame-link').getAttributeNames().filter((name) => !name.startsWith('data-') && name !== 'class').map((name) => [name, part('frame-link').getAttribute(name)])
const LINK = [['href', FRAME_URL], ['target', '_blank'], ['rel', 'noopener'], ['referrerpolicy', 'strict-origin']]

describe('a wallet’s page in a frame', () => {
  it('has a sandbox without the shop’s page in it, a name, and a way to a tab of its own', async () => {
    const { frame, load, wrapper, state } = show()
    expect(frame?.getAttribute('sandbox')?.split(' ').sort()).toEqual(['allow-forms', 'allow-same-origin', 'allow-scripts'])
    expect(frame?.title).toBe('支付宝的付款页面')
    expect(frame?.getAttribute('referrerpolicy')).toBe('strict-origin')
    expect([state(), link()]).toEqual(['loading', LINK])
    await load(null)
    await pass(60_000)
    expect([state(), wrapper.emitted('shown'), wrapper.emitted('blocked'), link()]).toEqual(['shown', [[]], undefined, LINK])
  })

  it('of the shop’s own origin is a stranger: with its scripts it could take its sandbox off', () => {
    const { frame } = show(`${location.origin}/framed`)
    expect(frame?.getAttribute('sandbox')).toBe('allow-scripts allow-forms')
  })

  it.each([
    ['says nothing for 15 s', 'slow', async () => pass(15_000)],
    ['loads empty', 'empty', async (load: (document: object | null) => Promise<void>) => load({ URL: 'about:blank' })],
    ['is kept out by the page’s own policy', 'refused', async () => violate({ effectiveDirective: 'frame-src', blockedURI: 'https://excashier.alipay.test' })],
  ] as const)('that %s makes room for words and the tab', async (_how, why, act) => {
    const { load, state, wrapper } = show()
    await act(load)
    expect([state(), wrapper.emitted('blocked'), document.querySelector('iframe')]).toEqual([why, [[why]], null])
    expect(textOf('frame-words')).toContain('请在新标签页付款')
    expect(link()).toEqual(LINK)
  })

  it.each([
    [{ effectiveDirective: 'img-src', blockedURI: 'https://excashier.alipay.test' }], [{ effectiveDirective: 'frame-src', blockedURI: 'https://other.test' }],
    [{ effectiveDirective: 'frame-src', blockedURI: 'data' }], [{ effectiveDirective: 'frame-src', blockedURI: 'https://excashier.alipay.test', disposition: 'report' }],
  ])('is not given up for what a policy says of something else: %j', async (violation) => {
    const { state } = show()
    await violate(violation)
    expect(state()).toBe('loading')
  })

  it.each(['javascript:alert(1)', 'data:text/html,x', 'http://evil.test/', 'https://user@evil.test/', 'about:blank', '//evil.test', '', 'blob:https://a/b'])('rule 8: is not shown, nor linked to, at %s', (url) => {
    const { state, wrapper } = show(url)
    expect([state(), document.querySelector('iframe'), has('frame-link')]).toEqual(['unsafe', null, false])
    expect(wrapper.emitted('blocked')).toEqual([['unsafe']])
    expect(textOf('frame-words')).toContain('不安全')
  })

  it('begins anew for another address, and tells nobody after it has gone', async () => {
    const { wrapper, state, load } = show()
    const onBlocked = vi.fn()
    await wrapper.setProps({ onBlocked })
    await load({ URL: 'about:blank' })
    await wrapper.setProps({ url: `${FRAME_URL}2` })
    expect(state()).toBe('loading')
    wrapper.unmount()
    await violate({ effectiveDirective: 'frame-src', blockedURI: 'https://excashier.alipay.test' })
    await pass(15_000)
    expect(onBlocked.mock.calls).toEqual([['empty']])
  })
})

async function violate(told: object): Promise<void> {
  document.dispatchEvent(Object.assign(new Event('securitypolicyviolation'), { disposition: 'enforce', ...told }))
  await pass(0)
}
