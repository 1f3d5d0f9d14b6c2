import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it, onTestFinished } from 'vitest'

const path = (file: string) => fileURLToPath(new URL(`../${file}`, import.meta.url))
const text = readFileSync(path('docs/coming-back.md'), 'utf8')
const samples = [...text.matchAll(/```(ts|vue)\n([\s\S]*?)```/g)].map(([, language = '', code = '']) => ({ language, code }))

/** Below the playground, which has the router and the store that the samples import. */
function folder(): string {
  const cache = path('playground/node_modules/.cache')
  mkdirSync(cache, { recursive: true })
  const dir = mkdtempSync(`${cache}/docs-`)
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  return dir
}

it('the samples of docs/coming-back.md compile against the packages, with vue-router', async () => {
  expect(samples.map(({ language }) => language)).toEqual(['ts', 'vue', 'ts'])
  const dir = folder()
  for (const [index, { language, code }] of samples.entries()) writeFileSync(`${dir}/sample-${index}.${language}`, code)
  writeFileSync(`${dir}/tsconfig.json`, JSON.stringify({ extends: path('playground/tsconfig.json'), compilerOptions: { noEmit: true, noUnusedLocals: false }, include: ['./*', path('packages/ui/src/**/*.d.ts')], exclude: [] }))
  const { stdout } = await promisify(execFile)(process.execPath, [path('playground/node_modules/vue-tsc/bin/vue-tsc.js'), '-p', dir]).catch((error: { stdout: string }) => error)
  expect(stdout).toBe('')
}, 120_000)
