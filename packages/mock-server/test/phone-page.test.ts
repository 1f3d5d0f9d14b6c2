import { describe, expect, test } from 'vitest'
import { createMock, WALLETS } from './mock'

const PAGE = 'http://127.0.0.1:5173'
const { server: { wallets } } = createMock({ allowedOrigins: [PAGE] })
const get = (path: string): Promise<Response> => wallets.fetch(`${WALLETS}${path}`)
const MODULE = /(?:\bfrom|\bimport\()\s*'(\.[^']+)'/g
const LINKED = /(?:src|href)="(\/[^"]+)"/g

/** Every file that the page asks for, directly or by what it asked for. */
async function filesOf(path: string, seen = new Map<string, Response>()): Promise<Map<string, Response>> {
  if (seen.has(path)) return seen
  const answer = await get(path)
  seen.set(path, answer.clone())
  const text = path.startsWith('/phone/vendor/') ? '' : await answer.text()
  const paths = [...text.matchAll(path === '/phone' ? LINKED : MODULE)].map(([, name = '']) => new URL(name, `${WALLETS}${path}`).pathname)
  for (const next of paths) await filesOf(next, seen)
  return seen
}

describe('the phone page', () => {
  test('runs its own script and style only, and only known pages may frame it', async () => {
    const page = await get('/phone')
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
    const policy = page.headers.get('content-security-policy')?.split('; ')
    expect(policy).toEqual(expect.arrayContaining(["default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'", `frame-ancestors 'self' ${PAGE}`]))
    const html = await page.text()
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\son\w+=|\sstyle=/)
    for (const part of ['content', 'scan', 'merchant', 'subject', 'amount', 'password', 'pay', 'refuse', 'message', 'screen', 'paste', 'order-no', 'note', 'again', 'done', 'tools-in-use', 'calm', 'faults']) expect(html).toContain(`data-phone-part="${part}"`)
  })

  test('is whole: every file that it asks for is served, under the same policy', async () => {
    const files = await filesOf('/phone')
    expect([...files.keys()]).toEqual(expect.arrayContaining(['/phone/phone.js', '/phone/tokens.css', '/phone/vendor/jsqr.js', '/phone/vendor/uqr.js', '/phone/vendor/jsbarcode.js']))
    const policy = files.get('/phone')?.headers.get('content-security-policy')
    for (const [path, { status, headers }] of files) {
      const type = path.endsWith('.css') ? 'text/css' : path.endsWith('.js') ? 'text/javascript' : 'text/html'
      expect([path, status, headers.get('content-type'), headers.get('content-security-policy')]).toStrictEqual([path, 200, `${type}; charset=utf-8`, policy])
    }
  })

  test('rule 8: writes no data as markup, and evaluates none', async () => {
    const ours = [...(await filesOf('/phone'))].filter(([path]) => !path.startsWith('/phone/vendor/'))
    for (const [path, answer] of ours) expect([path, await answer.text()]).not.toStrictEqual([path, expect.stringMatching(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function/)])
  })

  test.each(['/phone/../package.json', '/phone/..%2f..%2fpackage.json', '/phone/index.html~', '/phone/vendor/../page.ts', '/phone/vendor/hono.js'])('serves nothing else of the disk: %s', async (path) => {
    expect((await get(path)).status).toBe(404)
  })
})
