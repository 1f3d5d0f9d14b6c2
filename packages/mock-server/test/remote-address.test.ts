import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { remoteAddress } from '../src/http/remote-address'

const PROXIES = ['127.0.0.1', '10.0.0.9']

async function addressOf(peer: string | undefined, forwarded?: string, proxies: readonly string[] = PROXIES): Promise<string> {
  const app = new Hono().get('/', (c) => c.text(remoteAddress(c, proxies)))
  const answer = await app.fetch(new Request('http://127.0.0.1/', { headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded } }), { incoming: { socket: { remoteAddress: peer } } })
  return answer.text()
}

test.each<[string, string | undefined, string | undefined, string]>([
  ['the peer\'s where there is no proxy', '203.0.113.7', undefined, '203.0.113.7'],
  ['the peer\'s, whatever it claims, where it is no proxy of ours', '203.0.113.7', '198.51.100.1', '203.0.113.7'],
  ['the one that the proxy saw', '127.0.0.1', '203.0.113.7', '203.0.113.7'],
  ['the last one, since the caller wrote the others', '127.0.0.1', '198.51.100.1, 203.0.113.7', '203.0.113.7'],
  ['the last one before our own proxies', '127.0.0.1', '198.51.100.1, 203.0.113.7, 10.0.0.9', '203.0.113.7'],
  ['an IPv6 one', '127.0.0.1', '2001:db8::7', '2001:db8::7'],
  ['the proxy\'s where it says nothing', '127.0.0.1', undefined, '127.0.0.1'],
  ['the proxy\'s where it says what is no address', '127.0.0.1', 'unknown', '127.0.0.1'],
  ['an IPv4 one on a socket for both', '::ffff:127.0.0.1', '::ffff:203.0.113.7', '203.0.113.7'],
  ['this machine\'s in process', undefined, undefined, '127.0.0.1'],
])('rule 8: the caller\'s address is %s', async (_, peer, forwarded, address) => {
  expect(await addressOf(peer, forwarded)).toBe(address)
})

test('rule 8: no proxy is trusted unless it is named', async () => {
  expect(await addressOf('127.0.0.1', '203.0.113.7', [])).toBe('127.0.0.1')
})
