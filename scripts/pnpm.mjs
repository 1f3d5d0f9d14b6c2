// Runs the pnpm that package.json's "packageManager" pins, without a global pnpm or corepack.
// A pnpm on the PATH is used only when it is exactly that version: another 10.x would try to replace itself.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { isInstalled, markInstalled } from './installed.mjs'
import { root, run } from './run.mjs'

export { root }
const pin = JSON.parse(readFileSync(`${root}/package.json`, 'utf8')).packageManager.replace(/\+.*$/, '')
const shell = process.platform === 'win32'
const env = { ...process.env, npm_config_yes: 'true', npm_config_update_notifier: 'false' }

let prefix
function command() {
  if (prefix) return prefix
  const found = spawnSync('pnpm', ['--version'], { cwd: root, encoding: 'utf8', shell, env })
  prefix = found.status === 0 && `pnpm@${found.stdout.trim()}` === pin ? ['pnpm'] : ['npx', '--yes', pin]
  return prefix
}

/** Runs pnpm in the workspace's root and resolves with its exit code. */
export function pnpm(args, options = {}) {
  const [file, ...first] = command()
  return run(file, [...first, ...args], { shell, env, ...options })
}

/** Installs what is missing; exits with a clear line where that fails. */
export async function install() {
  if (isInstalled()) return
  console.log('Installing the dependencies…')
  const status = await pnpm(['install', '--frozen-lockfile', '--reporter=append-only', '--loglevel=warn'])
  if (status === 0) return markInstalled()
  console.error('Installing the dependencies failed (see above). Is the npm registry reachable?')
  process.exit(status)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exit(await pnpm(process.argv.slice(2), { stdio: 'inherit' }))
