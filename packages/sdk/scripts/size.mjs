// `pnpm --filter @baas-pay/sdk run size`: what a page pays for what it imports, gzipped, as a shop's bundler makes it. Exits 1 over a gate.
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'tsdown'

const root = fileURLToPath(new URL('..', import.meta.url))
const sdk = JSON.stringify(join(root, 'src/index.ts'))

const pages = [
  { name: 'facade without axios', gate: 4000, without: ['axios'], code: `import { BaaS } from ${sdk}; globalThis.pay = BaaS` },
  {
    // Tabs, push and all four flows are in it. The goal is 8 kB; until it is reached it may not grow.
    name: 'client + MinCloud + QR checkout', gate: 15_500, goal: 8000, without: ['axios'],
    code: `import { createCheckout, createPayClient, minCloud } from ${sdk}; globalThis.pay = [createCheckout, createPayClient, minCloud]`,
  },
  { name: 'axios alone, for comparison', without: [], code: 'import axios from "axios"; globalThis.pay = axios' },
]

/** Bundles one page; tells the bytes, gzipped, of what it loads at once and of what it loads when that is used. */
async function sizeOf({ code, without }, dir) {
  await writeFile(join(dir, 'page.js'), code)
  await build({
    config: false, cwd: root, entry: [join(dir, 'page.js')], outDir: join(dir, 'out'), format: ['esm'], platform: 'browser', target: 'es2020', minify: true, dts: false,
    logLevel: 'silent', deps: { alwaysBundle: without.length > 0 ? [] : [/.*/], neverBundle: without, onlyBundle: false },
  })
  const chunks = await Promise.all((await readdir(join(dir, 'out'))).map(async (file) => ({ file, code: await readFile(join(dir, 'out', file), 'utf8') })))
  const lazy = chunks.filter(({ file }) => chunks.some((other) => other.code.includes(`import(\`./${file}\`)`)))
  const bytesOf = (some) => gzipSync(some.map((chunk) => chunk.code).join('\n'), { level: 9 }).length
  return { bytes: bytesOf(chunks.filter((chunk) => !lazy.includes(chunk))), lazyBytes: lazy.length > 0 ? bytesOf(lazy) : 0 }
}

const kB = (bytes) => `${(bytes / 1000).toFixed(2)} kB`

// Below the package, so that the bundler finds axios.
const cache = join(root, 'node_modules/.cache')
await mkdir(cache, { recursive: true })
for (const page of pages) {
  const dir = await mkdtemp(join(cache, 'size-'))
  try {
    const { bytes, lazyBytes } = await sizeOf(page, dir)
    const isOver = bytes > (page.gate ?? Infinity)
    if (isOver) process.exitCode = 1
    const goal = page.goal === undefined || bytes <= page.goal ? '' : `, goal ${kB(page.goal)} not reached`
    const gate = page.gate === undefined ? '' : `, gate ${kB(page.gate)}${isOver ? ': OVER' : ''}${goal}`
    process.stdout.write(`${page.name}: ${kB(bytes)} gzip${gate}${lazyBytes > 0 ? `; ${kB(lazyBytes)} more where JSAPI is used` : ''}\n`)
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}
