// `npm test`: every check there is. Its last line sums the tests of all runners.
import { rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { install, pnpm, root } from './pnpm.mjs'
import { run } from './run.mjs'
import { readPlaywrightReport, readVitestReport } from './test-report.mjs'

// A runner that hangs must not take the whole run with it.
const LIMIT_MS = 30 * 60_000
const total = { passed: 0, failed: 0, skipped: 0 }
const failures = []

function fail(what, count = 1) {
  total.failed += count
  failures.push(what)
  return false
}

async function step(name, action) {
  console.log(`\n== ${name}`)
  const from = Date.now()
  const isGood = await action()
  console.log(`== ${name}: ${isGood ? 'ok' : 'FAILED'} (${((Date.now() - from) / 1000).toFixed(1)} s)`)
  return isGood
}

/** A step that is no test counts as one failed when it fails, and not at all otherwise. */
const check = (name, action) => step(name, async () => {
  const code = await action()
  return code === 0 || fail(`${name}: exit code ${code}`)
})

const fileOf = (name) => createRequire(join(root, 'package.json')).resolve(`${name}/package.json`)
const vitest = () => join(dirname(fileOf('vitest')), 'vitest.mjs')
const playwright = () => join(dirname(fileOf('@playwright/test')), 'cli.js')

/** A runner must have run something, and what it says must agree with how it ended. */
const tests = (name, runner, args, options, read) => step(name, async () => {
  const report = join(root, `node_modules/.cache/test-${name.replace(/\W+/g, '-')}.json`)
  rmSync(report, { force: true })
  const code = await run(process.execPath, [runner(), ...args(report)], { timeoutMs: LIMIT_MS, ...options(report) })
  const counted = read(report)
  if (!counted) return fail(`${name}: the runner left no report (exit code ${code})`)
  total.passed += counted.passed
  total.skipped += counted.skipped
  if (counted.passed + counted.failed === 0) return fail([`${name}: ran no test (exit code ${code})`, ...counted.failures].join('\n    '))
  if (counted.failed > 0) return fail([`${name}:`, ...counted.failures].join('\n    '), counted.failed)
  if (code !== 0) return fail([`${name}: every test passed, but the runner ended with exit code ${code}`, ...counted.failures].join('\n    '))
  return true
})

const vitestRun = (name, config) =>
  tests(name, vitest, (report) => ['run', '--config', config, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`], () => ({}), readVitestReport)

const playwrightRun = (name) =>
  tests(name, playwright, () => ['test', '--reporter=list,json'], (report) => ({ cwd: join(root, 'e2e'), env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: report } }), readPlaywrightReport)

await install()
await check('lint', () => pnpm(['run', 'lint'], { timeoutMs: LIMIT_MS }))
await check('types', () => pnpm(['run', 'typecheck'], { timeoutMs: LIMIT_MS }))
const isBuilt = await check('build', () => pnpm(['run', 'build'], { timeoutMs: LIMIT_MS }))
if (isBuilt) await check('the packages as they are shipped', () => run(process.execPath, [join(root, 'scripts/publish-check.mjs')], { timeoutMs: LIMIT_MS }))
for (const name of ['sdk', 'ui']) await check(`size gates of the ${name}`, () => pnpm(['--filter', `@baas-pay/${name}`, 'run', 'size'], { timeoutMs: LIMIT_MS }))
const hasBrowser = await check('browser to test in', () => run(process.execPath, [join(root, 'scripts/chromium.mjs')], { timeoutMs: LIMIT_MS }))
await vitestRun('unit tests', 'vitest.config.ts')
if (hasBrowser && isBuilt) await vitestRun('packed packages', 'vitest.packed.config.ts')
else fail('packed packages: not installed, there is no browser or no build')
if (hasBrowser) await vitestRun('browser tests', 'vitest.browser.config.ts')
else fail('browser tests: not run, there is no browser')
if (hasBrowser && isBuilt) await playwrightRun('e2e tests')
else fail(`e2e tests: not run, ${isBuilt ? 'there is no browser' : 'the build failed'}`)

if (failures.length > 0) console.log(`\nFailed:\n${failures.map((line) => `  ${line}`).join('\n')}`)
console.log(`\n${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`)
process.exitCode = total.failed > 0 ? 1 : 0
