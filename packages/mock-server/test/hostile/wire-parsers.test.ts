import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readCommand } from '../../src/cli-options'
import { pageUrl } from '../../src/http/page-url'
import { H5Refusal } from '../../src/h5/refusal'
import { returnAddress } from '../../src/h5/return-address'
import { isSamePlace } from '../../src/h5/same-place'
import { providerOfQr } from '../../src/wallets/kinds'
import { formatBeijing, parseBeijing } from '../../src/wire/beijing-time'
import { openReqInfo, sealReqInfo } from '../../src/wire/req-info'
import { signTypeOf, signV2, verifyV2 } from '../../src/wire/v2-sign'
import { parseXml, XmlError } from '../../src/wire/xml'
import { fenFromYuan, yuanFromFen } from '../../src/wire/yuan'
import { nearText, outcome, RUNS, text, value } from './arbitraries'

const runs = { numRuns: RUNS * 3 }
const DIGITS = Array.from('0123456789')
const LENGTH = 65_000
const times = (piece: string): string => piece.repeat(Math.ceil(LENGTH / piece.length))

describe('rule 8: the XML reader', () => {
  const piece = fc.oneof(text, fc.constantFrom(
    '<xml>', '</xml>', '<root>', '</root>', '<a>', '</a>', '<a/>', '<__proto__>', '</__proto__>', '<![CDATA[', ']]>', '<!--', '-->', '<?xml version="1.0"?>', '<?', '?>', '<!DOCTYPE xml>', '<!ENTITY a "b">',
    '&lt;', '&#x41;', '&#xD800;', '&#0;', '&a;', '<a b="c">', '<a:b>', '</a:b>', '\u0000', '\n',
  ))

  test.each(['xml', 'root'] as const)('gives text by name without a prototype from <%s>, or its refusal', (root) => {
    fc.assert(fc.property(fc.array(piece, { maxLength: 12 }), fc.boolean(), (pieces, isWrapped) => {
      const read = outcome(() => parseXml(isWrapped ? `<${root}>${pieces.join('')}</${root}>` : pieces.join(''), root), XmlError)
      if (!('given' in read)) return
      expect(Object.getPrototypeOf(read.given)).toBeNull()
      for (const [name, field] of Object.entries(read.given)) expect([name, typeof field]).toStrictEqual([expect.stringMatching(/^[A-Za-z]\w*$/), 'string'])
    }), runs)
  })

  test.each([
    '<a>', '</a>', '<', '>', '&', '&a;', '&amp', '<a ', 'b="c" ', '"', '\'', '=', ' ', '\n', '<!--', '-->', '<!---->', '<![CDATA[', ']]>', '<![CDATA[]]>', '<?a ?>', '<?', '<a/>', '<a></a>', '<a>1</a>', 'a', ']', '-', '<!', '<a b=\'', '/',
  ])('comes to an end with "%s" again and again', (one) => {
    for (const made of [times(one), `<xml>${times(one)}`, `<xml>${times(one)}</xml>`, `<xml><a>${times(one)}</a></xml>`, `<xml><a ${times(one)}/></xml>`, `<xml><a b="${times(one)}"/></xml>`]) {
      expect(() => outcome(() => parseXml(made), XmlError)).not.toThrow()
    }
  })
})

