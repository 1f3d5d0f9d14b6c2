import { once } from 'node:events'
import { afterEach, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { createManualClock } from '../../src/index'
import { createSite, type Site } from './socket'

const running: Site[] = []
afterEach(async () => { await Promise.all(running.splice(0).map((one) => one.close())) })

async function started(options: Parameters<typeof createSite>[0] = {}): Promise<Site> {
  const site = await createSite(options)
  running.push(site)
  return site
}

const CREATE = { bu: 'xiaobai', go: 'goods-c', pt: 'wx.qrcode', ta: 'demo' }

/** A pay object of a guest's, or of whoever has the ticket. */
async function created(site: Site, ticket = ''): Promise<{ readonly id: string, readonly code: unknown }> {
  const { body } = await site.post(`/api/demo/pay/create${ticket && `?ticket=${ticket}`}`, CREATE)
  const { payObjId, data } = Object(body['data'])
  return { id: payObjId, code: data }
}

describe('the socket', () => {
  test('answers a watch, unless it is told not to', async () => {
    const site = await started()
    const { id, code } = await created(site)
    const line = await site.socket()
    await line.next()
    expect(await line.isSilentAbout(id, { return: false })).toBe(true)
    await site.phone('pay', { content: code, password: '123456' })
    expect(await line.next()).toStrictEqual({ event: 'done' })
  })

  test('says done at once where it is paid already', async () => {
    const site = await started()
    const { id, code } = await created(site)
    await site.phone('pay', { content: code, password: '123456' })
    const line = await site.socket()
    await line.next()
    line.tell({ method: 'watch', user: 'demo', match: { id } })
    expect([await line.next(), await line.next()]).toStrictEqual([{ event: 'watched', obj: id }, { event: 'done' }])
  })

  test.each<[string, (id: string) => object | string]>([
    ['a number that nobody has', () => ({ method: 'watch', user: 'demo', match: { id: 'x'.repeat(32) } })],
    ['another domain', (id) => ({ method: 'watch', user: 'root', match: { id } })],
    ['no number', () => ({ method: 'watch', user: 'demo' })],
    ['a number that is none', () => ({ method: 'watch', user: 'demo', match: { id: { $ne: '' } } })],
    ['a bad ticket', (id) => ({ method: 'watch', user: 'demo', match: { id }, ticket: 'x' })],
    ['resp, which runs nothing here', (id) => ({ method: 'resp', id, ok: true, args: ['rm'] })],
    ['no JSON', () => 'watch'],
    ['a list', () => '[]'],
    ['a name twice', (id) => `{"method":"watch","method":"watch","user":"demo","match":{"id":"${id}"}}`],
    ['__proto__', (id) => `{"__proto__":{"a":1},"method":"watch","user":"demo","match":{"id":"${id}"}}`],
  ])('rule 8: is silent about %s, and lives', async (_, message) => {
    const site = await started()
    const { id } = await created(site)
    const line = await site.socket()
    await line.next()
    line.tell(message(id))
    expect(await line.isSilentAbout('nothing')).toBe(true)
    line.tell({ method: 'watch', user: 'demo', match: { id } })
    expect(await line.next()).toStrictEqual({ event: 'watched', obj: id })
  })

  test('rule 8: shows a user\'s pay object to its own ticket alone, in the message or in the address', async () => {
    const site = await started()
    const [own, other] = [await site.ticket(), await site.ticket()]
    const { id } = await created(site, own)
    const line = await site.socket()
    await line.next()
    expect([await line.isSilentAbout(id), await line.isSilentAbout(id, { ticket: other })]).toStrictEqual([true, true])
    line.tell({ method: 'watch', user: 'demo', match: { id }, ticket: own })
    expect(await line.next()).toStrictEqual({ event: 'watched', obj: id })
    const second = await site.socket({ query: `?ticket=${own}` })
    await second.next()
    second.tell({ method: 'watch', user: 'demo', match: { id } })
    expect(await second.next()).toStrictEqual({ event: 'watched', obj: id })
  })

  test.each(['http://evil.example', 'null', 'http://127.0.0.1:5173.evil.example'])('rule 8: is not there for a page of %s', async (origin) => {
    await expect((await started()).socket({ origin })).rejects.toThrow('403')
  })

  test('is there for a page of an allowed origin', async () => {
    expect(await (await (await started()).socket({ origin: 'http://127.0.0.1:5173' })).next()).toMatchObject({ event: 'hi' })
  })

  test('rule 8: is not there under another host', async () => {
    const { merchantOrigin } = await started()
    const socket = new WebSocket(`${merchantOrigin.replace('http', 'ws')}/websocket`, { headers: { host: 'evil.example' } })
    const [error] = await once(socket, 'error')
    expect(String(error)).toContain('421')
  })

  test('rule 8: hangs up on a message that is too long', async () => {
    const { socket } = await (await started()).socket()
    socket.send('x'.repeat(5000))
    expect((await once(socket, 'close'))[0]).toBe(1009)
  })

  test('is told to plain requests', async () => {
    const { status, body } = await (await started()).get('/websocket')
    expect([status, body['ok']]).toStrictEqual([426, false])
  })

  test('asks every 15 s whether the other end lives, and hangs up on one that does not', async () => {
    const clock = createManualClock()
    const site = await started({ clock })
    const { socket, next } = await site.socket()
    await next()
    const pinged = once(socket, 'ping')
    await clock.advance(15_000)
    await pinged
    const deaf = new WebSocket(`${site.merchantOrigin.replace('http', 'ws')}/websocket`, { autoPong: false })
    await once(deaf, 'message')
    const closed = once(deaf, 'close')
    await clock.advance(30_000)
    expect((await closed)[0]).toBe(1006)
  })

  test('rule 5: ends with the server', async () => {
    const site = await createSite()
    const { socket } = await site.socket()
    const closed = once(socket, 'close')
    await site.close()
    expect((await closed).length).toBeGreaterThan(0)
  })

  test('breaks, and loses its word, under the fault push-drops', async () => {
    const site = await started()
    const { id, code } = await created(site)
    const line = await site.socket()
    await line.next()
    line.tell({ method: 'watch', user: 'demo', match: { id } })
    await line.next()
    await fetch(`${site.walletsOrigin}/sandbox/scenario`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ name: 'push-drops' }) })
    const closed = once(line.socket, 'close')
    await site.phone('pay', { content: code, password: '123456' })
    expect((await closed)[0]).toBe(1011)
    expect((await site.get(`/api/demo/pay/check?id=${id}`)).body['data']).toMatchObject({ status: 'OK' })
  })
})
