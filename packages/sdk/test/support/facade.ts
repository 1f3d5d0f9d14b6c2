/** A facade whose backend answers what the test says, on a clock that the test moves. */
import { createApp } from '../../src/baas/app'
import { createFacade } from '../../src/baas/facade'
import { createPayWithPaymentCode } from '../../src/baas/payment-code'
import type { InitOptions } from '../../src/baas/settings'
import type { WeixinHost } from '../../src/bridges/weixin-host'
import type { Transport, TransportAnswer, TransportRequest } from '../../src/index'
import { createCountedClock } from './bench'

export const HOST = 'http://127.0.0.1:8787'

/** What a backend does with one request: an answer, or a dead network. */
export type Reply = (request: TransportRequest) => Partial<TransportAnswer> | Promise<Partial<TransportAnswer>>

/** A request as a test looks at it. */
export interface Sent {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
}

/** Answers in turn; the last one goes on answering. */
export const inTurn = (...replies: [Reply, ...Reply[]]): Reply => {
  let no = 0
  return (request) => (replies[Math.min(no++, replies.length - 1)] ?? replies[0])(request)
}

/** The network is dead. */
export const dead: Reply = () => Promise.reject(new TypeError('Failed to fetch'))

/** Nobody ever answers. */
export const silent: Reply = ({ signal }) => new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))))

/** An answer of that status. */
export const says = (status: number, data: unknown = {}, headers: Record<string, string> = {}): Reply => () => ({ status, data, headers })

/** Builds the facade, initialised. */
export function createFacadeBench(reply: Reply, { weixin, isOnline = () => true, ...options }: InitOptions & { weixin?: WeixinHost; isOnline?: () => boolean } = {}) {
  const counted = createCountedClock()
  const sent: Sent[] = []
  const transport: Transport = async (request) => {
    const { method, url, headers, body } = request
    sent.push({ method, url, headers, body })
    return { status: 200, headers: {}, data: {}, ...(await reply(request)) }
  }
  const app = createApp({ clock: counted.clock, stored: () => null, isOnline, ...(weixin && { weixin }) })
  const BaaS = createFacade(app)
  let randoms = 0
  const payWithPaymentCode = createPayWithPaymentCode(app, { bytes: (count) => new Uint8Array(count).fill((randoms += 1)), fraction: () => 0.5 })
  BaaS.init('CID', { host: HOST, transport, ...options })
  return { ...counted, BaaS, payWithPaymentCode, sent, transport }
}

/** What a promise comes to, as a value: the error of a rejection. */
export const outcome = <T>(promise: Promise<T>): Promise<T | Error> => promise.catch((error: Error) => error)
