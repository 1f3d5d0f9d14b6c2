import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { addressesOf, freePorts, killAll, run } from '../command'
import { PAGE } from '../login'
import { CLIENT } from '../mock'

afterEach(killAll)

describe('baas-pay-mock verify', () => {
  test('finds nothing wrong with a mock server that runs, and prints no token', async () => {
    const [merchant = ''] = await addressesOf(run(['--port', '0', '--wallets-port', '0']))
    const login = await fetch(`${merchant}/hserve/v2.0/login/anonymous/`, { method: 'POST', headers: CLIENT, body: '{}' })
    const { token }: { token: string } = JSON.parse(await login.text())
    const { code, out, err } = await run(['verify', merchant, '--origin', PAGE, '--token-env', 'SHOP_TOKEN'], { SHOP_TOKEN: token }).ended
    expect([code, err]).toStrictEqual([0, ''])
    expect(out).toMatch(/^\d+ passed, 0 failed, 1 skipped; \d+ orders were made and closed$/m)
    expect(out).toContain(`${merchant} as openapi.yaml has it`)
    expect(out).not.toContain(token)
  }, 60_000)

  test('ends with 1 where a check fails, and tries nothing more where nothing answers', async () => {
    const broken = createServer((_, response) => { response.writeHead(500).end() }).listen(0, '127.0.0.1')
    await new Promise((resolve) => { broken.once('listening', resolve) })
    const [nobodys] = await freePorts(1)
    const answers = await Promise.all([(broken.address() as AddressInfo).port, nobodys].map((port) => run(['verify', `http://127.0.0.1:${port}`]).ended))
    broken.close()
    expect(answers.map(({ code }) => code)).toStrictEqual([1, 1])
    expect(answers.map(({ out }) => out.split('\n').filter((line) => /^(pass|FAIL|skip)/.test(line)))).toStrictEqual([
      [expect.stringMatching(/^FAIL {2}reach\.answer .*: it is answered with 500$/)],
      [expect.stringMatching(/^FAIL {2}reach\.answer .*: no answer \(ECONNREFUSED\)$/)],
    ])
  }, 60_000)

  test('ends with 2 for arguments that make no sense, and helps', async () => {
    const [mistake, help] = await Promise.all([run(['verify', 'x']).ended, run(['verify', '--help']).ended])
    expect([mistake.code, mistake.out, mistake.err]).toStrictEqual([2, '', expect.stringContaining('Try baas-pay-mock verify --help')])
    expect([help.code, help.out]).toStrictEqual([0, expect.stringContaining('baas-pay-mock verify <url>')])
  }, 60_000)
})
