// `pnpm --filter @baas-pay/ui run size`: what a page pays for what it imports, gzipped, as a shop's bundler makes it. Exits 1 over a gate.
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'tsdown'
import vue from 'unplugin-vue/rolldown'

const root = fileURLToPath(new URL('..', import.meta.url))
const ui = JSON.stringify(join(root, 'src/index.ts'))

const elements = JSON.stringify(join(root, 'src/elements/index.ts'))
const pinia = JSON.stringify(join(root, 'src/pinia/index.ts'))

/** The page has these already. */
const others = ['vue', 'pinia', '@baas-pay/sdk', '@baas-pay/sdk/scan', 'axios']

const pages = [
  {
    name: 'PayDialog with all it needs, one locale', gate: 14_000, lazyGates: { encoder: 9_000 },
    code: `import { createPayUI, PayDialog } from ${ui}; globalThis.pay = [createPayUI, PayDialog]`,
  },
  { name: 'PayReturn alone, one locale', without: ['pay-dialog', 'pay-qrcode', 'pinia'], code: `import { createPayUI, PayReturn } from ${ui}; globalThis.pay = [createPayUI, PayReturn]` },
  {
    name: 'ScanPay with all it needs, one locale', gate: 16_500, lazyGates: { ScanCamera: 1_500, ScanNumpad: 1_500 }, without: ['pay-dialog', 'pay-qrcode', 'pay-return', 'pinia'],
    code: `import { createPayUI, ScanPay } from ${ui}; globalThis.pay = [createPayUI, ScanPay]`,
  },
  { name: 'ScanPay in a page that has the dialog', beside: 'PayDialog with all it needs, one locale', gate: 10_600, code: `import { createPayUI, PayDialog, ScanPay } from ${ui}; globalThis.pay = [createPayUI, PayDialog, ScanPay]` },
  { name: 'the whole main door', without: ['pinia'], code: `import * as all from ${ui}; globalThis.pay = all` },
  { name: 'the custom elements', without: ['pinia'], code: `import { definePayElements } from ${elements}; globalThis.pay = definePayElements` },
  { name: 'the store alone', without: ['pay-dialog', 'pay-return'], code: `import { usePaymentStore } from ${pinia}; globalThis.pay = usePaymentStore` },
  { name: 'PayQrcode alone', lazyGates: { encoder: 9_000 }, without: ['pay-dialog'], code: `import { PayQrcode } from ${ui}; globalThis.pay = PayQrcode` },
]

const options = (dir) => ({
  config: false, cwd: root, outDir: join(dir, 'out'), format: ['esm'], platform: 'browser', target: 'es2020', minify: true, dts: false, logLevel: 'silent', hash: false,
})

const gzip = (code) => gzipSync(code, { level: 9 }).length

/** Bundles one page; tells what it loads at once, and each chunk that it loads later, by name. */
async function bundle({ code }, dir) {
  await writeFile(join(dir, 'page.js'), code)
  await build({ ...options(dir), entry: [join(dir, 'page.js')], plugins: [vue({ isProduction: true, template: { compilerOptions: { hoistStatic: false, cacheHandlers: false } } })], deps: { alwaysBundle: [/.*/], neverBundle: others, onlyBundle: false } })
  const files = (await readdir(join(dir, 'out'))).filter((file) => file.endsWith('.js'))
  const chunks = await Promise.all(files.map(async (file) => ({ name: file.replace(/\.js$/, ''), file, code: await readFile(join(dir, 'out', file), 'utf8') })))
  const isLazy = ({ file }) => chunks.some((other) => new RegExp(`import\\(["\`']\\./${file}`).test(other.code))
  return { first: chunks.filter((chunk) => !isLazy(chunk)).map((chunk) => chunk.code).join('\n'), lazy: chunks.filter(isLazy) }
}

async function stylesheet(dir, source = 'index') {
  await build({ ...options(dir), entry: { style: join(root, `src/styles/${source}.css`) }, target: ['chrome80', 'safari14'], css: { splitting: false, fileName: 'style.css' } })
  return readFile(join(dir, 'out/style.css'), 'utf8')
}

const kB = (bytes) => `${(bytes / 1000).toFixed(2)} kB`

function weigh(name, bytes, gate = Infinity) {
  const isOver = bytes > gate
  if (isOver) process.exitCode = 1
  process.stdout.write(`${name}: ${kB(bytes)} gzip${gate === Infinity ? '' : `, gate ${kB(gate)}${isOver ? ': OVER' : ''}`}\n`)
}

async function inFolder(act) {
  // Below the package, so that the bundler finds what it depends on.
  const cache = join(root, 'node_modules/.cache')
  await mkdir(cache, { recursive: true })
  const dir = await mkdtemp(join(cache, 'size-'))
  try {
    await act(dir)
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

const sizes = new Map()
for (const page of pages) {
  await inFolder(async (dir) => {
    const { first, lazy } = await bundle(page, dir)
    sizes.set(page.name, gzip(first))
    weigh(page.name, gzip(first) - (sizes.get(page.beside) ?? 0), page.gate)
    for (const text of page.without ?? []) {
      if (!first.includes(text)) continue
      process.exitCode = 1
      process.stdout.write(`  it brings "${text}" along: OVER\n`)
    }
    for (const { name, code } of lazy) weigh(`  lazy ${name}`, gzip(code), page.lazyGates?.[name])
    for (const name of Object.keys(page.lazyGates ?? {}).filter((wanted) => !lazy.some((chunk) => chunk.name === wanted))) {
      process.exitCode = 1
      process.stdout.write(`  no lazy ${name}: OVER\n`)
    }
  })
}
await inFolder(async (dir) => weigh('stylesheet', gzip(await stylesheet(dir)), 5_000))
await inFolder(async (dir) => weigh('stylesheet of a till, beside it', gzip(await stylesheet(dir, 'kiosk')), 4_000))
// The script tag's file has Vue and the sdk inside, too.
await inFolder(async (dir) => {
  await build({ cwd: root, filter: /script/, outDir: join(dir, 'out'), sourcemap: false, logLevel: 'silent' })
  weigh('script tag, everything inside', gzip(await readFile(join(dir, 'out/elements.iife.js'), 'utf8')), 115_000)
})
