import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { serve, type Served } from '../src/serve'
import { answerOf, CLIENT, ORDERS, ORDER_BODY } from './mock'

const running: { close(): unknown }[] = []
afterEach(async () => { await Promise.all(running.splice(0).map((server) => server.close())) })

async function served(options: Parameters<typeof serve>[0] = {}): Promise<Served> {
  const server = await serve({ port: 0, walletsPort: 0, ...options })
  running.push(server)
  return server
}

const post = async (url: string, body: object) => answerOf(await fetch(url, { method: 'POST', headers: CLIENT, body: JSON.stringify(body) }))

describe('serve', () => {
  test('charges an order over real ports', async () => {
    const { merchantOrigin, walletsOrigin } = await served()
    const { body } = await post(`${merchantOrigin}${ORDERS}`, ORDER_BODY)
    await post(`${walletsOrigin}/phone/pay`, { content: body.code_url })
    const { body: listed } = await answerOf(await fetch(`${merchantOrigin}${ORDERS}?trade_no=${body.trade_no}`, { headers: CLIENT }))
    expect(listed.objects).toMatchObject([{ trade_no: body.trade_no, status: 'success', ip_address: '127.0.0.1' }])
    expect((await fetch(`${walletsOrigin}/phone`)).status).toBe(200)
  })

  test('gives its addresses as browsers write them, however its host was written', async () => {
    const { merchantOrigin, walletsOrigin } = await served({ host: 'LocalHost' })
    expect([merchantOrigin, walletsOrigin]).toStrictEqual([expect.stringMatching(/^http:\/\/localhost:\d+$/), expect.stringMatching(/^http:\/\/localhost:\d+$/)])
    expect((await fetch(`${walletsOrigin}/healthz`)).status).toBe(200)
  })

  test.each(['port', 'walletsPort'] as const)('names the taken port when it is the %s, and leaves nothing listening', async (which) => {
    const taken: Server = createServer()
    await new Promise<void>((resolve) => { taken.listen(0, '127.0.0.1', resolve) })
    running.push(taken)
    const port = (taken.address() as AddressInfo).port
    const free = await served()
    const other = Number(new URL(free.merchantOrigin).port)
    await free.close()
    await expect(serve({ port: other, walletsPort: other, [which]: port })).rejects.toMatchObject({ code: 'EADDRINUSE', port, message: expect.stringContaining(String(port)) })
    await expect(fetch(`http://127.0.0.1:${other}/healthz`)).rejects.toThrow('fetch failed')
  })

  test('lets both ports go when it is closed', async () => {
    const server = await serve({ port: 0, walletsPort: 0 })
    const { merchantOrigin, walletsOrigin } = server
    await fetch(`${merchantOrigin}/healthz`)
    await server.close()
    for (const origin of [merchantOrigin, walletsOrigin]) await expect(fetch(`${origin}/healthz`)).rejects.toThrow('fetch failed')
  })
})
