// Remembers which lockfile and manifests the last install was for, so that an unchanged tree starts without asking pnpm.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from './run.mjs'

const stamp = join(root, 'node_modules/.cache/installed')

function projects() {
  const packages = readdirSync(join(root, 'packages')).map((name) => `packages/${name}`)
  return ['.', ...packages, 'playground', 'e2e'].filter((path) => existsSync(join(root, path, 'package.json')))
}

function fingerprint() {
  const hash = createHash('sha256')
  const files = ['pnpm-lock.yaml', 'pnpm-workspace.yaml', ...projects().map((path) => `${path}/package.json`)]
  for (const file of files) hash.update(file).update(readFileSync(join(root, file)))
  return hash.digest('hex')
}

export function isInstalled() {
  const isThere = projects().every((path) => existsSync(join(root, path, 'node_modules')))
  return isThere && existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint()
}

export function markInstalled() {
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, fingerprint())
}
