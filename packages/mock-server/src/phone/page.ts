import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { Hono, type Context } from 'hono'

const FILES = {
  '/': ['index.html', 'text/html; charset=utf-8'],
  '/phone.css': ['phone.css', 'text/css; charset=utf-8'],
  '/phone.js': ['phone.js', 'text/javascript; charset=utf-8'],
  '/screens.js': ['screens.js', 'text/javascript; charset=utf-8'],
  '/api.js': ['api.js', 'text/javascript; charset=utf-8'],
} as const

// The package's public folder lies one level up from dist, and two from this source.
const folder = ['../public/phone/', '../../public/phone/']
  .map((path) => fileURLToPath(new URL(path, import.meta.url)))
  .find((path) => existsSync(path)) ?? ''

/** The virtual phone itself: a few files, and a policy under which they alone run. */
export function phonePage(allowedOrigins: readonly string[]): Hono {
  const app = new Hono({ strict: false })
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "img-src 'self' data:",
    "base-uri 'none'",
    "form-action 'none'",
    ['frame-ancestors', "'self'", ...allowedOrigins].join(' '),
  ].join('; ')
  for (const [path, [file, type]] of Object.entries(FILES)) app.get(path, (c) => send(c, file, { type, policy }))
  return app
}

async function send(c: Context, file: string, { type, policy }: { readonly type: string, readonly policy: string }): Promise<Response> {
  return c.body(await readFile(`${folder}${file}`, 'utf8'), 200, { 'content-type': type, 'content-security-policy': policy, 'referrer-policy': 'no-referrer' })
}
