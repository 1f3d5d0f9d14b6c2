// `pnpm --filter @baas-pay/sdk run test:model [runs]`: the model of the checkout, played over each backend 10,000 times or as often as said.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const vitest = fileURLToPath(new URL('../../../node_modules/vitest/vitest.mjs', import.meta.url))
const { status } = spawnSync(process.execPath, [vitest, 'run', '--project', 'sdk', '--typecheck.enabled=false', 'packages/sdk/test/model'], {
  cwd: root, stdio: 'inherit', env: { ...process.env, RUNS: process.argv[2] ?? '10000' },
})
process.exitCode = status ?? 1
