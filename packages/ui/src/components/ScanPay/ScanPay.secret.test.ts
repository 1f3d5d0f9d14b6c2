import { HError, memoryStorage } from '@baas-pay/sdk'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { openCounter, openTill, scan, WECHAT } from '../../test/counter'
import { part, pass, press } from '../../test/screen'
import { silence } from '../../test/shop'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  return () => vi.useRealTimers()
})

const lost = () => Promise.reject(new HError(600, undefined, { retryable: true }))

/** Digits of the code that nothing but its request may have. */
const MIDDLE = WECHAT.slice(4, 14)

describe('rule 8: a payment code is on no screen and in no attribute, emit, log or store', () => {
  it.each([
    ['charging', { create: silence }, {}],
    ['confirming', {}, { tradeState: 'USERPAYING' }],
    ['paid', {}, { status: 'success' }],
    ['refused', {}, { status: 'failed', tradeState: 'PAYERROR' }],
    ['refused', { create: () => Promise.reject(new HError(400, `auth_code ${WECHAT} is wrong`)) }, {}],
    ['unknown', { create: lost, find: lost }, {}],
    ['reversed', {}, { tradeState: 'REVOKED' }],
  ] as const)('%s', async (screen, answers, told) => {
    const storage = memoryStorage()
    const said: unknown[] = []
    const spies = (['log', 'info', 'warn', 'error', 'debug'] as const).map((name) => vi.spyOn(console, name).mockImplementation((...words: unknown[]) => void said.push(words)))
    const { shop, wrapper, see } = await openCounter({ shop: openTill({ storage }) })
    Object.assign(shop, answers, { told })
    await scan(WECHAT)
    await pass(screen === 'unknown' ? 15_000 : 0)
    await see(screen)
    const kept = storage.keys?.().map((key) => storage.get(key))
    const fields = [...document.querySelectorAll('input')].map(({ value }) => value)
    const errors = JSON.stringify(wrapper.emitted(), (_key, value: unknown) => (value instanceof Error ? [value.message, Object.entries(value)] : value))
    expect([document.documentElement.outerHTML, errors, JSON.stringify(kept), fields.join(), JSON.stringify(said), location.href, document.title].join('\n')).not.toContain(MIDDLE)
    expect(shop.asked.map(({ authCode }) => authCode)).toEqual(shop.calls.create > 0 ? [WECHAT] : [])
    for (const spy of spies) spy.mockRestore()
  })

  it('entered by hand it leaves the field as soon as it is sent', async () => {
    const { shop } = await openCounter()
    shop.create = silence
    await press('scan-type')
    const field = part('scan-field') as HTMLInputElement
    field.value = WECHAT
    await press('pay')
    expect(field.value).toBe('')
    expect(document.documentElement.outerHTML).not.toContain(MIDDLE)
  })
})
