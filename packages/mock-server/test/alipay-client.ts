import { AlipaySdk, type AlipaySdkCommonResult } from 'alipay-sdk'
import { afterEach } from 'vitest'
import { serve, type Served } from '../src/serve'
import type { AlipayApp } from './alipay'
import { answerOf, type Answer } from './mock'
import { ownKeys } from './own-keys'

const running: { close(): unknown }[] = []
afterEach(async () => { await Promise.all(running.splice(0).map((server) => server.close())) })

/** What the cashier page shows. */
export interface ShownCashier { readonly order: string, readonly amount_fen: number, readonly accounts: readonly { readonly id: string }[], readonly refusal?: string }

/** A mock server on free ports, with Alipay's official client. */
export interface AlipayPorts {
  readonly served: Served
  readonly sdk: AlipaySdk
  /** Calls a method, and has the client verify the answer. */
  readonly exec: (method: string, bizContent: object, params?: object) => Promise<AlipaySdkCommonResult>
  readonly post: (path: string, body: object) => Promise<Answer>
  /** The digits of a fresh payment code. */
  readonly authCode: () => Promise<string>
  /** Follows an address, or posts a form, to the cashier that it leads to. */
  readonly visit: (url: string, init?: RequestInit) => Promise<ShownCashier>
}

/** Serves on free ports until the test is over. */
export async function alipayOnRealPorts(): Promise<AlipayPorts> {
  const served = await serve({ port: 0, walletsPort: 0, keyPairs: ownKeys })
  running.push(served)
  const { walletsOrigin } = served
  const { alipay }: { alipay: AlipayApp } = JSON.parse(await (await fetch(`${walletsOrigin}/sandbox/credentials`)).text())
  const sdk = new AlipaySdk({ appId: alipay.app_id, privateKey: alipay.merchant_private_key, keyType: 'PKCS8', alipayPublicKey: alipay.alipay_public_key, gateway: `${walletsOrigin}/gateway.do`, endpoint: walletsOrigin })
  const post: AlipayPorts['post'] = async (path, body) => answerOf(await fetch(`${walletsOrigin}${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }))
  return {
    served,
    sdk,
    post,
    exec: (method, bizContent, params = {}) => sdk.exec(method, { bizContent, ...params }, { validateSign: true }),
    authCode: async () => String((await post('/phone/payment-code', { provider: 'alipay' })).body['auth_code']),
    visit: async (url, init) => JSON.parse(/id="shown">(.*?)<\/script>/s.exec(await (await fetch(url, init)).text())?.[1] ?? '{}'),
  }
}

/** The request that a form posts which the client wrote for a payer's browser. */
export function submitted(form: string): readonly [url: string, init: RequestInit] {
  const text = (html: string): string => html.replaceAll('&quot;', '"').replaceAll('&amp;', '&')
  const fields = [...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [name, text(value)] as const)
  return [text(/action="([^"]+)"/.exec(form)?.[1] ?? ''), { method: 'POST', body: new URLSearchParams(Object.fromEntries(fields)) }]
}
