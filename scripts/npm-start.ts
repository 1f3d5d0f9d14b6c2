import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { fileURLToPath } from 'node:url'
import { whyNotListen } from './ports.mjs'

/** The workspace's directory, where npm is called. */
export const root = fileURLToPath(new URL('..', import.meta.url))
const started: ChildProcess[] = []

/** A server of somebody else. */
export async function listen(host = '127.0.0.1'): Promise<Server> {
  const server = createServer().listen(0, host)
  await once(server, 'listening')
  return server
}

export const portOf = (server: Server) => (server.address() as AddressInfo).port

/** Three ports that nobody uses. */
export async function freePorts(host?: string) {
  const servers = [await listen(host), await listen(host), await listen(host)]
  const ports = servers.map(portOf)
  for (const server of servers) server.close()
  return ports
}

/** Runs `npm start` in a process group of its own, as a terminal does. */
export function npmStart(ports: readonly number[], more: readonly string[] = []) {
  const flags = ['--port', '--wallets-port', '--playground-port'].flatMap((flag, index) => [flag, `${ports[index]}`])
  const npm = spawn('npm', ['start', '--', ...flags, ...more], { cwd: root, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  started.push(npm)
  let output = ''
  for (const stream of [npm.stdout, npm.stderr]) stream.on('data', (chunk: Buffer) => { output += chunk.toString() })
  return { npm, group: npm.pid ?? 0, output: () => output }
}

/** The processes of a group that have not ended. */
export function processesOf(group: number): string[] {
  const { stdout } = spawnSync('ps', ['-eo', 'pgid=,pid=,stat=,args='], { encoding: 'utf8' })
  return stdout.split('\n').filter((line) => Number.parseInt(line, 10) === group && !/^\s*\d+\s+\d+\s+Z/.test(line))
}

/** Which of the ports are taken. */
export async function takenOf(ports: readonly number[]) {
  const codes = await Promise.all(ports.map((port) => whyNotListen('127.0.0.1', port)))
  return ports.filter((_, index) => codes[index])
}

/** Ends what `npmStart` started and a test left running. */
export function killStarted() {
  for (const { pid } of started.splice(0)) {
    if (pid && processesOf(pid).length > 0) process.kill(-pid, 'SIGKILL')
  }
}
