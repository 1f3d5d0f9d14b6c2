import { once } from 'node:events'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { TLSSocket } from 'node:tls'
import { afterEach, describe, expect, test } from 'vitest'
import { certificateOf, withClientCertificate, type ClientCertificate } from '../src/ports/client-certificate'
import type { Http } from '../src/index'
import { makeKeyPair } from './key-pair'

const server = makeKeyPair('the provider')
const merchant = makeKeyPair('the merchant')
const running: { close(): unknown, closeAllConnections(): void }[] = []
afterEach(() => {
  for (const one of running.splice(0)) {
    one.closeAllConnections()
    one.close()
  }
})

/** A server that knows the merchant by its certificate, and tells what it saw. */
async function provider(): Promise<string> {
  const listening = createServer({ ...server, ca: merchant.cert, requestCert: true, rejectUnauthorized: true }, (request, response) => {
    const { subject } = request.socket instanceof TLSSocket ? request.socket.getPeerCertificate() : { subject: { CN: '' } }
    let body = ''
    request.setEncoding('utf8').on('data', (text: string) => { body += text })
    request.on('end', () => {
      if (request.url === '/secapi/moved') response.writeHead(302, { location: '/secapi/pay/refund' }).end()
      else if (request.url !== '/secapi/silent') response.writeHead(200).end(JSON.stringify([subject.CN, request.method, request.url, request.headers['content-type'], body]))
    })
  })
  listening.listen(0, '127.0.0.1')
  await once(listening, 'listening')
  running.push(listening)
  return `https://127.0.0.1:${(listening.address() as AddressInfo).port}`
}

const plain: Http = () => Promise.resolve(new Response('plain'))
const certificate: ClientCertificate = { ...merchant, ca: server.cert }
const post = (url: string, init: RequestInit = {}): Request => new Request(url, { method: 'POST', headers: { 'content-type': 'text/xml; charset=utf-8' }, body: '<xml>退款</xml>', redirect: 'manual', ...init })

describe('a client certificate', () => {
  test.each(['/secapi/pay/refund', '/secapi/pay/reverse'])('goes with %s, and the message arrives whole', async (path) => {
    const answer = await withClientCertificate(plain, certificate)(post(`${await provider()}${path}`))
    expect(answer.status).toBe(200)
    expect(await answer.json()).toStrictEqual(['the merchant', 'POST', path, 'text/xml; charset=utf-8', '<xml>退款</xml>'])
  })

  test.each(['https://api.mch.weixin.qq.com/pay/unifiedorder', 'https://api.mch.weixin.qq.com/pay/refundquery', 'http://127.0.0.1:8788/secapi/pay/refund'])('does not go with %s', async (url) => {
    expect(await (await withClientCertificate(plain, certificate)(post(url))).text()).toBe('plain')
  })

  test('is never shown to a server that is not trusted', async () => {
    await expect(withClientCertificate(plain, merchant)(post(`${await provider()}/secapi/pay/refund`))).rejects.toMatchObject({ code: expect.stringMatching(/SELF_SIGNED|UNABLE_TO_VERIFY/) })
  })

  test('follows no redirect, and gives up when it is told to', async () => {
    const http = withClientCertificate(plain, certificate)
    const origin = await provider()
    expect((await http(post(`${origin}/secapi/moved`))).status).toBe(302)
    const giveUp = new AbortController()
    const asked = http(post(`${origin}/secapi/silent`, { signal: giveUp.signal }))
    giveUp.abort()
    await expect(asked).rejects.toThrow(/abort/i)
  })

  test.each<[string, { cert: string | undefined, key: string | undefined }]>([
    ['whose key is another\'s', { cert: merchant.cert, key: server.key }],
    ['that is no PEM', { cert: 'x', key: merchant.key }],
    ['without a key', { cert: merchant.cert, key: undefined }],
    ['without a certificate', { cert: '', key: merchant.key }],
  ])('%s is none', (_, pair) => {
    expect(certificateOf(pair)).toBeUndefined()
    expect(certificateOf(merchant)).toStrictEqual(merchant)
  })
})
