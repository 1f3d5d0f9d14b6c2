import { describe, expect, test } from 'vitest'
import { createSeededRandom, systemRandom } from './random'
import { BASE62, DECIMAL, randomText } from './random-text'

const text = (seed: string): string => randomText(createSeededRandom(seed), BASE62, 40)

describe('randomness', () => {
  test('gives the same text for the same seed, and another for another', () => {
    expect(text('a')).toBe(text('a'))
    expect(text('a')).not.toBe(text('b'))
  })

  test('goes on where it was, whatever sizes are taken', () => {
    const whole = createSeededRandom(7).bytes(100)
    const parts = createSeededRandom(7)
    expect([...parts.bytes(1), ...parts.bytes(98), ...parts.bytes(1)]).toStrictEqual([...whole])
  })

  test('writes text of the asked length and alphabet', () => {
    expect(randomText(systemRandom, DECIMAL, 10)).toMatch(/^\d{10}$/)
    expect(randomText(systemRandom, BASE62, 32)).toMatch(/^[0-9A-Za-z]{32}$/)
  })

  test('skips the bytes that would favour the first characters of an alphabet', () => {
    const bytes = [255, 250, 249, 0]
    const random = { bytes: (length: number) => Uint8Array.from(bytes.splice(0, length)) }
    expect(randomText(random, DECIMAL, 2)).toBe('90')
  })
})
