import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serve, type Served } from '../../src/serve'
import { createMock, WALLETS } from '../mock'

const BODY = '{"name":"slow"}'

/** Sends bytes to a port as they are, and gives what comes back. */
function sendRaw(origin: string, lines: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect(Number(new URL(origin).port), '127.0.0.1', () => socket.end(lines.join('\r\n')))
    socket.on('data', (part) => { answer += part.toString() })
    socket.on('error', reject)
    socket.on('close', () => resolve(answer))
  })
}

const request = (line: string, headers: readonly string[]): string[] =>
  [line, ...headers, 'Content-Type: application/json', `Content-Length: ${BODY.length}`, 'Connection: close', '', BODY]

describe('rule 8: the host of a request\'s own address', () => {
  test('is refused where it is foreign, though the Host header is ours', async () => {
    const { server: { wallets } } = createMock()
    const answer = await wallets.fetch('http://evil.example/sandbox/scenario', { method: 'POST', headers: { 'host': '127.0.0.1:8788', 'content-type': 'application/json', 'origin': 'http://evil.example' }, body: BODY })
    expect(answer.status).toBe(421)
    expect(await (await wallets.fetch(`${WALLETS}/sandbox/scenario`)).json()).toMatchObject({ active: [] })
  })

  describe('on a port', () => {
    let server: Served
    beforeAll(async () => { server = await serve({ port: 0, walletsPort: 0 }) })
    afterAll(() => server.close())

    test.each([
      ['a foreign address as a proxy is asked for one', 'POST http://evil.example/sandbox/scenario HTTP/1.1', ['Host: 127.0.0.1', 'Origin: http://evil.example']],
      ['two hosts', 'POST /sandbox/scenario HTTP/1.1', ['Host: 127.0.0.1', 'Host: evil.example', 'Origin: http://evil.example']],
      ['two hosts, the foreign one first', 'POST /sandbox/scenario HTTP/1.1', ['Host: evil.example', 'Host: 127.0.0.1']],
      ['no host', 'POST /sandbox/scenario HTTP/1.1', []],
      ['a name and a password in the host', 'POST /sandbox/scenario HTTP/1.1', ['Host: 127.0.0.1:80@evil.example']],
      ['two lengths', 'POST /sandbox/scenario HTTP/1.1', ['Host: 127.0.0.1', 'Content-Length: 3']],
      ['a length and pieces', 'POST /sandbox/scenario HTTP/1.1', ['Host: 127.0.0.1', 'Transfer-Encoding: chunked']],
    ])('%s: refused', async (_, line, headers) => {
      expect(await sendRaw(server.walletsOrigin, request(line, headers))).toMatch(/^HTTP\/1\.1 4\d\d /)
      expect(await (await fetch(`${server.walletsOrigin}/sandbox/scenario`)).json()).toMatchObject({ active: [] })
    })

    test('an own address in the same form is taken', async () => {
      expect(await sendRaw(server.walletsOrigin, request(`POST ${server.walletsOrigin}/sandbox/clock HTTP/1.1`, [`Host: ${new URL(server.walletsOrigin).host}`]))).toMatch(/^HTTP\/1\.1 400 .*bad_clock/s)
    })
  })
})
