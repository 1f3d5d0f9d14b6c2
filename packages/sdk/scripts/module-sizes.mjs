// What each module adds to a bundle: its minified bytes, and how much smaller the bundle would be without them, gzipped.
import { SourceMap } from 'node:module'
import { gzipSync } from 'node:zlib'

const gzip = (text) => gzipSync(text, { level: 9 }).length

/** The module of each character of a bundle, in order, by the bundle's source map. */
function ownersOf(code, map) {
  const sources = new SourceMap(map)
  return code.split('\n').flatMap((line, row) =>
    Array.from({ length: line.length + 1 }, (_, column) => sources.findEntry(row, column).originalSource ?? 'the bundler\'s own'))
}

/** `[{ module, bytes, gzipped }]`, the dearest first. */
export function moduleSizes(code, map) {
  const owners = ownersOf(code, map)
  const characters = [...code]
  return [...new Set(owners.slice(0, code.length))]
    .map((module) => ({
      module,
      bytes: owners.filter((owner, index) => owner === module && index < code.length).length,
      gzipped: gzip(code) - gzip(characters.filter((_, index) => owners[index] !== module).join('')),
    }))
    .toSorted((a, b) => b.gzipped - a.gzipped)
}
