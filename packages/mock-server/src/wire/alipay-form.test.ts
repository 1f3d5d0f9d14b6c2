import { assert, dictionary, property, string } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AlipayFormError, decodeParams, encodingOf, readAlipayForm, writeAlipayForm } from './alipay-form'

const decoded = (...texts: string[]): object => ({ ...decodeParams(readAlipayForm(...texts), 'utf-8') })

describe('Alipay\'s parameters', () => {
  test('of the query and the form are one set', () => {
    expect(decoded('app_id=1&subject=%E7%A7%8B+%E8%A3%A4', 'biz_content=%7B%22a%22%3A%22b%3Dc%22%7D&empty=')).toStrictEqual({ app_id: '1', subject: '秋 裤', biz_content: '{"a":"b=c"}', empty: '' })
  })

  test('come back as they were written', () => {
    assert(property(dictionary(string({ unit: 'grapheme-ascii', minLength: 1 }), string({ unit: 'grapheme' })), (params) => {
      expect(decoded(writeAlipayForm(params))).toStrictEqual({ ...params })
    }))
  })

  test('in GBK are read by the charset that they name', () => {
    const params = readAlipayForm('charset=GBK&subject=%C7%EF%BF%E3')
    expect(encodingOf(params)).toBe('gbk')
    expect({ ...decodeParams(params, 'gbk') }).toStrictEqual({ charset: 'GBK', subject: '秋裤' })
  })

  test.each([['', 'utf-8'], ['utf-8', 'utf-8'], ['UTF8', 'utf-8'], ['gb2312', 'gbk'], ['utf-16', undefined], ['__proto__', undefined]])('charset %s is %s', (charset, encoding) => {
    expect(encodingOf({ charset })).toBe(encoding)
  })

  test.each(['app_id=1&app_id=2', 'app_id=1&%61pp_id=1', Array.from({ length: 201 }, (_, index) => `p${index}=1`).join('&')])('rule 8: are refused where readers would differ, number %#', (text) => {
    expect(() => readAlipayForm(text)).toThrow(AlipayFormError)
  })

  test('rule 8: are refused when one comes in the query and in the form', () => {
    expect(() => readAlipayForm('notify_url=a', 'notify_url=b')).toThrow(AlipayFormError)
  })

  test('rule 8: have no prototype to reach', () => {
    const params = readAlipayForm('__proto__=1&constructor=2')
    expect(Object.getPrototypeOf(params)).toBeNull()
    expect(params['toString']).toBeUndefined()
  })

  test.each(['a=%FF', 'a=%E7%A7'])('that are no UTF-8 are refused: %s', (text) => {
    expect(() => decodeParams(readAlipayForm(text), 'utf-8')).toThrow(AlipayFormError)
  })

  test('keep a percent sign that escapes nothing', () => {
    expect(decoded('a=100%&b=%zz')).toStrictEqual({ a: '100%', b: '%zz' })
  })
})
