// Runs a program to its end without outliving us: what ends this process is passed on to the program.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']

/**
 * Resolves with the program's exit code: 1 where it ended by a signal, 124 after `timeoutMs`, 127 where it could not start.
 * After a signal of our own this process ends too, once the program has.
 */
export function run(file, args, { timeoutMs, ...options } = {}) {
  return new Promise((resolve) => {
    const child = spawn(file, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], ...options })
    let timedOut = false
    let received
    const passOn = (signal) => {
      received = signal
      // A terminal's Ctrl-C reaches the program too, and a second one would cut its clean-up short.
      if (signal === 'SIGINT') setTimeout(() => child.kill('SIGTERM'), 3000).unref()
      else child.kill(signal)
    }
    for (const signal of signals) process.on(signal, passOn)
    const timer = timeoutMs && setTimeout(() => {
      timedOut = true
      child.kill('SIGKILL')
    }, timeoutMs)
    const end = (code) => {
      clearTimeout(timer)
      for (const signal of signals) process.off(signal, passOn)
      if (received) process.kill(process.pid, received)
      else resolve(timedOut ? 124 : code)
    }
    child.once('error', (error) => {
      console.error(`Could not run ${file}: ${error.message}`)
      end(127)
    })
    child.once('exit', (code) => end(code ?? 1))
  })
}
