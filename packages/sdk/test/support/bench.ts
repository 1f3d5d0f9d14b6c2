/** A client over a backend that answers what the test says, on a clock whose timers can be counted. */
import { createManualClock } from '@baas-pay/mock-server'
import {
  createCheckout, createPayClient, HError, memoryStorage, type Backend, type BackendContext, type Clock, type CloseResult, type CreatedOrder, type CreateRequest,
  type GatewayType, type OrderAnswer, type OrderRef, type PayClientOptions, type PayRequest, type TradeNo,
} from '../../src/index'
import { alone } from './browser'
import { heard } from './heard'
import { createFakePage, goods } from './world'

/** A manual clock that knows how many timers are set. */
export function createCountedClock() {
  const manual = createManualClock()
  const pending = new Set<unknown>()
  const clock: Clock = {
    now: () => manual.now(),
    setTimeout(callback, delayMs) {
      const handle = manual.setTimeout(() => {
        pending.delete(handle)
        callback()
      }, delayMs)
      pending.add(handle)
      return handle
    },
    clearTimeout(handle) {
      pending.delete(handle)
      manual.clearTimeout(handle)
    },
  }
  return { clock, advance: (ms: number) => manual.advance(ms), pending: () => pending.size }
}

export const T1 = 'T1' as TradeNo
export const T2 = 'T2' as TradeNo

/** An order as the backend tells it. */
export const answer = (status: string, more: Partial<OrderAnswer> = {}): OrderAnswer => ({ tradeNo: T1, status, ...more })

/** No answer, as a dead network gives it. */
export const noAnswer = () => Promise.reject(new HError(600, undefined, { retryable: true }))

/** What the backend does; a test replaces any of it at any time. */
export interface Script {
  create: (context: BackendContext, request: CreateRequest, clientToken: string | undefined) => Promise<CreatedOrder>
  find: (tradeNo: string | undefined, context: BackendContext, ref: OrderRef) => Promise<OrderAnswer | undefined>
  close: (tradeNo: string | undefined) => Promise<CloseResult>
  reverse: (tradeNo: string | undefined) => Promise<CloseResult>
}

/** What a bench has beside. */
export interface BenchOptions extends Partial<Omit<PayClientOptions, 'backend' | 'clock' | 'page'>> {
  gateways?: readonly GatewayType[]
  /** Whether the backend nudges, at an address of its own. */
  push?: true
}

/** Builds the bench. `without` takes capabilities away. */
export function createBench(without: Partial<Record<'token' | 'close' | 'expiry' | 'reverse', true>> = {}, { gateways, push, ...ports }: BenchOptions = {}) {
  const counted = createCountedClock()
  const calls = { create: 0, find: 0, close: 0, reverse: 0 }
  const tokens: (string | undefined)[] = []
  const script: Script = {
    create: () => Promise.resolve({ tradeNo: T1, show: { flow: 'qrcode', codeUrl: 'weixin://wxpay/bizpayurl?pr=abcdefg' }, expiresInMs: 900_000 }),
    find: () => Promise.resolve(answer('pending')),
    close: () => Promise.resolve({ result: 'closed' }),
    reverse: () => Promise.resolve({ result: 'closed' }),
  }
  const backend: Backend = {
    scope: 'bench',
    gateways: gateways ?? ['weixin_tenpay_native', 'qpay_native'],
    supports: { token: !without.token, close: !without.close, reverse: !without.reverse, expiry: !without.expiry, push: push ?? false },
    async create(request, attempt, context) {
      calls.create += 1
      tokens.push(attempt.clientToken)
      const { expiresInMs, ...order } = await script.create(context, request, attempt.clientToken)
      return without.expiry || expiresInMs === undefined ? order : { ...order, expiresInMs }
    },
    find(ref, context) {
      calls.find += 1
      return script.find(ref.tradeNo, context, ref)
    },
    ...(push && { push: (_ref, onNudge, { listen, onLive }) => listen('http://bench/events', onNudge, onLive) } satisfies Partial<Backend>),
    ...(without.reverse ? {} : {
      reverse(ref) {
        calls.reverse += 1
        return script.reverse(ref.tradeNo)
      },
    }),
    ...(without.close ? {} : {
      close(ref) {
        calls.close += 1
        return script.close(ref.tradeNo)
      },
    }),
  }
  const storage = memoryStorage()
  const random = { bytes: (count: number) => crypto.getRandomValues(new Uint8Array(count)), fraction: () => 0.5 }
  /** A page over the same backend; with a fake browser's ports it is another tab of it. */
  const tab = () => {
    const page = createFakePage()
    const of = createPayClient({ ...alone, storage, random, ...ports, backend, clock: counted.clock, page: page.page })
    return { ...page, client: of, checkout: (request: PayRequest = goods) => createCheckout(of, request) }
  }
  /** A moment of the backend's own. */
  const tick = () => new Promise<void>((resolve) => { counted.clock.setTimeout(resolve, 300) })
  return { ...counted, tick, calls, tokens, script, tab, ...tab() }
}

/** A second order's answer to a create. */
export const secondOrder = { tradeNo: T2, show: { flow: 'qrcode', codeUrl: 'weixin://wxpay/bizpayurl?pr=second7' } } as const satisfies CreatedOrder

/** A bench whose checkout has been started and shows its code. */
export async function shownBench(without?: Parameters<typeof createBench>[0], options?: BenchOptions, request?: PayRequest) {
  const bench = createBench(without, options)
  const checkout = bench.checkout(request)
  const told = heard(checkout)
  checkout.start()
  await bench.advance(0)
  if (checkout.state.name !== 'waiting') throw new Error(`the bench is not waiting but ${checkout.state.name}`)
  return { ...bench, checkout, told }
}
