// Builds the playground for the servers of one e2e run and serves that build, away from the one fit to publish.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { build, preview } from 'vite'

const { values } = parseArgs({ options: { port: { type: 'string' }, merchant: { type: 'string' }, wallets: { type: 'string' } } })
process.env.VITE_MERCHANT_ORIGIN = values.merchant
process.env.VITE_WALLETS_ORIGIN = values.wallets

const outDir = mkdtempSync(join(tmpdir(), 'baas-pay-playground-'))
process.on('exit', () => rmSync(outDir, { recursive: true, force: true }))
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(0))

const config = { root: fileURLToPath(new URL('../playground', import.meta.url)), logLevel: 'warn' }
await build({ ...config, build: { outDir, emptyOutDir: true } })
await preview({ ...config, build: { outDir }, preview: { port: Number(values.port) } })
