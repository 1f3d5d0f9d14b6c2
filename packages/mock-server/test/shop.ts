import { createSeededRandom, type ManualClock, type MockServerOptions } from '../src/index'
import { signV2 } from '../src/wire/v2-sign'
import { stampOf } from '../src/wire/v3-stamp'
import { buildXml, parseXml, type Fields } from '../src/wire/xml'
import { codeOf } from './cashier'
import { answerOf, CLIENT, createMock, keyPairs, MERCHANT, ORDER_BODY, ORDERS, WALLETS, type Answer, type Body, type Mock } from './mock'
import { asV2, changedAsV2, deedOf } from './v3-as-v2'
import { accountOf } from './wechat'
import { v3AccountOf } from './wechat-v3'

/** What the merchant's requests to the wallets meet, by v2's paths; nothing lets them through. */
export type Meeting = (path: string, request: Request, inProcess: (request: Request) => Promise<Response>) => Promise<Response> | undefined

/** A mock whose merchant is listened to, with the calls of a shop that scans, reverses and refunds. */
export interface Shop extends Mock {
  /** The paths of what the merchant has asked WeChat Pay so far, each with its second since the start, and its fields; v3's under v2's names. */
  readonly asked: readonly (readonly [path: string, second: number, fields: Fields])[]
  /** Charges a fresh payment code, or the one that `body` has. */
  scan(body?: object, headers?: Record<string, string>): Promise<Answer>
  reverse(transactionNo: string): Promise<Answer>
  refund(transactionNo: string, body?: object): Promise<Answer>
  /** The order as the merchant has it. */
  stored(order: Body): Promise<Body>
  seconds(path: string): number[]
}

export const SCAN_BODY = { ...ORDER_BODY, gateway_type: 'weixin_tenpay_micropay' }
/** Above 1,000 yuan the wallet asks the payer for the password. */
export const PASSWORD_BODY = { ...SCAN_BODY, total_cost: '1000.01' }

/** Creates it. */
export function createShop({ meet = () => undefined, ...options }: Omit<MockServerOptions, 'clock' | 'http'> & { meet?: Meeting, clock?: ManualClock } = {}): Shop {
  const asked: (readonly [string, number, Fields])[] = []
  const mock: Mock = createMock({
    ...options,
    async http(request, inProcess) {
      const path = deedOf(request)
      if (request.url.startsWith(WALLETS) && (request.method === 'POST' || request.url.includes('/v3/'))) asked.push([path, (mock.clock.now() - startedAt) / 1000, fieldsOf(await request.clone().text())])
      return meet(path, request, inProcess) ?? inProcess(request)
    },
  })
  const startedAt = mock.clock.now()
  const post = async (path: string, body: object): Promise<Answer> => answerOf(await mock.server.merchant.fetch(`${MERCHANT}${path}`, { method: 'POST', headers: CLIENT, body: JSON.stringify(body) }))
  return {
    ...mock,
    asked,
    scan: async (body = SCAN_BODY, headers = CLIENT) => mock.create({ auth_code: await codeOf(mock), ...body }, headers),
    reverse: (transactionNo) => post(`${ORDERS}${transactionNo}/reverse/`, {}),
    refund: async (transactionNo, body = {}) =>
      answerOf(await mock.server.wallets.fetch(`${WALLETS}/sandbox/orders/${transactionNo}/refund`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })),
    async stored({ transaction_no }) {
      const [order] = (await mock.list({ transaction_no })).body.objects
      if (!order) throw new Error('the merchant does not know the order')
      return order
    },
    seconds: (path) => asked.filter(([one]) => one === path).map(([, second]) => second),
  }
}

/** Pays an order by its QR on the phone. */
export async function pay(mock: Mock, { code_url: content }: Body): Promise<void> {
  const { status } = await mock.phone('pay', { content, password: '123456' })
  if (status !== 200) throw new Error('the phone did not pay')
}

const fieldsOf = (text: string): Fields => (text.startsWith('<') ? parseXml(text) : asV2(JSON.parse(text || '{}')))

/** The same message of WeChat Pay with other fields, by v2's names, signed as WeChat Pay signs. */
export async function resigned(text: string, change: Record<string, string>, mock: Mock): Promise<Response> {
  const { server } = mock
  if (text.startsWith('{') && change['result_code'] === 'FAIL') return restamped(JSON.stringify({ code: change['err_code'], message: change['err_code_des'] }), mock, 403)
  if (text.startsWith('{')) return restamped(JSON.stringify(changedAsV2(JSON.parse(text), change)), mock)
  const answer: Record<string, string | undefined> = { ...parseXml(text), ...change }
  return new Response(buildXml({ ...answer, sign: signV2(answer, (await accountOf(server.wallets)).key) }))
}

/** A message of API v3 under the platform's signature. */
export async function restamped(body: string, mock: Mock, status = 200): Promise<Response> {
  const { platform_serial: serial } = await v3AccountOf(mock)
  const { privateKey } = await keyPairs('wechat-platform')
  return new Response(body, { status, headers: stampOf(body, { serial, privateKey, random: createSeededRandom('restamped'), now: mock.clock.now() }) })
}

/** A refusal of WeChat Pay's by v2's names, signed as the protocol signs it. */
export async function refusal(change: { readonly err_code: string, readonly err_code_des: string }, api: 'v2' | 'v3', mock: Mock): Promise<Response> {
  const { appid, mch_id } = await accountOf(mock.server.wallets)
  const text = api === 'v3' ? '{}' : buildXml({ return_code: 'SUCCESS', appid, mch_id, nonce_str: 'n' })
  return resigned(text, { result_code: 'FAIL', ...change }, mock)
}
