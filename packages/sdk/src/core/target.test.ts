import { describe, expect, it } from 'vitest'
import { BACKEND, HOSTILE, SAFE } from '../../test/support/targets'
import { isOnOrigin, isSafeTarget } from './target'

describe('rule 8: a payer is sent to no hostile address', () => {
  it.each(HOSTILE)('%s', (_why, address) => {
    expect(isSafeTarget(address, BACKEND)).toBe(false)
    expect(isSafeTarget(address, undefined)).toBe(false)
  })

  it.each(SAFE)('%s is none', (_what, address) => {
    expect(isSafeTarget(address, BACKEND)).toBe(true)
  })

  it.each([
    ['http://192.168.1.7:8788/pay', undefined, false],
    ['http://pay.test/', 'no address', false],
    ['http://pay.test/', '', false],
    ['file:///etc/passwd', 'file:///x', false],
    ['javascript:alert(1)', 'javascript:alert(1)', false],
    ['http://pay.test:9/', 'https://pay.test', true],
    ['https://xn--fiq228c.test/pay', 'https://xn--fiq228c.test', true],
    ['https://xn--fiq228c.test/pay', 'https://中文.test', true],
  ])('%j at the backend %j: %j', (address, backend, expected) => {
    expect(isSafeTarget(address, backend)).toBe(expected)
  })
})

describe('rule 8: nudges come from the backend\'s own origin', () => {
  it.each([
    ['http://192.168.1.7:8787/events?nonce=1', BACKEND, true],
    ['http://192.168.1.7:8788/events', BACKEND, false],
    ['https://192.168.1.7:8787/events', BACKEND, false],
    ['/events', BACKEND, false],
    ['', BACKEND, false],
    ['nonsense', 'nonsense', false],
    ['http://192.168.1.7:8787/events', 'nonsense', false],
  ])('%j at %j: %j', (address, backend, expected) => {
    expect(isOnOrigin(address, backend)).toBe(expected)
  })
})
