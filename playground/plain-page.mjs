/** What the plain page needs of the build: the script-tag file as it ships, and where the servers are. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const TYPES = { 'elements.iife.js': 'text/javascript', 'style.css': 'text/css' }

const dist = join(dirname(createRequire(import.meta.url).resolve('@baas-pay/ui/package.json')), 'dist')
/** @param {string} file */
const sourceOf = (file) => readFileSync(join(dist, file))

/**
 * Served while developing, and put beside the page in a build.
 * @type {import('vite').Plugin}
 */
export const plainPage = {
  name: 'plain-page',
  configureServer(server) {
    for (const [file, type] of Object.entries(TYPES)) {
      server.middlewares.use(`/vendor/${file}`, (_request, response) => void response.setHeader('content-type', type).end(sourceOf(file)))
    }
  },
  generateBundle() {
    for (const file of Object.keys(TYPES)) this.emitFile({ type: 'asset', fileName: `vendor/${file}`, source: sourceOf(file) })
  },
  transformIndexHtml(html) {
    const { VITE_MERCHANT_ORIGIN: merchant, VITE_WALLETS_ORIGIN: wallets } = process.env
    return merchant && wallets ? html.replace('<html', `<html data-merchant="${merchant}" data-wallets="${wallets}"`) : html
  },
}
