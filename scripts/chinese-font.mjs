// Chinese text in pictures needs a font with Chinese in it. No test fails for want of one.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { keepPackage, keptPackage } from './registry-package.mjs'
import { canInstallSystemPackages, installSystemPackages } from './system-packages.mjs'

const spec = {
  name: '@embedpdf/fonts-sc', // Noto Sans Hans, SIL Open Font License
  version: '1.0.0',
  integrity: 'sha512-ETXl7XCwaQLSSvMO3EUDwMNqtL64kX2LlFxarTRi/NsIGGOIxUurGfKtrkmtnKHrWy1jAJSt6oxK2uJhvdvQIw==',
}

/** Whether the system has a font with Chinese; macOS and Windows always do. */
export function systemHasChineseFont() {
  if (process.platform !== 'linux') return true
  const { status, stdout } = spawnSync('fc-list', [':lang=zh', 'file'], { encoding: 'utf8' })
  return status === 0 && stdout.trim() !== ''
}

/** Sees to a font: the system's, else one shipped in a registry package, else a system package. Says what it did; never throws. */
export function ensureChineseFont() {
  if (systemHasChineseFont()) return 'system'
  if (keptPackage(spec)) return 'shipped'
  try {
    console.log(`No Chinese font found. Fetching the one that ships in ${spec.name}@${spec.version}…`)
    keepPackage(spec, (packageDir, into) => {
      for (const weight of ['Regular', 'Bold']) renameSync(join(packageDir, `fonts/NotoSansHans-${weight}.otf`), join(into, `NotoSansHans-${weight}.otf`))
    })
    return 'shipped'
  } catch (error) {
    console.log(`It could not be had: ${error.message}`)
  }
  if (canInstallSystemPackages() && installSystemPackages('Chinese text in pictures needs a font.', ['fonts-wqy-microhei'])) return 'system'
  console.log('No Chinese font: pictures will show boxes instead of Chinese. The tests do not depend on it.')
  return undefined
}

/** What points a browser at the kept font, beside the system's own. */
export function fontEnv() {
  const dir = keptPackage(spec)
  if (!dir || process.platform !== 'linux' || systemHasChineseFont()) return {}
  const file = join(dir, 'fonts.conf')
  const text = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${dir}</dir>
  <cachedir>${join(dir, 'cache')}</cachedir>
</fontconfig>
`
  // It holds the folder's own path, so a moved work tree needs another.
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
    const part = `${file}.${process.pid}`
    writeFileSync(part, text)
    renameSync(part, file)
  }
  return { FONTCONFIG_FILE: file }
}
