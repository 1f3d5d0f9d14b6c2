import { createManualClock, createMockServer, createSeededRandom, type ManualClock, type MockServer, type MockServerOptions } from '../src/index'
import { createKeyPairs } from '../src/ports/key-pairs'

export const MERCHANT = 'http://127.0.0.1:8787'
export const WALLETS = 'http://127.0.0.1:8788'
export const ORDERS = '/hserve/v2.2/idp/pay/order/'

/** What the answers hold that tests read; the rest is compared as it is. */
export interface Body {
  readonly [name: string]: unknown
  readonly code_url: string
  readonly trade_no: string
  readonly transaction_no: string
  readonly error_msg: string
  readonly expires_in: number
  readonly objects: readonly Body[]
}

/** An answer with its body read as JSON. */
export interface Answer { readonly status: number, readonly body: Body, readonly headers: Headers }

/** A mock server with the calls that a page and a payer make. */
export interface Mock {
  readonly server: MockServer
  readonly clock: ManualClock
  create(body?: object, headers?: Record<string, string>): Promise<Answer>
  list(query: Record<string, string>): Promise<Answer>
  get(path: string, headers?: Record<string, string>): Promise<Answer>
  close(transactionNo: string): Promise<Answer>
  phone(path: string, body: object, headers?: Record<string, string>): Promise<Answer>
}

/** Short keys, which are made in no time, and once for a file's tests. */
export const keyPairs = createKeyPairs(1024)

export const CLIENT = { 'content-type': 'application/json', 'x-hydrogen-client-id': 'demo' }
export const ORDER_BODY = { gateway_type: 'weixin_tenpay_native', total_cost: 0.1, merchandise_description: '深蓝色秋裤' }

export function createMock(options: Omit<MockServerOptions, 'clock'> & { clock?: ManualClock } = {}): Mock {
  const clock = options.clock ?? createManualClock()
  const server = createMockServer({ random: createSeededRandom('mock'), keyPairs, ...options, clock })
  const ask = async (path: string, init: RequestInit): Promise<Answer> => answerOf(await server.merchant.fetch(`${MERCHANT}${path}`, init))
  return {
    server,
    clock,
    create: (body = ORDER_BODY, headers = CLIENT) => ask(ORDERS, { method: 'POST', headers, body: JSON.stringify(body) }),
    list: (query) => ask(`${ORDERS}?${new URLSearchParams({ limit: '20', offset: '0', where: '{}', ...query }).toString()}`, { headers: CLIENT }),
    get: (path, headers = CLIENT) => ask(path, { headers }),
    close: (transactionNo) => ask(`${ORDERS}${transactionNo}/close/`, { method: 'POST', headers: CLIENT, body: '{}' }),
    phone: async (path, body, headers = {}) =>
      answerOf(await server.wallets.fetch(`${WALLETS}/phone/${path}`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) })),
  }
}

export async function answerOf(response: Response): Promise<Answer> {
  return { status: response.status, headers: response.headers, body: JSON.parse(await response.text()) }
}
