// Tells when the npm that runs this script is gone: killed outright it passes no signal on.
import { spawnSync } from 'node:child_process'

const LOOK_EVERY_MS = 500

// Between npm and us there is a shell, which outlives npm while we run.
function npmPid() {
  const { status, stdout } = spawnSync('ps', ['-o', 'ppid=', '-p', String(process.ppid)], { encoding: 'utf8' })
  return status === 0 ? Number(stdout) : undefined
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** Calls back once npm, or the shell between, has ended. Does nothing where npm did not start us, and holds no process alive. */
export function whenNpmEnds(callback) {
  if (process.env.npm_lifecycle_event === undefined || process.platform === 'win32') return
  const parents = [process.ppid, npmPid()].filter((pid) => pid > 1)
  const timer = setInterval(() => {
    if (parents.every(isAlive)) return
    clearInterval(timer)
    callback()
  }, LOOK_EVERY_MS)
  timer.unref()
}
