import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { createContext, runInContext } from 'node:vm'
import { build } from 'tsdown'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import configs from '../tsdown.config'

// Each starts a Node of its own.
vi.setConfig({ testTimeout: 30_000 })

const root = fileURLToPath(new URL('..', import.meta.url))
let dist = ''
let server: Server
beforeAll(async () => {
  // Below the package, so that the built files find axios.
  const cache = join(root, 'node_modules/.cache')
  await mkdir(cache, { recursive: true })
  dist = await mkdtemp(join(cache, 'shipped-'))
  for (const one of configs) await build({ ...one, config: false, cwd: root, outDir: dist, clean: false, dts: false, logLevel: 'silent' })
  server = createServer((_request, response) => response.end('{"code_url":"c"}'))
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
}, 60_000)
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve))
  await rm(dist, { recursive: true, force: true })
})

/** Pays by a QR, and inside a WeChat that is not there, whose part is loaded then. */
const program = (load: string) => `${load}
const goods = { totalCost: 0.1, merchandiseDescription: 'x' }
BaaS.init('demo', { host: '${origin()}' })
BaaS.payment.payWithWechat({ gatewayType: 'weixin_tenpay_native', ...goods })
  .then((res) => BaaS.payment.payWithWechat({ gatewayType: 'weixin_tenpay_js', ...goods }).catch((error) => console.log(res.data.code_url, error instanceof HError, error.message)))`

const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`
const run = promisify(execFile)
const SAID = 'c true 615: gateway type "weixin_tenpay_js" works in WeChat builtin browser only\n'

describe('what is shipped, in plain Node without a DOM', () => {
  it('works as ESM', async () => {
    const { stdout, stderr } = await run(process.execPath, ['--input-type=module', '-e', program(`import { BaaS, HError } from ${JSON.stringify(join(dist, 'index.js'))}`)])
    expect([stdout, stderr]).toEqual([SAID, ''])
  })

  it('works as CommonJS', async () => {
    const { stdout, stderr } = await run(process.execPath, ['--input-type=commonjs', '-e', program(`const { BaaS, HError } = require(${JSON.stringify(join(dist, 'index.cjs'))})`)])
    expect([stdout, stderr]).toEqual([SAID, ''])
  })

  it('is one file for the script tag, with all of it inside', async () => {
    const file = (await readdir(dist)).filter((name) => name.endsWith('.iife.js'))
    expect(file).toEqual(['baas-pay.iife.js'])
    const code = await readFile(join(dist, 'baas-pay.iife.js'), 'utf8')
    expect(code).not.toMatch(/\b(import|require)\(/)
    const window: Record<string, unknown> = { setTimeout, clearTimeout, AbortController, URL, TextEncoder, document: new EventTarget(), navigator: { userAgent: 'x' }, location: { href: 'http://127.0.0.1/' } }
    window['window'] = window
    runInContext(code, createContext(window))
    const { BaaS } = window as { BaaS: { init: (id: string) => void; payment: Record<string, (options: object) => Promise<unknown>> } }
    expect(Object.keys(BaaS.payment)).toEqual(['payWithWechat', 'payWithAlipay', 'payWithQQ', 'payWithPaymentCode'])
    BaaS.init('demo')
    await expect(BaaS.payment['payWithWechat']?.({ gatewayType: 'weixin_tenpay_js', totalCost: 0.1, merchandiseDescription: 'x' })).rejects.toMatchObject({ code: 615 })
  })

  it.each(['client.js', 'client.cjs', 'baas-pay.iife.js'])('%s has a source map', async (file) => {
    expect(await readFile(join(dist, file), 'utf8')).toContain(`//# sourceMappingURL=${file}.map`)
    expect(JSON.parse(await readFile(join(dist, `${file}.map`), 'utf8'))).toMatchObject({ sources: expect.arrayContaining([expect.stringContaining('src/')]) })
  })
})