describe('rule 8: the readers of values', () => {
  test('a time is the instant that is written so, or nothing', () => {
    const digits = fc.string({ unit: fc.constantFrom(...DIGITS), minLength: 13, maxLength: 15 })
    fc.assert(fc.property(fc.oneof(text, digits), (written) => {
      const instant = parseBeijing(written)
      if (instant !== undefined) expect(formatBeijing(instant)).toBe(written)
    }), runs)
    fc.assert(fc.property(fc.integer({ min: Date.UTC(1970, 0), max: Date.UTC(9999, 0) / 1000 }), (seconds) => {
      expect(parseBeijing(formatBeijing(seconds * 1000))).toBe(seconds * 1000)
    }), runs)
  })

  test('rule 7: an amount is whole fen that are written back as the same yuan, or nothing', () => {
    const decimal = fc.tuple(fc.nat({ max: 99_999_999 }), fc.string({ unit: fc.constantFrom(...DIGITS), maxLength: 3 })).map(([yuan, cents]) => `${yuan}.${cents}`)
    fc.assert(fc.property(fc.oneof(value, fc.double(), decimal, decimal.map(Number)), (yuan) => {
      const fen = fenFromYuan(yuan)
      if (fen === undefined) return
      expect(Number.isSafeInteger(fen) && fen >= 0).toBe(true)
      expect(Number(yuanFromFen(fen)) - Number(yuan)).toBe(0)
    }), runs)
  })

  test('a signature holds for exactly the fields that it was made of', () => {
    const fields = fc.dictionary(fc.string({ minLength: 1 }), text, { noNullPrototype: false })
    fc.assert(fc.property(fields, fc.string(), fc.constantFrom('MD5' as const, 'HMAC-SHA256' as const), text, (params, key, type, other) => {
      const sign = signV2(params, key, type)
      expect(verifyV2({ ...params, sign }, key, type)).toBe(true)
      expect(verifyV2({ ...params, sign }, `${key}x`, type)).toBe(false)
      expect(verifyV2({ ...params, sign, added: 'x' }, key, type)).toBe('added' in params && params['added'] === 'x')
      expect(verifyV2({ ...params, sign: other }, key, type)).toBe(other === sign)
      expect([undefined, 'MD5', 'HMAC-SHA256']).toContain(signTypeOf({ sign_type: other }))
    }), runs)
  })

  test('what is sealed is opened with its own key alone, and anything else is nothing', () => {
    fc.assert(fc.property(text, fc.string(), fc.oneof(text, fc.base64String()), (plain, key, other) => {
      const sealed = sealReqInfo(plain, key)
      expect(openReqInfo(sealed, key)).toBe(new TextDecoder().decode(new TextEncoder().encode(plain)))
      expect(openReqInfo(sealed, `${key}x`)).not.toBe(plain)
      expect(['string', 'undefined']).toContain(typeof openReqInfo(other, key))
    }), runs)
  })

  test('a text that is taken for WeChat\'s QR is one to its end', () => {
    fc.assert(fc.property(fc.oneof(text, text.map((code) => `weixin://wxpay/bizpayurl?pr=${code}`)), (content) => {
      if (providerOfQr(content) === 'wechat') expect(content).toMatch(/^weixin:\/\/wxpay\/bizpayurl\?pr=\w+$/)
    }), runs)
  })

  test('two addresses of payers are one or not, whatever they are', () => {
    fc.assert(fc.property(nearText('127.0.0.1', '::1', '10.0.0.1'), nearText('127.0.0.1', '::1', '10.0.0.1'), (one, other) => {
      expect(isSamePlace(one, other)).toBe(isSamePlace(other, one))
    }), runs)
  })
})

describe('rule 8: the readers of addresses', () => {
  const ORIGINS = ['http://127.0.0.1:5173', 'https://shop.example']
  const parts = fc.array(fc.oneof(text, fc.constantFrom('http://127.0.0.1:5173', 'https://shop.example', '@', '/', '\\', '#', '?', ':', '.', '\t', '\n', 'evil.example', 'https:', 'javascript:', 'http://a:b@127.0.0.1:5173', 'https://a@shop.example')), { maxLength: 6 }).map((all) => all.join(''))

  const isOurs = (address: string): boolean => {
    const { origin, username, password } = new URL(address)
    return ORIGINS.includes(origin) && username === '' && password === ''
  }

  test('a page is one of ours, without a name or a password, or none', () => {
    fc.assert(fc.property(parts, (written) => {
      const url = pageUrl(written, ORIGINS)
      if (url) expect(isOurs(url.href)).toBe(true)
    }), runs)
  })

  test('the middle page comes from one of ours and leads to one of ours, or nowhere', () => {
    fc.assert(fc.property(fc.oneof(parts, fc.constant('https://shop.example/cart')), fc.array(parts, { maxLength: 2 }), (referer, redirects) => {
      const read = outcome(() => returnAddress(referer, redirects, ORIGINS), H5Refusal)
      if (!('given' in read)) return
      expect([read.given.origin_url, read.given.redirect_url ?? read.given.origin_url].every(isOurs)).toBe(true)
      expect(read.given.redirect_url ?? '').not.toMatch(/[\s\\]/)
    }), runs)
  })
})

describe('rule 8: the command line', () => {
  test('is understood or a mistake, whatever it says', () => {
    const argument = fc.oneof(text, fc.constantFrom('--host', '--port', '--wallets-port', '--allow-host', '--allow-origin', '--notify-host', '--data', '--config', '--help', '--', '-', '--lan', '--port=1', '--__proto__', 'http://127.0.0.1:1', '--token-env', '--amount', '--require', '--plain'))
    fc.assert(fc.property(fc.array(argument, { maxLength: 5 }), fc.boolean(), (args, isVerify) => {
      const read = outcome(() => readCommand(isVerify ? ['verify', ...args] : args))
      expect('given' in read && read.given.type).toMatch(isVerify ? /^verify$/ : /^(help|serve|mistake)$/)
    }), runs)
  })
})
