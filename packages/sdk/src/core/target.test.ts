import { describe, expect, it } from 'vitest'
import { isOnOrigin, isSafeTarget } from './target'

const LAN = 'http://192.168.1.7:8787'

describe('rule 8: a payer is sent to no hostile address', () => {
  it.each([
    ['https://openapi.alipay.com/gateway.do?x=1', undefined, true],
    ['http://127.0.0.1:8788/pay', undefined, true],
    ['http://localhost/pay', undefined, true],
    ['http://[::1]:8788/pay', undefined, true],
    ['http://192.168.1.7:8788/pay', LAN, true],
    ['http://192.168.1.8:8788/pay', LAN, false],
    ['http://192.168.1.7:8788/pay', undefined, false],
    ['http://pay.test/', undefined, false],
    ['http://127.0.0.1.evil.test/', undefined, false],
    ['https://wx.tenpay.com@evil.test/', undefined, false],
    ['https://user:secret@pay.test/', undefined, false],
    ['http://u@127.0.0.1/', undefined, false],
    ['http://:p@127.0.0.1/', undefined, false],
    ['javascript:alert(1)', undefined, false],
    ['data:text/html,x', undefined, false],
    ['file:///etc/passwd', 'file:///x', false],
    ['weixin://wap/pay', undefined, false],
    ['//pay.test/', undefined, false],
    ['/pay', LAN, false],
    ['', undefined, false],
    [undefined, undefined, false],
    [['https://pay.test/'], undefined, false],
    ['http://pay.test/', 'no address', false],
  ])('%j at the backend %j: %j', (address, backend, expected) => {
    expect(isSafeTarget(address, backend)).toBe(expected)
  })
})

describe('rule 8: nudges come from the backend\'s own origin', () => {
  it.each([
    ['http://192.168.1.7:8787/events?nonce=1', LAN, true],
    ['http://192.168.1.7:8788/events', LAN, false],
    ['https://192.168.1.7:8787/events', LAN, false],
    ['/events', LAN, false],
    ['', LAN, false],
    ['nonsense', 'nonsense', false],
  ])('%j at %j: %j', (address, backend, expected) => {
    expect(isOnOrigin(address, backend)).toBe(expected)
  })
})
