// `pnpm --filter @baas-pay/mock-server run test:model [runs]`: the model of payers, cashiers, networks and kills, played 1,000 times or as often as said.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const vitest = fileURLToPath(new URL('../../../node_modules/vitest/vitest.mjs', import.meta.url))
const { status } = spawnSync(process.execPath, [vitest, 'run', '--project', 'mock-server', 'packages/mock-server/test/model'], {
  cwd: root, stdio: 'inherit', env: { ...process.env, RUNS: process.argv[2] ?? '1000' },
})
process.exitCode = status ?? 1
