// The last resort: Debian's packages, installed only as root and never unannounced.
import { spawnSync } from 'node:child_process'

const apt = (args) => {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  // Another install at the same time (of this project or not) is waited for.
  const { status } = spawnSync('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=180', ...args], { env, stdio: ['ignore', 'ignore', 'inherit'] })
  return status === 0
}

export function canInstallSystemPackages() {
  return process.platform === 'linux' && process.getuid?.() === 0 && spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status === 0
}

/** Says what it installs and why, then tries. */
export function installSystemPackages(why, names) {
  console.log(`${why} Installing system packages with apt-get (as root): ${names.join(' ')}`)
  // A failed update still leaves the lists of an earlier one to install from.
  apt(['update'])
  return apt(['install', '-y', '--no-install-recommends', ...names])
}
