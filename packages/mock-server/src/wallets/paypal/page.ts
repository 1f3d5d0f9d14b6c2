import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Approval } from './approval'

const FILES = { '/paypal.css': 'text/css; charset=utf-8', '/paypal.js': 'text/javascript; charset=utf-8' } as const

// The package's public folder lies one level up from dist, and three from this source.
const folder = ['../public/paypal', '../../../public/paypal']
  .map((path) => fileURLToPath(new URL(path, import.meta.url)))
  .find((path) => existsSync(path)) ?? ''

/** Why there is nothing to approve; `error` says whether it is because the order is paid. */
export interface Refused { readonly error: string, readonly refusal: string }

/** The page, with what it is to show as JSON that no text in it can end. */
export async function pageWith(shown: Approval | Refused): Promise<string> {
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
