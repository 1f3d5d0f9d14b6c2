import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build as pack } from 'tsdown'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

/** What a shop's bundler makes of the package as it is shipped. */
let dist = ''
beforeAll(async () => {
  // Below the package, so that the bundler finds axios and the package's own `sideEffects`.
  const cache = fileURLToPath(new URL('../node_modules/.cache/', import.meta.url))
  await mkdir(cache, { recursive: true })
  dist = await mkdtemp(join(cache, 'dist-'))
  const entry = fileURLToPath(new URL('../src/index.ts', import.meta.url))
  await pack({ config: false, entry: [entry], format: ['esm'], outDir: dist, dts: false, platform: 'neutral', target: 'es2020', fixedExtension: false, logLevel: 'silent', deps: { neverBundle: ['axios'] } })
}, 60_000)
afterAll(() => rm(dist, { recursive: true, force: true }))

async function bundle(code: string): Promise<string> {
  const name = '\0page'
  const result = await build({
    configFile: false, logLevel: 'silent',
    plugins: [{ name: 'page', resolveId: (id) => (id === 'page' ? name : null), load: (id) => (id === name ? code.replace('@baas-pay/sdk', join(dist, 'index.js')) : null) }],
    build: { write: false, minify: false, rolldownOptions: { input: 'page', preserveEntrySignatures: 'allow-extension' } },
  })
  const [output] = Array.isArray(result) ? result : [result]
  return 'output' in (output ?? {}) ? (output as { output: { code?: string }[] }).output.map((chunk) => chunk.code ?? '').join('\n') : ''
}

describe('a page pays for what it imports', () => {
  it('a checkout over fetch ships no byte of axios', async () => {
    const code = await bundle('import { createCheckout, createPayClient, minCloud } from "@baas-pay/sdk"; globalThis.pay = [createCheckout, createPayClient, minCloud]')
    expect(code).toContain('weixin_tenpay_native')
    expect(code).not.toContain('AxiosError')
  }, 60_000)

  it('the facade brings axios, and no checkout', async () => {
    const code = await bundle('import { BaaS } from "@baas-pay/sdk"; globalThis.pay = BaaS')
    expect(code).toContain('AxiosError')
    expect(code).not.toContain('create-lost')
  }, 60_000)
})
