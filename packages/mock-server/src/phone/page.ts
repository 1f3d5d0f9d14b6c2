import { readFile } from 'node:fs/promises'
import { Hono, type Context } from 'hono'
import { publicFolder } from '../http/public-folder'
import { vendorFiles } from './vendor'

const STYLES = ['tokens', 'base', 'device', 'controls', 'screens', 'header', 'message', 'home', 'scan', 'payment', 'code', 'lists', 'tools', 'faults', 'wallets', 'motion']
const SCRIPTS = [
  'account', 'address', 'api', 'bill', 'drawing', 'element', 'fault-list', 'fault-panel', 'fault-scope', 'fault-words', 'home', 'keyed-list', 'message', 'money', 'news', 'order', 'payment', 'payment-code',
  'phone', 'picture', 'pin', 'places', 'scan', 'screens', 'status-bar', 'tools', 'turn', 'wallet-time', 'wallets', 'watch', 'when',
]
const TYPES = { html: 'text/html; charset=utf-8', css: 'text/css; charset=utf-8', js: 'text/javascript; charset=utf-8' }

const folder = publicFolder('phone')

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
  const serve = (path: string, file: string, type: string): unknown => app.get(path, (c) => send(c, file, { type, policy }))
  serve('/', `${folder}index.html`, TYPES.html)
  for (const name of STYLES) serve(`/${name}.css`, `${folder}${name}.css`, TYPES.css)
  for (const name of SCRIPTS) serve(`/${name}.js`, `${folder}${name}.js`, TYPES.js)
  for (const [name, file] of Object.entries(vendorFiles())) serve(`/vendor/${name}.js`, file, TYPES.js)
  return app
}

async function send(c: Context, file: string, { type, policy }: { readonly type: string, readonly policy: string }): Promise<Response> {
  return c.body(await readFile(file, 'utf8'), 200, { 'content-type': type, 'content-security-policy': policy, 'referrer-policy': 'no-referrer' })
}
