// `npm run publish:check`: publint and attw over each package as it would be published. Exits 1 at the first that is not fit.
import { pnpm } from './pnpm.mjs'

/** What attw is told of each: two are ES modules alone, and a contract has no types. */
const packages = {
  sdk: [],
  ui: ['--profile', 'esm-only'],
  'mock-server': ['--profile', 'esm-only', '--exclude-entrypoints', 'openapi.yaml'],
}

/** They are the sdk's tools, and pack what they are pointed at. */
const tool = (...args) => pnpm(['--filter', '@baas-pay/sdk', 'exec', ...args], { timeoutMs: 5 * 60_000 })

for (const [name, options] of Object.entries(packages)) {
  const code = (await tool('publint', '--strict', `../${name}`)) || (await tool('attw', '--format', 'ascii', '--pack', `../${name}`, ...options))
  if (code !== 0) process.exit(code)
}
