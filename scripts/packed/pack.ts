/** Packs each package once, as it would be published, for the tests that install it. */
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { pnpm } from '../pnpm.mjs'

const NAMES = ['sdk', 'ui', 'mock-server'] as const

/** The tarballs, by the packages' own names. */
export type Tarballs = Readonly<Record<`@baas-pay/${(typeof NAMES)[number]}`, string>>

declare module 'vitest' {
  interface ProvidedContext {
    tarballs: Tarballs
  }
}

async function pack(name: string, into: string): Promise<string> {
  const code = await pnpm(['--filter', `@baas-pay/${name}`, 'pack', '--pack-destination', into], { stdio: 'ignore', timeoutMs: 120_000 })
  const file = (await readdir(into)).find((one) => one.startsWith(`baas-pay-${name}-`))
  if (code !== 0 || !file) throw new Error(`@baas-pay/${name} can't be packed (exit code ${code})`)
  return join(into, file)
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dir = await mkdtemp(join(tmpdir(), 'baas-pay-packed-'))
  const packed = []
  for (const name of NAMES) packed.push([`@baas-pay/${name}`, await pack(name, dir)])
  project.provide('tarballs', Object.fromEntries(packed) as Tarballs)
  return () => rm(dir, { recursive: true, force: true })
}
