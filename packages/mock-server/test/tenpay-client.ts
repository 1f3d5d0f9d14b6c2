import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import Tenpay from 'tenpay'
import { afterEach } from 'vitest'
import { serve, type Served } from '../src/serve'
import { answerOf, type Answer } from './mock'

const running: { close(): unknown }[] = []
afterEach(async () => { await Promise.all(running.splice(0).map((server) => server.close())) })

/** Tenpay's configuration but the account. */
export interface Notified { readonly notify_url?: string, readonly refund_url?: string }

/** A mock server on free ports, with what tests ask of it over the wire. */
export interface RealPorts {
  readonly served: Served
  readonly openid: string
  /** A third-party client that knows the account, and whose only change is the host. */
  readonly client: (notified?: Notified) => Tenpay
  readonly post: (path: string, body: object) => Promise<Answer>
  /** The digits of a fresh payment code. */
  readonly authCode: () => Promise<string>
  /** Moves the wallets' time. */
  readonly advance: (ms: number) => Promise<void>
}

/** Serves on free ports until the test is over. */
export async function onRealPorts(): Promise<RealPorts> {
  const served = await serve({ port: 0, walletsPort: 0 })
  running.push(served)
  const { walletsOrigin } = served
  const post: RealPorts['post'] = async (path, body) => answerOf(await fetch(`${walletsOrigin}${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }))
  const { wechat }: { wechat: { appid: string, mch_id: string, key: string, openid: string } } = JSON.parse(await (await fetch(`${walletsOrigin}/sandbox/credentials`)).text())
  return {
    served,
    openid: wechat.openid,
    post,
    client: ({ notify_url = `${walletsOrigin}/nowhere`, ...rest } = {}) => {
      const api = new Tenpay({ appid: wechat.appid, mchid: wechat.mch_id, partnerKey: wechat.key, notify_url, ...rest })
      for (const [name, url] of Object.entries(api.urls)) api.urls[name] = url.replace('https://api.mch.weixin.qq.com', walletsOrigin)
      return api
    },
    authCode: async () => String((await post('/phone/payment-code', { provider: 'wechat' })).body['auth_code']),
    advance: async (ms) => { await post('/sandbox/clock', { advance_ms: ms }) },
  }
}

/** Answers a request by its body, and its headers where they sign it. */
export type Answering = (body: string, headers: IncomingMessage['headers']) => Promise<string>

/** A merchant's own server on a free port, and its address. */
export async function listening(answer: Answering): Promise<string> {
  const server: Server = createServer((request, response) => {
    void textOf(request).then((body) => answer(body, request.headers)).then((body) => response.end(body))
  })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  running.push(server)
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return text
}
