import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'

const BIN = fileURLToPath(new URL('../bin/baas-pay-mock.mjs', import.meta.url))
const started: ChildProcess[] = []

/** The command as it runs: what it wrote so far, and how it ended. */
export interface Running {
  readonly child: ChildProcess
  readonly output: { out: string, err: string }
  readonly ended: Promise<{ code: unknown, out: string, err: string }>
}

/** Runs `baas-pay-mock` from its source. `env` is added to this process's own. */
export function run(args: readonly string[], env: NodeJS.ProcessEnv = {}): Running {
  const child = spawn(process.execPath, [BIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } })
  started.push(child)
  const output = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => { output.out += text })
  child.stderr.setEncoding('utf8').on('data', (text: string) => { output.err += text })
  const ended = once(child, 'close').then(([code]: unknown[]) => ({ code, ...output }))
  return { child, output, ended }
}

/** The addresses that the command prints once its ports answer. */
export async function addressesOf({ child, output, ended }: Running): Promise<string[]> {
  const isOver = ended.then(() => true)
  while (!output.out.endsWith('\n')) {
    if (await Promise.race([isOver, once(child.stdout ?? child, 'data').then(() => false)])) throw new Error(`the command ended: ${output.err}`)
  }
  return output.out.match(/http:\/\/127\.0\.0\.1:\d+/g) ?? []
}

/** Ends every command that still runs. */
export function killAll(): void {
  for (const child of started.splice(0)) child.kill('SIGKILL')
}

/** Ports that nobody uses. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(Array.from({ length: count }, async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    return server
  }))
  return servers.map((server) => {
    const address = server.address()
    server.close()
    return typeof address === 'object' && address ? address.port : 0
  })
}
