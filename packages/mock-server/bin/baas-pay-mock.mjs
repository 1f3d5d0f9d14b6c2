#!/usr/bin/env node
import { existsSync } from 'node:fs'

// In the workspace the source runs as it is, so that no build has to come first; a published package has only dist.
const source = new URL('../src/cli.ts', import.meta.url)

async function loadTsx() {
  try {
    return await import('tsx/esm/api')
  } catch {
    return undefined
  }
}

const tsx = existsSync(source) ? await loadTsx() : undefined
const cli = tsx ? await tsx.tsImport(source.href, import.meta.url) : await import(new URL('../dist/cli.js', import.meta.url).href)
await cli.run(process.argv.slice(2))
