import { describe, expect, it } from 'vitest'
import { clientTokenFrom, intentIdFrom, NAME_BYTES } from './identity'

const bytes = () => Uint8Array.from({ length: NAME_BYTES }, (_none, index) => index * 17)

describe('names', () => {
  it('a client token is its 128 random bits in hex', () => {
    expect(clientTokenFrom(bytes())).toBe('00112233445566778899aabbccddeeff')
  })
  it('an intent has the shop\'s own name where it gives one, else random bits', () => {
    expect(intentIdFrom('cart-42', bytes)).toBe('cart-42')
    expect(intentIdFrom(undefined, bytes)).toBe('00112233445566778899aabbccddeeff')
    expect(intentIdFrom('', bytes)).toBe('00112233445566778899aabbccddeeff')
  })
})
