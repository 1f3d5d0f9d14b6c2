import { rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { afterEach, describe, expect, test } from 'vitest'
import { addressesOf, killAll, run } from './command'

afterEach(killAll)

describe('baas-pay-mock', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)('runs from its source, prints where it is, and ends cleanly on %s', async (signal) => {
    const command = run(['--port', '0', '--wallets-port', '0'])
    const [merchant, wallets] = await addressesOf(command)
    for (const origin of [merchant, wallets]) expect((await fetch(`${origin}/healthz`)).status).toBe(200)
    command.child.kill(signal)
    expect(await command.ended).toMatchObject({ code: 0, err: '' })
  }, 20_000)

  test('names a taken port and the flag that chooses another, in one line', async () => {
    const taken = createServer()
    await new Promise<void>((resolve) => { taken.listen(0, '127.0.0.1', resolve) })
    const port = String((taken.address() as AddressInfo).port)
    const { code, err } = await run(['--port', '0', '--wallets-port', port]).ended
    taken.close()
    expect([code, err]).toStrictEqual([1, `baas-pay-mock: port ${port} on 127.0.0.1 is taken; choose another with --wallets-port\n`])
  }, 20_000)

  test('names the directory that can\'t keep its data, in one line, and listens to nothing', async () => {
    const file = `${tmpdir()}/baas-pay-no-directory-${process.pid}`
    writeFileSync(file, '')
    const { code, out, err } = await run(['--port', '0', '--wallets-port', '0', '--data', file]).ended
    rmSync(file)
    expect([code, out, err]).toStrictEqual([1, '', `baas-pay-mock: data can not be kept in ${file} (EEXIST); choose another with --data\n`])
  }, 20_000)

  test('rule 9: ends with 2 for arguments that make no sense, and listens to nothing', async () => {
    expect(await run(['--port', 'x']).ended).toMatchObject({ code: 2, out: '', err: expect.stringContaining('--port') })
  }, 20_000)
})
