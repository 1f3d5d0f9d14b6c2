// A Chromium (headless shell) that ships inside a registry package, for machines where no browser can be installed.
// Of the package only its files are used: its own code unpacks to a fixed path in the temp folder, unchecked,
// and its own flags switch off web security, which would hide CORS faults.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { keepPackage, keptPackage } from './registry-package.mjs'

const spec = {
  name: '@sparticuz/chromium',
  version: '147.0.0', // the last that runs on Node 20
  integrity: 'sha512-4ZKeAQQa8up2mt675qSitztLdbQrlf8BKdC5naeap+5Mv1OV1OlJdPoU+EJC/p5sQUJUQmN4r+q5+EhaaOUHpQ==',
}

export const isShippedHere = () => process.platform === 'linux' && process.arch === 'x64'

/** The path of the one kept earlier, or undefined. */
export function shippedChromium() {
  const dir = keptPackage(spec)
  return dir && join(dir, 'chromium')
}

/** Fetches it where it is missing; throws where that fails. */
export function fetchShippedChromium() {
  console.log(`No browser found. Fetching the Chromium that ships in ${spec.name}@${spec.version}…`)
  const dir = keepPackage(spec, (packageDir, into) => {
    const chromium = join(into, 'chromium')
    writeFileSync(chromium, brotliDecompressSync(readFileSync(join(packageDir, 'bin/chromium.br'))), { mode: 0o755 })
    if (missesLibraries(chromium)) unpackLibraries(packageDir, into)
  })
  return join(dir, 'chromium')
}

function missesLibraries(chromium) {
  const { status, stdout } = spawnSync('ldd', [chromium], { encoding: 'utf8' })
  return status !== 0 || stdout.includes('not found')
}

// NSS, NSPR and expat, which a small image lacks.
function unpackLibraries(packageDir, into) {
  const tarball = join(packageDir, 'libraries.tar')
  writeFileSync(tarball, brotliDecompressSync(readFileSync(join(packageDir, 'bin/al2023.tar.br'))))
  mkdirSync(into, { recursive: true })
  spawnSync('tar', ['-xf', tarball, '-C', into])
}

/** What a browser with its libraries beside it needs in its environment. */
export function libraryEnv(executablePath) {
  const lib = join(dirname(executablePath), 'lib')
  if (executablePath !== shippedChromium() || !existsSync(lib)) return {}
  return { LD_LIBRARY_PATH: [lib, process.env.LD_LIBRARY_PATH].filter(Boolean).join(':') }
}
