import { describe, expect, test } from 'vitest'
import { FAULTS } from '../src/scenarios/catalogue'

interface Words {
  readonly group: string
  readonly name: string
  readonly what: string
  readonly client: string
  readonly choice?: { readonly field: string, readonly options: readonly (readonly [number | undefined, string])[] }
}
interface Table { readonly GROUPS: Readonly<Record<string, string>>, readonly FAULT_WORDS: Readonly<Record<string, Words>> }

// The page's own file, which no type knows.
const { GROUPS, FAULT_WORDS }: Table = await import(new URL('../public/phone/fault-words.js', import.meta.url).href)

describe('the words of the phone\'s faults', () => {
  test('are there for every fault of the catalogue, and for no other', () => {
    expect(Object.keys(FAULT_WORDS).toSorted()).toStrictEqual(Object.keys(FAULTS).toSorted())
  })

  test.each(Object.entries(FAULT_WORDS))('of %s are short, Chinese, and in a group that is shown', (_, { group, name, what, client }) => {
    expect(Object.keys(GROUPS)).toContain(group)
    expect(name.length).toBeLessThanOrEqual(6)
    for (const text of [name, what, client]) expect(text).toMatch(/\p{Script=Han}/u)
    expect(client).toMatch(/。$/)
  })

  test('name each fault differently', () => {
    expect(new Set(Object.values(FAULT_WORDS).map(({ name }) => name)).size).toBe(Object.keys(FAULTS).length)
  })

  test('offer first what the catalogue does by itself', () => {
    expect(FAULT_WORDS['slow']?.choice?.options[0]?.[0]).toBe(FAULTS.slow.delayMs)
  })
})
