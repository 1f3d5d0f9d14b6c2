import { assert, property, string, uint8Array, constantFrom, array, dictionary } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeUtf8 } from '../http/body'
import { buildXml, parseXml, XmlError } from './xml'

const read = (text: string): Record<string, string> => ({ ...parseXml(text) })

/** Either fields of text or a refusal: anything else is told. */
function outcome(text: string): unknown {
  try {
    const values = Object.values(parseXml(text))
    return values.every((value) => typeof value === 'string') ? 'as it should be' : values
  } catch (error) {
    return error instanceof XmlError ? 'as it should be' : error
  }
}

describe('parseXml', () => {
  test.each([
    ['plain text', '<xml><a>1</a></xml>', { a: '1' }],
    ['CDATA', '<xml><a><![CDATA[x<y & z]]></a></xml>', { a: 'x<y & z' }],
    ['a declaration, a comment and space between fields', '<?xml version="1.0" encoding="utf-8"?>\n<xml>\n <!-- c -->\n <a>1</a>\n</xml>\n', { a: '1' }],
    ['the five entities and character references', '<xml><a>&amp;&lt;&gt;&quot;&apos;&#20013;&#x4e2d;</a></xml>', { a: '&<>"\'中中' }],
    ['an entity once only', '<xml><a>&amp;lt;</a></xml>', { a: '&lt;' }],
    ['numbers as text', '<xml><a>007</a><b>1e3</b><c>1.0</c></xml>', { a: '007', b: '1e3', c: '1.0' }],
    ['space inside a value', '<xml><a> x </a></xml>', { a: ' x ' }],
    ['an empty field', '<xml><a></a><b/></xml>', { a: '', b: '' }],
    ['CDATA that was split', '<xml><a><![CDATA[a]]]]><![CDATA[>b]]></a></xml>', { a: 'a]]>b' }],
    ['no field', '<xml></xml>', {}],
  ])('reads %s', (_, text, fields) => {
    expect(read(text)).toStrictEqual(fields)
  })

  test.each([
    ['a DTD', '<!DOCTYPE xml [<!ENTITY a SYSTEM "file:///etc/passwd">]><xml><a>&a;</a></xml>'],
    ['a DTD that defines nothing', '<!DOCTYPE xml><xml><a>1</a></xml>'],
    ['a DTD whose entity is not used', '<!DOCTYPE xml [<!ENTITY a "b">]><xml><a>1</a></xml>'],
    ['a DTD in lower case', '<!doctype xml><xml><a>1</a></xml>'],
    ['an entity of its own', '<xml><a>&foo;</a></xml>'],
    ['an entity named like an object\'s member', '<xml><a>&constructor;</a></xml>'],
    ['a bare ampersand', '<xml><a>a & b</a></xml>'],
    ['a reference to a control character', '<xml><a>&#0;</a></xml>'],
    ['a reference to half a character', '<xml><a>&#xD83D;</a></xml>'],
    ['references to both halves of a character', '<xml><a>&#xD83D;&#xDE00;</a></xml>'],
    ['half a character', '<xml><a>\ud83d</a></xml>'],
    ['a reference to no character', '<xml><a>&#x110000;</a></xml>'],
    ['a control character', '<xml><a>\u0001</a></xml>'],
    ['a field twice', '<xml><total_fee>1</total_fee><total_fee>2</total_fee></xml>'],
    ['a field named __proto__', '<xml><__proto__>1</__proto__></xml>'],
    ['a field named constructor', '<xml><constructor>1</constructor></xml>'],
    ['a field named hasOwnProperty', '<xml><hasOwnProperty>1</hasOwnProperty></xml>'],
    ['a field inside a field', '<xml><a><b>1</b></a></xml>'],
    ['text between fields', '<xml>x<a>1</a></xml>'],
    ['an attribute on a field', '<xml><a b="1">1</a></xml>'],
    ['an attribute on the root', '<xml a="1"><b>1</b></xml>'],
    ['a processing instruction', '<xml><?php x?><a>1</a></xml>'],
    ['another root', '<root><a>1</a></root>'],
    ['two roots', '<xml><a>1</a></xml><xml/>'],
    ['an open element', '<xml><a>1</a>'],
    ['crossed elements', '<xml><a>1</b></xml>'],
    ['text after the root', '<xml><a>1</a></xml>x'],
    ['nothing', ''],
    ['JSON', '{"a":1}'],
    ['too many fields', `<xml>${Array.from({ length: 201 }, (_, i) => `<a${i}>1</a${i}>`).join('')}</xml>`],
  ])('refuses %s', (_, text) => {
    expect(() => parseXml(text)).toThrow(XmlError)
  })

  test('gives fields without a prototype', () => {
    const fields = parseXml('<xml><a>1</a></xml>')
    expect(Object.getPrototypeOf(fields)).toBeNull()
    expect(fields['toString']).toBeUndefined()
  })

  test('reads back whatever was built', () => {
    const text = string({ unit: 'grapheme' }).filter((value) => value !== '' && !/(?![\t\n])\p{Cc}|[\ufffe\uffff]/u.test(value))
    const name = string({ unit: constantFrom('a', 'b', 'z', '_', '1'), minLength: 1 }).map((rest) => `f${rest}`)
    assert(property(dictionary(name, text, { noNullPrototype: true }), (fields) => {
      expect(read(buildXml(fields))).toStrictEqual(fields)
    }))
  })

  test('rule 8: takes any bytes for fields of text or refuses them, and touches nothing else', () => {
    const piece = constantFrom('<xml>', '</xml>', '<a>', '</a>', '<![CDATA[', ']]>', '&amp;', '&#0;', '&x;', '<!DOCTYPE x>', '<__proto__>', '</__proto__>', '<?', '?>', '<!--', '-->', ' ', '"', 'é', '\u0000', '<a/>', '<a b="c">')
    assert(property(array(piece, { maxLength: 30 }), (pieces) => outcome(pieces.join('')) === 'as it should be'), { numRuns: 2000 })
    assert(property(uint8Array({ maxLength: 200 }), (bytes) => outcome(decodeUtf8(bytes) ?? '') === 'as it should be'), { numRuns: 500 })
    expect(Object.keys(Object.prototype)).toStrictEqual([])
  })
})

describe('buildXml', () => {
  test('leaves out what is empty, and keeps the order', () => {
    expect(buildXml({ b: '1', a: '', c: undefined, d: '<' })).toBe('<xml><b><![CDATA[1]]></b><d><![CDATA[<]]></d></xml>')
  })
})
