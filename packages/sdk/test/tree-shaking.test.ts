import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build as pack } from 'tsdown'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import configs from '../tsdown.config'

const root = fileURLToPath(new URL('..', import.meta.url))

/** What a shop's bundler makes of the package as it is shipped. */
let dist = ''
beforeAll(async () => {
  // Below the package, so that the bundler finds axios; with a package.json of its own, which says what may be left out.
  const cache = join(root, 'node_modules/.cache')
  await mkdir(cache, { recursive: true })
  dist = await mkdtemp(join(cache, 'dist-'))
  await copyFile(join(root, 'package.json'), join(dist, 'package.json'))
  await pack({ ...configs[0], config: false, cwd: root, outDir: dist, clean: false, dts: false, sourcemap: false, logLevel: 'silent' })
}, 60_000)
afterAll(() => rm(dist, { recursive: true, force: true }))

/** What the page loads at once, and all of it together with what it loads where that is used. */
async function bundle(code: string): Promise<{ first: string; all: string }> {
  const name = '\0page'
  const result = await build({
    configFile: false, logLevel: 'silent',
    plugins: [{ name: 'page', resolveId: (id) => (id === 'page' ? name : null), load: (id) => (id === name ? code.replace('@baas-pay/sdk', join(dist, 'index.js')) : null) }],
    build: { write: false, minify: false, rolldownOptions: { input: 'page', preserveEntrySignatures: 'allow-extension' } },
  })
  const [output] = Array.isArray(result) ? result : [result]
  const chunks = 'output' in (output ?? {}) ? (output as { output: { code?: string; isEntry?: boolean; imports?: string[]; fileName: string }[] }).output : []
  const entry = chunks.find(({ isEntry }) => isEntry)
  const first = chunks.filter(({ isEntry, fileName }) => isEntry || entry?.imports?.includes(fileName))
  const textOf = (some: typeof chunks) => some.map((chunk) => chunk.code ?? '').join('\n')
  return { first: textOf(first), all: textOf(chunks) }
}

describe('a page pays for what it imports', () => {
  it('a checkout over fetch ships no byte of axios', async () => {
    const { all } = await bundle('import { createCheckout, createPayClient, minCloud } from "@baas-pay/sdk"; globalThis.pay = [createCheckout, createPayClient, minCloud]')
    expect(all).toContain('weixin_tenpay_native')
    expect(all).not.toContain('AxiosError')
  }, 60_000)

  it('the facade brings axios where it is used, none of it with another transport, and no checkout', async () => {
    const { first, all } = await bundle('import { BaaS } from "@baas-pay/sdk"; globalThis.pay = BaaS')
    expect(first).toContain('payWithWechat')
    expect(first).not.toContain('AxiosError')
    expect(all).toContain('AxiosError')
    expect(all).not.toContain('create-lost')
    // Nor what a checkout would load where it is used.
    expect(all).not.toContain('baas-pay:push')
  }, 60_000)
})
