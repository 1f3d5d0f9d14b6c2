import { describe, expect, it } from 'vitest'
import { checkPaymentCode, providerOfPaymentCode } from './payment-code'

describe('payment codes', () => {
  it.each([
    ['100000000000000000', 'wechat'], ['159999999999999999', 'wechat'], ['13 4567 8901 2345 6789', 'wechat'], ['134567890123456789\r\n', 'wechat'],
    ['2512345678901234', 'alipay'], ['309999999999999999999999', 'alipay'], ['280000000000000000', 'alipay'],
    ['910728310408849937', 'qq'],
    ['160000000000000000', undefined], ['13456789012345678', undefined], ['1345678901234567890', undefined], ['251234567890123', undefined],
    ['3000000000000000000000000', undefined], ['2400000000000000', undefined], ['3100000000000000', undefined], ['92072831040884993', undefined],
    ['9107283104088499370', undefined], ['x134567890123456789', undefined], ['', undefined],
    // A code within a longer one is none.
    ['x2512345678901234', undefined], ['9912345678901234', undefined], ['0910728310408849937', undefined], ['x910728310408849937', undefined],
  ] as const)('%j is one of %j', (code, provider) => {
    expect(providerOfPaymentCode(code)).toBe(provider)
  })

  it('comes back without blanks', () => {
    expect(checkPaymentCode(' 1345 67890123456789\n', 'wechat')).toBe('134567890123456789')
  })

  it.each(['134567890123456789', 'nonsense', '', undefined, 13456789012345])('rule 8: %j, which is no alipay code, is refused without being repeated', (code) => {
    let error: unknown
    try {
      checkPaymentCode(code, 'alipay')
    } catch (thrown) {
      error = thrown
    }
    expect(error).toMatchObject({ code: 605, message: '605: incorrect parameter type: this is no alipay payment code', hint: expect.stringContaining('scan it again') })
    expect(JSON.stringify(error)).not.toMatch(/1345678|nonsense/)
  })
})
