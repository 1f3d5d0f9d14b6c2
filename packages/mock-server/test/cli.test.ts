import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, test } from 'vitest'

const BIN = fileURLToPath(new URL('../bin/baas-pay-mock.mjs', import.meta.url))
const started: ChildProcess[] = []
afterEach(() => { for (const child of started.splice(0)) child.kill('SIGKILL') })

function run(...args: string[]) {
  const child = spawn(process.execPath, [BIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  started.push(child)
  const output = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => { output.out += text })
  child.stderr.setEncoding('utf8').on('data', (text: string) => { output.err += text })
  const ended = once(child, 'close').then(([code]: unknown[]) => ({ code, ...output }))
  return { child, output, ended }
}

/** The addresses that the command prints once both ports answer. */
async function addressesOf({ child, output }: ReturnType<typeof run>): Promise<string[]> {
  while (!output.out.includes('phone')) await once(child.stdout ?? child, 'data')
  return output.out.match(/http:\/\/127\.0\.0\.1:\d+/g) ?? []
}

describe('baas-pay-mock', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)('runs from its source, prints where it is, and ends cleanly on %s', async (signal) => {
    const command = run('--port', '0', '--wallets-port', '0')
    const [merchant, wallets] = await addressesOf(command)
    for (const origin of [merchant, wallets]) expect((await fetch(`${origin}/healthz`)).status).toBe(200)
    command.child.kill(signal)
    expect(await command.ended).toMatchObject({ code: 0, err: '' })
  }, 20_000)

  test('names a taken port and the flag that chooses another, in one line', async () => {
    const taken = createServer()
    await new Promise<void>((resolve) => { taken.listen(0, '127.0.0.1', resolve) })
    const port = String((taken.address() as AddressInfo).port)
    const { code, err } = await run('--port', '0', '--wallets-port', port).ended
    taken.close()
    expect([code, err]).toStrictEqual([1, `baas-pay-mock: port ${port} on 127.0.0.1 is taken; choose another with --wallets-port\n`])
  }, 20_000)

  test('rule 9: ends with 2 for arguments that make no sense, and listens to nothing', async () => {
    expect(await run('--port', 'x').ended).toMatchObject({ code: 2, out: '', err: expect.stringContaining('--port') })
  }, 20_000)
})
