// Keeps what a package of the npm registry ships (a browser, a font) under node_modules/.cache, without making it a dependency.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './run.mjs'

const cache = join(root, 'node_modules/.cache')
const HOUR_MS = 3_600_000

const home = ({ name, version }) => join(cache, `${name.replace('@', '').replace('/', '-')}-${version}`)

function sweepLeftovers() {
  for (const name of readdirSync(cache).filter((entry) => entry.startsWith('part-'))) {
    const path = join(cache, name)
    const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0)
    if (age > HOUR_MS) rmSync(path, { recursive: true, force: true })
  }
}

function succeed(file, args, cwd) {
  const { status, stdout, stderr, error } = spawnSync(file, args, { cwd, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${file} ${args[0]} failed: ${(stderr || stdout || error?.message || '').trim().slice(-600)}`)
  return stdout
}

function download({ name, version, integrity }, into) {
  const printed = succeed('npm', ['pack', `${name}@${version}`, '--loglevel=error', '--ignore-scripts'], into)
  const tarball = join(into, printed.trim().split('\n').at(-1))
  const found = `sha512-${createHash('sha512').update(readFileSync(tarball)).digest('base64')}`
  if (found !== integrity) throw new Error(`${name}@${version} is not the one this project knows (${found})`)
  succeed('tar', ['-xzf', tarball], into)
  rmSync(tarball)
  return join(into, 'package')
}

/** The folder of a package kept earlier, or undefined. */
export function keptPackage(spec) {
  return existsSync(home(spec)) ? home(spec) : undefined
}

/**
 * The folder where `prepare(packageDir, into)` left what is wanted of a package; prepared now where it is missing.
 * Prepared aside and moved into place at once, so that two runs at a time can't see a half of it.
 */
export function keepPackage(spec, prepare) {
  const kept = keptPackage(spec)
  if (kept) return kept
  mkdirSync(cache, { recursive: true })
  sweepLeftovers()
  const part = join(cache, `part-${process.pid}-${Date.now()}`)
  const into = join(part, 'ready')
  mkdirSync(into, { recursive: true })
  try {
    prepare(download(spec, part), into)
    renameSync(into, home(spec))
  } catch (error) {
    if (!keptPackage(spec)) throw error
  } finally {
    rmSync(part, { recursive: true, force: true })
  }
  return home(spec)
}
