import { readFile } from 'node:fs/promises'
import type { Hono } from 'hono'
import { publicFolder } from './public-folder'

/** Nothing but the wing's own files runs or is asked, and nobody puts it into a frame. */
export const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': ["default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'", 'img-src data:', "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"].join('; '),
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
} as const

const TYPES = { css: 'text/css; charset=utf-8', js: 'text/javascript; charset=utf-8' }

/** A page of a wallet's in the payer's browser: one HTML file, told what it is to show, and the files that it loads. */
export interface WalletPage<Shown> {
  /** The page, with what it is to show as JSON that no text in it can end. */
  html(shown: Shown): Promise<string>
  /** Serves the files that it loads, below `/<name>/`. */
  serveFiles(app: Hono): void
}

type FileName = `${string}.${keyof typeof TYPES}`

/** The page in the package's folder `public/<name>`; `files` are those beside `index.html`. */
export function walletPage<Shown>(name: string, files: readonly FileName[]): WalletPage<Shown> {
  const folder = publicFolder(name)
  return {
    async html(shown) {
      const page = await readFile(`${folder}index.html`, 'utf8')
      return page.replace('SHOWN', () => JSON.stringify(shown).replaceAll('<', String.raw`\u003c`))
    },
    serveFiles: (app) => serveFiles(app, name, files),
  }
}

/** What the pages share, in `public/cashier`. */
export function serveCashierFiles(app: Hono): void {
  serveFiles(app, 'cashier', [
    'cashier.css', 'page.css', 'bill.css', 'form.css', 'accounts.css', 'screens.css', 'motion.css',
    'accounts.js', 'guard.js', 'refusal.js', 'screens.js',
  ])
}

function serveFiles(app: Hono, name: string, files: readonly FileName[]): void {
  for (const file of files) {
    const type = file.endsWith('.css') ? TYPES.css : TYPES.js
    app.get(`/${name}/${file}`, async (c) => c.body(await readFile(`${publicFolder(name)}${file}`, 'utf8'), 200, { 'content-type': type }))
  }
}
