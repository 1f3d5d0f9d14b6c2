import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isStrictJson } from './strict-json'

const nested = (depth: number): string => '[{"a":'.repeat(depth / 2) + '1' + '}]'.repeat(depth / 2)

describe('rule 8: strict JSON', () => {
  test.each([
    ['a name in each of two objects', '[{"a":1},{"a":2}]'],
    ['a name in an object and in one inside it', '{"a":{"a":{}},"b":1}'],
    ['a text that is like a name', '{"a":"a","b":"\\"a\\":1,{["}'],
    ['names that end with a backslash', String.raw`{"a\\":1,"a":2}`],
    ['an empty name', '{"":1}'],
    ['64 levels', nested(64)],
    ['no object', '"a"'],
  ])('may have %s', (_, json) => {
    expect([JSON.parse(json) !== undefined, isStrictJson(json)]).toStrictEqual([true, true])
  })

  test.each([
    ['a name twice', '{"a":1,"a":1}'],
    ['a name twice, with space', '{"a" :1,\n"a"\t:1}'],
    ['a name twice, by an escape', String.raw`{"a":1,"\u0061":1}`],
    ['a name twice, with an object between', '{"a":{"b":[{"c":{}}]},"a":1}'],
    ['a name twice in a list\'s object', '[1,{"b":1,"a":[],"b":1}]'],
    ['an empty name twice', '{"":1,"":2}'],
    ['__proto__', '{"a":{"__proto__":1}}'],
    ['__proto__ by an escape', String.raw`{"\u005f_proto__":1}`],
    ['65 levels', `[${nested(64)}]`],
  ])('has not %s', (_, json) => {
    expect([JSON.parse(json) !== undefined, isStrictJson(json)]).toStrictEqual([true, false])
  })

  test('is whatever was written from a value', () => {
    fc.assert(fc.property(fc.jsonValue({ maxDepth: 5 }), fc.constantFrom(0, 2), (value, indent) => {
      const json = JSON.stringify(value, null, indent)
      expect(isStrictJson(json)).toBe(!/(?<!\\)"__proto__"\s*:/.test(json))
    }), { numRuns: 500 })
  })

  test('is told of a long text without end too', () => {
    const long = 'x\\"'.repeat(300_000)
    expect(isStrictJson(`{"a":"${long}","a":1}`)).toBe(false)
    expect(isStrictJson('[['.repeat(300_000))).toBe(false)
  })
})
