import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Refusal } from '../../charge'
import type { Cashier } from './cashier'

const FILES = { '/alipay.css': 'text/css; charset=utf-8', '/alipay.js': 'text/javascript; charset=utf-8', '/embedded.css': 'text/css; charset=utf-8' } as const

// The package's public folder lies one level up from dist, and four from this source.
const folder = ['../public/alipay', '../../../../public/alipay']
  .map((path) => fileURLToPath(new URL(path, import.meta.url)))
  .find((path) => existsSync(path)) ?? ''

/** What the page is to show: a cashier, or why there is none. */
export type Shown = Cashier | { readonly refusal: string, readonly note: string } | { readonly refusal: string, readonly error: Refusal }

/** Nothing but the wing's own files runs or is asked, and nobody puts it into a frame. */
export const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': ["default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'", 'img-src data:', "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"].join('; '),
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
} as const

/** The page, with what it is to show as JSON that no text in it can end. */
export async function pageWith(shown: Shown): Promise<string> {
  const page = await readFile(`${folder}/index.html`, 'utf8')
  return page.replace('SHOWN', () => JSON.stringify(shown).replaceAll('<', String.raw`\u003c`))
}

/** The paths of the files that the page loads, besides those that it shares with WeChat's. */
export const ASSETS = Object.keys(FILES).filter(isAsset)

/** One of them, with its content type. */
export async function asset(path: keyof typeof FILES): Promise<{ readonly type: string, readonly body: string }> {
  return { type: FILES[path], body: await readFile(`${folder}${path}`, 'utf8') }
}

function isAsset(path: string): path is keyof typeof FILES {
  return Object.hasOwn(FILES, path)
}
