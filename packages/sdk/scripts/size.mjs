// `pnpm --filter @baas-pay/sdk run size [--modules]`: what a page pays for what it imports, gzipped, as a shop's bundler makes it of the
// package as it is shipped: what it loads at once, and each part that it loads where it is used. Exits 1 over a gate. `--modules` tells what
// each module adds.
import { copyFile, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'tsdown'
import { moduleSizes } from './module-sizes.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
// The package's own way of building is looked for there.
process.chdir(root)
const showsModules = process.argv.includes('--modules')

const pageOf = (...names) => `import { ${names.join(', ')} } from '../dist/index.js'; globalThis.pay = [${names.join(', ')}]`
const engine = ['createCheckout', 'createPayClient']
const checkout = [...engine, 'minCloud']
const bridged = (bridge) => ({ name: bridge, over: 'client + MinCloud + QR checkout', parts: [], without: ['axios'], code: pageOf(...checkout, bridge) })

const pages = [
  { name: 'facade without axios', gate: 4000, without: ['axios'], code: pageOf('BaaS') },
  // The goal is 8 kB; until it is reached it may not grow.
  { name: 'client + MinCloud + QR checkout', gate: 14_600, goal: 8000, without: ['axios'], code: pageOf(...checkout) },
  // Together with the parts that these load where they are used.
  {
    name: 'bridges, redirect and tabs', over: 'client + MinCloud + QR checkout', parts: ['company', 'wallet'], gate: 4000, without: ['axios'],
    code: pageOf(...checkout, 'weixinBridge', 'resume'),
  },
  // A page is in one wallet's browser; whoever offers all three pays for each.
  { ...bridged('alipayBridge'), gate: 500 },
  { ...bridged('qqBridge'), gate: 500 },
  { name: 'client + QR checkout, without a backend', without: ['axios'], code: pageOf(...engine) },
  {
    name: 'walnut', over: 'client + QR checkout, without a backend', parts: [], gate: 2500, without: ['axios'],
    code: `import { walnut } from '../dist/walnut.js'; ${pageOf(...engine)}; globalThis.pay.push(walnut)`,
  },
  // Beside a checkout or without one.
  { name: 'scanner', gate: 3900, goal: 3000, without: ['axios'], code: 'import { createScanGun } from "../dist/scan.js"; globalThis.pay = createScanGun' },
  { name: 'axios alone, for comparison', without: [], code: 'import axios from "axios"; globalThis.pay = axios' },
]

const gzip = (chunks) => gzipSync(chunks.map(({ code }) => code).join('\n'), { level: 9 }).length

/** Bundles one page; gives the files that it loads at once, and those that it loads where they are used. */
async function bundle({ code, without }, dir) {
  const out = join(dir, 'out')
  await mkdir(dir)
  await writeFile(join(dir, 'page.js'), code)
  await build({
    config: false, cwd: root, entry: [join(dir, 'page.js')], outDir: out, format: ['esm'], platform: 'browser', target: 'es2020', minify: true, dts: false, hash: false, sourcemap: true,
    logLevel: 'silent', deps: { alwaysBundle: without.length > 0 ? [] : [/.*/], neverBundle: without, onlyBundle: false },
  })
  const files = (await readdir(out)).filter((file) => file.endsWith('.js'))
  const chunks = await Promise.all(files.map(async (file) => ({
    file, code: (await readFile(join(out, file), 'utf8')).replace(/\/\/# sourceMappingURL=.*\n?/, ''), map: JSON.parse(await readFile(join(out, `${file}.map`), 'utf8')),
  })))
  const isLazy = ({ file }) => chunks.some((other) => other.code.includes(`import(\`./${file}\`)`))
  return { out, first: chunks.filter((chunk) => !isLazy(chunk)), lazy: chunks.filter(isLazy) }
}

const nameOf = (file) => file.replace(/\.js$/, '')
const kB = (bytes) => `${(bytes / 1000).toFixed(2)} kB`
const print = (line) => process.stdout.write(`${line}\n`)

/** Prints a size, and how it stands to its gate. */
function weigh({ name, gate = Infinity, goal = gate }, bytes) {
  const isOver = bytes > gate
  if (isOver) process.exitCode = 1
  print(`${name}: ${kB(bytes)} gzip${gate === Infinity ? '' : `, gate ${kB(gate)}${isOver ? ': OVER' : ''}`}${bytes > goal && goal < gate ? `, goal ${kB(goal)} not reached` : ''}`)
}

function printModules({ out, first, lazy }, dist) {
  for (const { file, code, map } of [...first, ...lazy]) {
    print(`  ${file}: ${code.length} bytes minified`)
    for (const { module, bytes, gzipped } of moduleSizes(code, map)) {
      print(`    ${String(bytes).padStart(6)} ${String(gzipped).padStart(6)} gzip  ${relative(dist, resolve(out, module))}`)
    }
  }
}

/** What each page loads at once. */
const firsts = new Map()

async function measure(page, dir, dist) {
  const built = await bundle(page, dir)
  const { first, lazy } = built
  firsts.set(page.name, gzip(first))
  if (page.over) {
    const parts = lazy.filter(({ file }) => page.parts.includes(nameOf(file)))
    if (parts.length < page.parts.length) throw new Error(`not every one of ${page.parts.join(', ')} is a part any more`)
    return weigh({ ...page, name: `${page.name}, over ${page.over}` }, gzip([...first, ...parts]) - firsts.get(page.over))
  }
  weigh(page, gzip(first))
  for (const chunk of lazy) print(`  where it is used, ${nameOf(chunk.file)}: ${kB(gzip([chunk]))} gzip`)
  if (showsModules) printModules(built, dist)
}

// Below the package, so that the bundler finds axios; with a package.json of its own, which says what may be left out.
const cache = join(root, 'node_modules/.cache')
await mkdir(cache, { recursive: true })
const shipped = await mkdtemp(join(cache, 'size-'))
try {
  const dist = join(shipped, 'dist')
  await copyFile(join(root, 'package.json'), join(shipped, 'package.json'))
  await build({ cwd: root, outDir: dist, dts: false, sourcemap: false, clean: false, logLevel: 'silent' })
  for (const [index, page] of pages.entries()) await measure(page, join(shipped, `page-${index}`), dist)
} finally {
  await rm(shipped, { recursive: true, force: true })
}
