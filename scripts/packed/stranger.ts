/** A project of somebody else's, outside the workspace, with our packages as the registry would give them. */
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { root } from '../run.mjs'

/** One. */
export interface Stranger {
  readonly dir: string
  /** A file of an installed package. */
  readonly read: (path: string) => string
  /** Runs one of its programs, by its path under node_modules, or a script of its own; resolves with what it printed. Rejects where it fails, with that. */
  readonly node: (...args: readonly string[]) => Promise<string>
  readonly remove: () => Promise<void>
}

const BIN = { shell: process.platform === 'win32', maxBuffer: 64 * 1024 * 1024 }

function run(file: string, args: readonly string[], cwd: string): Promise<string> {
  // The workspace's own settings are none of a stranger's.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(npm_|pnpm_|NODE_ENV$|NODE_OPTIONS$|VITEST|TEST$|VITE_)/i.test(name) || name === 'npm_config_registry'))
  return new Promise((resolve, reject) => {
    execFile(file, [...args], { ...BIN, cwd, env }, (error, stdout, stderr) => {
      if (error) reject(new Error(`${file} ${args.join(' ')}\n${stdout}\n${stderr}`.slice(0, 20_000)))
      else resolve(stdout)
    })
  })
}

/** The version that the workspace has, so that a run of tomorrow is that of today. */
export const sameVersion = (name: string, within = 'package.json'): string =>
  (JSON.parse(readFileSync(createRequire(join(root, within)).resolve(`${name}/package.json`), 'utf8')) as { version: string }).version

/** Makes a folder with these files, and installs these dependencies (version, or a tarball's path) with npm. */
export async function stranger(files: Readonly<Record<string, string>>, dependencies: Readonly<Record<string, string>>): Promise<Stranger> {
  const dir = await mkdtemp(join(tmpdir(), 'baas-pay-stranger-'))
  const manifest = { name: 'stranger', private: true, ...(files['package.json'] ? (JSON.parse(files['package.json']) as object) : {}), dependencies }
  for (const [path, text] of Object.entries({ ...files, 'package.json': JSON.stringify(manifest) })) {
    await mkdir(dirname(join(dir, path)), { recursive: true })
    await writeFile(join(dir, path), text)
  }
  await run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--prefer-offline', '--loglevel=error'], dir)
  return {
    dir,
    read: (path) => readFileSync(join(dir, 'node_modules', path), 'utf8'),
    node: (...args) => run(process.execPath, args, dir),
    remove: () => rm(dir, { recursive: true, force: true }),
  }
}
