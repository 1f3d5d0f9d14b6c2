import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const oxlint = join(dirname(createRequire(import.meta.url).resolve('oxlint/package.json')), 'bin/oxlint')
const DIRECTION_RULES = /eslint\(no-restricted-(?:imports|globals|properties)\)/

let dir = ''

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'baas-pay-direction-'))
  copyFileSync(fileURLToPath(new URL('../.oxlintrc.json', import.meta.url)), join(dir, '.oxlintrc.json'))
})

afterAll(() => rmSync(dir, { recursive: true, force: true }))

/** Whether the project's lint refuses this line of code in a file at this path, for the direction of its dependencies. */
function isRefused(path: string, code: string): boolean {
  const file = join(dir, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `${code}\n`)
  const { stdout, stderr } = spawnSync(process.execPath, [oxlint, '-c', '.oxlintrc.json', '--format', 'unix', path], { cwd: dir, encoding: 'utf8' })
  rmSync(file)
  if (!stdout.includes('problem') && !stdout.includes('Found')) expect(stdout + stderr).toBe('')
  return DIRECTION_RULES.test(stdout)
}

const SDK = 'packages/sdk/src/watch.ts'
const CORE = 'packages/sdk/src/core/machine.ts'
const SDK_TEST = 'packages/sdk/src/watch.test.ts'
const UI = 'packages/ui/src/components/PayDialog/PayDialog.ts'
const UI_TEST = 'packages/ui/src/components/PayDialog/PayDialog.test.ts'
const MOCK = 'packages/mock-server/src/merchant/routes.ts'
const MOCK_TEST = 'packages/mock-server/test/wire.test.ts'
const PLAYGROUND = 'playground/src/shop.ts'

describe('the lint refuses', () => {
  it.each([
    [SDK, `export { ref } from 'vue'`],
    [SDK, `import { ref } from '@vue/reactivity'; export default ref`],
    [SDK, `export { useOnline } from '@vueuse/core'`],
    [SDK, `export { PayDialog } from '@baas-pay/ui'`],
    [SDK, `export { createMockServer } from '@baas-pay/mock-server'`],
    [SDK, `import type { MockServer } from '@baas-pay/mock-server'; export type A = MockServer`],
    [SDK, `export { createMockServer } from '../../mock-server/src/server'`],
    [SDK, `export const lazily = () => import('vue')`],
    [SDK, `export { readFile } from 'node:fs'`],
    [CORE, `export { ref } from 'vue'`],
    [CORE, `export { createMockServer } from '@baas-pay/mock-server'`],
    [CORE, `import axios from 'axios'; export default axios`],
    [CORE, `export { systemClock } from '../runtime/clock'`],
    [CORE, `import type { Clock } from '../runtime/clock'; export type A = Clock`],
    [CORE, `export { watchOrder } from '../watch'`],
    [CORE, `export const now = () => Date.now()`],
    [CORE, `export const now = () => new Date()`],
    [CORE, `export const chance = () => Math.random()`],
    [CORE, `export const ask = () => fetch('/')`],
    [CORE, `export const later = (then: () => void) => setTimeout(then, 1)`],
    [CORE, `export const here = () => window.location`],
    [SDK_TEST, `export { PayDialog } from '@baas-pay/ui'`],
    [SDK_TEST, `export { createMockServer } from '../../mock-server/src/server'`],
    [UI, `export { createMockServer } from '@baas-pay/mock-server'`],
    [UI, `export { serve } from '@baas-pay/mock-server/serve'`],
    [UI, `export { transition } from '../../../../sdk/src/core/machine'`],
    [UI, `export { shop } from '../../../../../playground/src/shop'`],
    [UI_TEST, `export { transition } from '../../../../sdk/src/core/machine'`],
    [MOCK, `export { HError } from '@baas-pay/sdk'`],
    [MOCK, `import type { HError } from '@baas-pay/sdk'; export type A = HError`],
    [MOCK, `export { toFen } from '../../../sdk/src/core/money'`],
    [MOCK, `export const lazily = () => import('@baas-pay/ui')`],
    [MOCK_TEST, `export { minCloud } from '@baas-pay/sdk'`],
    [PLAYGROUND, `export { createMockServer } from '@baas-pay/mock-server'`],
    [PLAYGROUND, `export { serve } from '@baas-pay/mock-server/serve'`],
    [PLAYGROUND, `export { HError } from '../../packages/sdk/src/errors'`],
    [PLAYGROUND, `export { readQr } from '../../e2e/models/qr'`],
  ])('in %s: %s', (path, code) => {
    expect(isRefused(path, code)).toBe(true)
  })
})

describe('the lint accepts', () => {
  it.each([
    [SDK, `export { transition } from './core/machine'`],
    [SDK, `import axios from 'axios'; export default axios`],
    [SDK, `export const now = () => Date.now()`],
    [CORE, `export { toFen } from './money'`],
    [CORE, `export { HError } from '../errors'`],
    [SDK_TEST, `export { createMockServer } from '@baas-pay/mock-server'`],
    [UI, `export { createCheckout } from '@baas-pay/sdk'`],
    [UI, `export { useX } from '../../composables/useX'`],
    [UI_TEST, `export { createMockServer } from '@baas-pay/mock-server'`],
    [MOCK, `export { systemClock } from '../ports/clock'`],
    [PLAYGROUND, `export { PayDialog } from '@baas-pay/ui'`],
    ['e2e/specs/shop.spec.ts', `export { createMockServer } from '@baas-pay/mock-server'`],
  ])('in %s: %s', (path, code) => {
    expect(isRefused(path, code)).toBe(false)
  })
})
