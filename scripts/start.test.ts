import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { whyNotListen } from './ports.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const started: ChildProcess[] = []

async function listen(): Promise<Server> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  return server
}

const portOf = (server: Server) => (server.address() as AddressInfo).port

async function freePorts() {
  const servers = [await listen(), await listen(), await listen()]
  const ports = servers.map(portOf)
  for (const server of servers) server.close()
  return ports
}

/** Runs `npm start` in a process group of its own, as a terminal does. */
function npmStart(ports: readonly number[], more: readonly string[] = []) {
  const flags = ['--port', '--wallets-port', '--playground-port'].flatMap((flag, index) => [flag, `${ports[index]}`])
  const npm = spawn('npm', ['start', '--', ...flags, ...more], { cwd: root, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  started.push(npm)
  let output = ''
  for (const stream of [npm.stdout, npm.stderr]) stream.on('data', (chunk: Buffer) => { output += chunk.toString() })
  return { npm, group: npm.pid ?? 0, output: () => output }
}

function processesOf(group: number): string[] {
  const { stdout } = spawnSync('ps', ['-eo', 'pgid=,pid=,stat=,args='], { encoding: 'utf8' })
  return stdout.split('\n').filter((line) => Number.parseInt(line, 10) === group && !/^\s*\d+\s+\d+\s+Z/.test(line))
}

async function takenOf(ports: readonly number[]) {
  const codes = await Promise.all(ports.map((port) => whyNotListen('127.0.0.1', port)))
  return ports.filter((_, index) => codes[index])
}

afterEach(() => {
  for (const { pid } of started.splice(0)) {
    if (pid && processesOf(pid).length > 0) process.kill(-pid, 'SIGKILL')
  }
})

describe.skipIf(process.platform === 'win32')('npm start', { timeout: 60_000 }, () => {
  it.each([
    ['Ctrl-C, which a terminal sends to all of them', (group: number) => process.kill(-group, 'SIGINT')],
    ['SIGTERM to npm alone', (group: number) => process.kill(group, 'SIGTERM')],
    ['npm killed outright', (group: number) => process.kill(group, 'SIGKILL')],
  ])('leaves nothing running after %s', async (_, end) => {
    const ports = await freePorts()
    const { group, output } = npmStart(ports)
    await vi.waitFor(() => expect(output()).toContain('Ctrl-C'), { timeout: 40_000, interval: 50 })
    expect(await takenOf(ports)).toEqual(ports)

    end(group)

    await vi.waitFor(() => expect(processesOf(group)).toEqual([]), { timeout: 8000, interval: 50 })
    expect(await takenOf(ports)).toEqual([])
  })

  it.each([0, 1, 2])('names a taken port, who wanted it and the flag to choose another (%i)', async (index) => {
    const ports = await freePorts()
    const other = await listen()
    ports[index] = portOf(other)
    const { npm, output } = npmStart(ports)

    const [code] = await once(npm, 'close')
    other.close()

    expect(code).toBe(1)
    const lines = output().split('\n').filter((line) => line.includes(`${ports[index]} on`))
    expect(lines).toHaveLength(1)
    expect(lines[0]).toContain(['--port', '--wallets-port', '--playground-port'][index])
  })

  it.each([
    ['--port', 'eighty', '--port takes a port'],
    ['--prot', '8787', '--prot'],
  ])('refuses %s %s with exit code 2', async (flag, value, line) => {
    const { npm, output } = npmStart(await freePorts(), [flag, value])

    const [code] = await once(npm, 'close')

    expect(code).toBe(2)
    expect(output()).toContain(line)
  })
})
