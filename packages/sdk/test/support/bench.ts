/** A client over a backend that answers what the test says, on a clock whose timers can be counted. */
import { createManualClock } from '@baas-pay/mock-server'
import {
  createCheckout, createPayClient, HError, memoryStorage, type Backend, type BackendContext, type Clock, type CreatedOrder, type OrderAnswer, type PayRequest, type TradeNo,
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
  create: (context: BackendContext) => Promise<CreatedOrder>
  find: (tradeNo: string | undefined, context: BackendContext) => Promise<OrderAnswer | undefined>
  close: (tradeNo: string | undefined) => Promise<{ result: 'closed' | 'paid' } | { result: 'not-yet' }>
}

/** Builds the bench. `without` takes capabilities away. */
export function createBench(without: Partial<Record<'token' | 'close' | 'expiry', true>> = {}) {
  const counted = createCountedClock()
  const fakePage = createFakePage()
  const calls = { create: 0, find: 0, close: 0 }
  const tokens: (string | undefined)[] = []
  const script: Script = {
    create: () => Promise.resolve({ tradeNo: T1, show: { flow: 'qrcode', codeUrl: 'weixin://wxpay/bizpayurl?pr=abcdefg' }, expiresInMs: 900_000 }),
    find: () => Promise.resolve(answer('pending')),
    close: () => Promise.resolve({ result: 'closed' }),
  }
  const backend: Backend = {
    scope: 'bench',
    gateways: ['weixin_tenpay_native', 'qpay_native'],
    supports: { token: !without.token, close: !without.close, reverse: false, expiry: !without.expiry, push: false },
    async create(_request, attempt, context) {
      calls.create += 1
      tokens.push(attempt.clientToken)
      const { expiresInMs, ...order } = await script.create(context)
      return without.expiry || expiresInMs === undefined ? order : { ...order, expiresInMs }
    },
    find(ref, context) {
      calls.find += 1
      return script.find(ref.tradeNo, context)
    },
    ...(without.close ? {} : {
      close(ref) {
        calls.close += 1
        return script.close(ref.tradeNo)
      },
    }),
  }
  const storage = memoryStorage()
  const client = createPayClient({ ...alone, backend, clock: counted.clock, page: fakePage.page, storage, random: { bytes: (count) => crypto.getRandomValues(new Uint8Array(count)), fraction: () => 0.5 } })
  return { ...counted, ...fakePage, calls, tokens, script, client, checkout: (request: PayRequest = goods) => createCheckout(client, request) }
}

/** A second order's answer to a create. */
export const secondOrder = { tradeNo: T2, show: { flow: 'qrcode', codeUrl: 'weixin://wxpay/bizpayurl?pr=second7' } } as const satisfies CreatedOrder

/** A bench whose checkout has been started and shows its code. */
export async function shownBench(without?: Parameters<typeof createBench>[0]) {
  const bench = createBench(without)
  const checkout = bench.checkout()
  const told = heard(checkout)
  checkout.start()
  await bench.advance(0)
  if (checkout.state.name !== 'waiting') throw new Error(`the bench is not waiting but ${checkout.state.name}`)
  return { ...bench, checkout, told }
}
