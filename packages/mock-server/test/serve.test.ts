import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import Tenpay from 'tenpay'
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

async function tenpayFor({ walletsOrigin }: Served): Promise<Tenpay> {
  const { wechat }: { wechat: { appid: string, mch_id: string, key: string } } = JSON.parse(await (await fetch(`${walletsOrigin}/sandbox/credentials`)).text())
  const api = new Tenpay({ appid: wechat.appid, mchid: wechat.mch_id, partnerKey: wechat.key, notify_url: `${walletsOrigin}/nowhere` })
  for (const [name, url] of Object.entries(api.urls)) api.urls[name] = url.replace('https://api.mch.weixin.qq.com', walletsOrigin)
  return api
}

const post = async (url: string, body: object) => answerOf(await fetch(url, { method: 'POST', headers: CLIENT, body: JSON.stringify(body) }))

describe('a third-party client of WeChat Pay', () => {
  const order = (out_trade_no: string) => ({ out_trade_no, body: '体验商户-秋裤', total_fee: 10, trade_type: 'NATIVE', product_id: 'p1' })

  test.each(['MD5', 'HMAC-SHA256'])('creates, queries and closes an order, signed with %s', async (sign_type) => {
    const api = await tenpayFor(await served())
    const created = await api.unifiedOrder({ ...order('tenpay001'), sign_type })
    expect(created).toMatchObject({ result_code: 'SUCCESS', code_url: expect.stringMatching(/^weixin:\/\/wxpay\/bizpayurl\?pr=\w{7,12}$/) })
    expect(await api.orderQuery({ out_trade_no: 'tenpay001', sign_type })).toMatchObject({ trade_state: 'NOTPAY' })
    await api.closeOrder({ out_trade_no: 'tenpay001', sign_type })
    expect(await api.orderQuery({ out_trade_no: 'tenpay001', sign_type })).toMatchObject({ trade_state: 'CLOSED' })
  })

  test('sees a payment by the phone', async () => {
    const server = await served()
    const api = await tenpayFor(server)
    const { code_url: content } = await api.unifiedOrder({ ...order('tenpay002'), attach: 'a & <b> ]]> c' })
    expect(await post(`${server.walletsOrigin}/phone/pay`, { content })).toMatchObject({ status: 200 })
    const paid = await api.orderQuery({ out_trade_no: 'tenpay002' })
    expect(paid).toMatchObject({ trade_state: 'SUCCESS', total_fee: '10' })
    expect(await api.orderQuery({ transaction_id: paid['transaction_id'] ?? '' })).toMatchObject({ out_trade_no: 'tenpay002' })
    await expect(api.closeOrder({ out_trade_no: 'tenpay002' })).rejects.toThrow('ORDERPAID')
  })

  test('hears of a business failure by its code', async () => {
    const api = await tenpayFor(await served())
    await expect(api.orderQuery({ out_trade_no: 'tenpay003' })).rejects.toThrow('ORDERNOTEXIST')
    await expect(api.unifiedOrder({ ...order('tenpay003'), trade_type: 'APP' })).rejects.toThrow('NOAUTH')
  })
})

describe('serve', () => {
  test('charges an order over real ports', async () => {
    const { merchantOrigin, walletsOrigin } = await served()
    const { body } = await post(`${merchantOrigin}${ORDERS}`, ORDER_BODY)
    await post(`${walletsOrigin}/phone/pay`, { content: body.code_url })
    const { body: listed } = await answerOf(await fetch(`${merchantOrigin}${ORDERS}?trade_no=${body.trade_no}`, { headers: CLIENT }))
    expect(listed.objects).toMatchObject([{ trade_no: body.trade_no, status: 'success', ip_address: '127.0.0.1' }])
    expect((await fetch(`${walletsOrigin}/phone`)).status).toBe(200)
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
