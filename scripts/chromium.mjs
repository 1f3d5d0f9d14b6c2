// Finds a Chromium that Playwright can drive. In this order: CHROMIUM_PATH, Playwright's own, the system's, the one shipped in a
// registry package; as a script it gets a missing one: the shipped, else Playwright's download, and as a last resort a system package.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { homedir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureChineseFont, fontEnv } from './chinese-font.mjs'
import { root, run } from './run.mjs'
import { fetchShippedChromium, isShippedHere, libraryEnv, shippedChromium } from './shipped-chromium.mjs'
import { canInstallSystemPackages, installSystemPackages } from './system-packages.mjs'

const MAC_APPS = ['Google Chrome.app/Contents/MacOS/Google Chrome', 'Chromium.app/Contents/MacOS/Chromium', 'Microsoft Edge.app/Contents/MacOS/Microsoft Edge']
const WINDOWS_PROGRAMS = ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe']
const LINUX_COMMANDS = ['chromium', 'google-chrome-stable', 'google-chrome', 'chromium-browser', 'microsoft-edge-stable']

const within = (dirs, names) => dirs.filter(Boolean).flatMap((dir) => names.map((name) => join(dir, name)))

function systemCandidates() {
  const { PATH = '', PROGRAMFILES, LOCALAPPDATA } = process.env
  if (process.platform === 'darwin') return within(['/Applications', join(homedir(), 'Applications')], MAC_APPS)
  if (process.platform === 'win32') return within([PROGRAMFILES, process.env['PROGRAMFILES(X86)'], LOCALAPPDATA], WINDOWS_PROGRAMS)
  return LINUX_COMMANDS.flatMap((name) => within(PATH.split(delimiter), [name]))
}

// A file that is there may still be a stub that asks for a snap, or lack its libraries. (On Windows the question would open a window.)
function runs(path) {
  if (!existsSync(path)) return false
  if (process.platform === 'win32') return true
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 20_000, env: { ...process.env, ...libraryEnv(path) } }).status === 0
}

async function playwrightOwn() {
  const { chromium } = await import('@playwright/test')
  return chromium.executablePath()
}

/** Where a Chromium is and who brought it, or undefined. Throws when CHROMIUM_PATH names none that runs. */
export async function findChromium() {
  const chosen = process.env.CHROMIUM_PATH
  if (chosen) {
    if (!runs(chosen)) throw new Error(`CHROMIUM_PATH names no browser that runs: ${chosen}`)
    return { from: 'CHROMIUM_PATH', executablePath: chosen }
  }
  const candidates = [['Playwright', await playwrightOwn()], ...systemCandidates().map((path) => ['system', path]), ['registry package', shippedChromium()]]
  const found = candidates.find(([, path]) => path && runs(path))
  return found && { from: found[0], executablePath: found[1] }
}

const waysToGetOne = [
  () => isShippedHere() && fetchShippedChromium(),
  () => run(process.execPath, [playwrightCli(), 'install', 'chromium']),
  () => canInstallSystemPackages() && installSystemPackages('No browser could be had otherwise.', ['chromium']),
]

function playwrightCli() {
  return join(dirname(createRequire(join(root, 'package.json')).resolve('@playwright/test/package.json')), 'cli.js')
}

/** Finds a Chromium, or gets one; throws when there is none to be had. */
export async function ensureChromium() {
  let found = await findChromium()
  for (const way of waysToGetOne) {
    if (found) return found
    try {
      await way()
    } catch (error) {
      console.log(`That did not work: ${error.message}`)
    }
    found = await findChromium()
  }
  if (found) return found
  throw new Error('No Chromium found. Install Chrome or Chromium, or name one by CHROMIUM_PATH.')
}

/** Launch options for Playwright and for Vitest's browser mode. */
export async function chromiumLaunchOptions() {
  const found = await findChromium()
  if (!found) throw new Error('No Chromium found. "node scripts/chromium.mjs" gets one; CHROMIUM_PATH names one.')
  return {
    executablePath: found.executablePath,
    // Without these a headless Chromium keeps asking for hosts on the internet; hinting differs between machines.
    args: ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--font-render-hinting=none'],
    env: { ...process.env, ...libraryEnv(found.executablePath), ...fontEnv() },
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const found = await ensureChromium()
    console.log(`Chromium (${found.from}): ${found.executablePath}`)
    console.log(`Chinese font: ${ensureChineseFont() ?? 'none'}`)
  } catch (error) {
    console.error(error.message)
    process.exitCode = 1
  }
}
