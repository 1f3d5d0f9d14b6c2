import fc from 'fast-check'
import { expect, test } from 'vitest'
import { H5Refusal } from './refusal'
import { returnAddress } from './return-address'

const SHOP = 'http://127.0.0.1:5173'
const ORIGINS = [SHOP, 'https://shop.test']

/** Where a `redirect_url` leads, or why nowhere. */
function ledTo(redirect: string): string | null {
  try {
    return returnAddress(`${SHOP}/`, [redirect], ORIGINS).redirect_url
  } catch (error) {
    if (error instanceof H5Refusal) return null
    throw error
  }
}

// Pieces of which an address that reads two ways is made.
const piece = fc.constantFrom(...ORIGINS, 'http:', 'https:', 'javascript:', 'data:', '/', '//', '\\', '@', ':', '?', '#', '.', '%0d%0a', '\r\n', '\t', '\u0000', ' ', 'evil.example', 'shop.test', '127.0.0.1', '5173', '支付')
const address = fc.oneof(fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('')), fc.webUrl(), fc.string({ unit: 'binary' }))

test('rule 8: whatever a redirect_url says, it leads to the shop or nowhere', () => {
  fc.assert(fc.property(address, (redirect) => {
    const url = ledTo(redirect)
    if (url === null) return
    expect(ORIGINS).toContain(new URL(url).origin)
    expect([new URL(url).username, new URL(url).password]).toStrictEqual(['', ''])
    // Neither a header nor a script could be begun with it.
    expect(url).toMatch(/^https?:\/\/[\x21-\x7e]+$/)
  }), { numRuns: 2000 })
})

test('rule 8: an address of the shop leads there, whatever its path and query', () => {
  fc.assert(fc.property(fc.webPath(), fc.webQueryParameters(), (path, query) => {
    const redirect = `${SHOP}${path.startsWith('/') ? path : `/${path}`}?${query}`
    expect(ledTo(redirect)).toBe(new URL(redirect).href)
  }))
})
