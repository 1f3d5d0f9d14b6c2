/** A backend over the truth, behind a network that loses, delays, repeats, mixes up and contradicts its answers. */
import { HError, type Backend, type BackendContext, type BackendSupports, type CloseResult, type CreatedOrder, type GatewayType, type OrderAnswer, type Presentation, type TradeNo } from '../../src/index'
import { sleep } from '../../src/runtime/heard'
import type { JumpingClock } from './clock'
import { TTL_MS, type TrueOrder, type Truth } from './truth'

/** What happens to the next call: `lost-*` before or after the server did it; `late` after the page has given up; `lie` says that it is closed. */
export const FAULTS = [
  'none', 'lost-before', 'lost-after', 'error-500', 'busy-429', 'slow', 'late', 'foreign', 'empty', 'nonsense', 'stale', 'lie', 'hostile-page', 'throws', 'refused-403',
] as const
export type Fault = (typeof FAULTS)[number]

export const GATEWAYS = ['weixin_tenpay_native', 'qpay_native', 'alipay_wap', 'weixin_tenpay_js', 'weixin_tenpay_micropay'] as const satisfies readonly GatewayType[]

const lost = (): never => {
  throw new HError(600, undefined, { retryable: true })
}

const SAID: Readonly<Record<TrueOrder['state'], Pick<OrderAnswer, 'status' | 'tradeState'>>> = {
  open: { status: 'pending', tradeState: 'NOTPAY' },
  typing: { status: 'pending', tradeState: 'USERPAYING' },
  paid: { status: 'success' },
  refused: { status: 'failed', tradeState: 'PAYERROR' },
  closed: { status: 'pending', tradeState: 'CLOSED' },
}

const showOf = ({ flow, tradeNo }: TrueOrder, isHostile: boolean): Presentation => {
  switch (flow) {
    case 'qrcode': return { flow, codeUrl: `code of ${tradeNo}` }
    case 'redirect': return { flow, url: isHostile ? 'http://evil.test/' : `https://wallet.test/${tradeNo}` }
    case 'jsapi': return { flow, payload: { appId: 'wx1', package: tradeNo } }
    case 'scan': return { flow }
  }
}

/** Builds the backend. */
export function createHostile(truth: Truth, { clock, elapsed }: JumpingClock, supports: BackendSupports) {
  const faults: Fault[] = []
  const calls = { sent: 0 }
  /** Nothing reaches the server while the network is dead. */
  const network = { isDead: false }
  const remembered = new Map<string, OrderAnswer>()

  const told = (order: TrueOrder): OrderAnswer => ({
    tradeNo: order.tradeNo, transactionNo: order.transactionNo, clientToken: order.token as OrderAnswer['clientToken'], ...SAID[order.state],
    ...(order.refunded && { refundStatus: 'complete' }),
    ...(supports.expiry && order.flow !== 'scan' && { expiresInMs: order.createdAt + TTL_MS - elapsed() }),
  })

  async function through<T>(context: BackendContext, fault: Fault, act: () => T): Promise<T> {
    calls.sent += 1
    if (fault === 'throws') throw new TypeError('buggy backend')
    if (fault === 'lost-before' || network.isDead) lost()
    if (fault === 'busy-429') throw new HError(429, undefined, { retryable: true, retryAfterMs: 5_000 })
    if (fault === 'refused-403') throw new HError(403, 'the login has ended')
    if (fault === 'slow') await sleep(clock, 7_000, context.signal)
    const result = act()
    if (fault === 'lost-after') lost()
    if (fault === 'error-500') throw new HError(500, undefined, { retryable: true })
    // The server has done it, and its answer comes when nobody waits for it any more.
    if (fault === 'late') await sleep(clock, 40_000, new AbortController().signal)
    return result
  }

  const next = (): Fault => faults.shift() ?? 'none'

  const find = async (order: () => TrueOrder | undefined, context: BackendContext): Promise<OrderAnswer | undefined> => {
    const fault = next()
    const answer = await through(context, fault, () => {
      const found = order()
      const now = found && told(found)
      const before = found && remembered.get(found.tradeNo)
      if (found && now) remembered.set(found.tradeNo, now)
      if (fault === 'lie' && found && found.state !== 'paid') {
        found.isLiedAbout = true
        return { ...told(found), status: 'pending', tradeState: 'CLOSED' }
      }
      // A cache on the way: what was true before.
      return fault === 'stale' ? before ?? now : now
    })
    if (fault === 'foreign') return { tradeNo: 'of another shop' as TradeNo, status: 'success' }
    if (fault === 'empty') return undefined
    if (fault === 'nonsense') return { ...answer, status: 'whatever', tradeState: '???' }
    return answer
  }

  /** Ends an order at the server. A liar says that it has, and has not. */
  const end = async (ref: { tradeNo?: string | undefined }, context: BackendContext, isReverse: boolean): Promise<CloseResult> => {
    const fault = next()
    return through<CloseResult>(context, fault, () => {
      const order = truth.get(ref.tradeNo)
      if (fault === 'empty') return { result: 'not-yet', retryInMs: 4_000 }
      if (fault === 'nonsense') return { result: 'under-way' }
      if (fault === 'lie' || fault === 'foreign') return { result: 'closed' }
      if (order?.state === 'paid' && isReverse) order.refunded = true
      truth.end(order)
      return { result: order?.state === 'paid' && !isReverse ? 'paid' : 'closed' }
    })
  }

  const backend: Backend = {
    scope: 'hostile', gateways: GATEWAYS, supports,
    async create({ gateway, authCode }, { clientToken }, context) {
      const fault = next()
      return through<CreatedOrder>(context, fault, () => {
        const order = (supports.token ? truth.byToken(clientToken) : undefined) ?? truth.make(gateway, supports.token ? clientToken : undefined, authCode)
        return { ...told(order), show: showOf(order, fault === 'hostile-page'), ...(supports.push && { eventsUrl: 'https://hostile.test/events' }) }
      })
    },
    find: (ref, context) => find(() => (ref.tradeNo ? truth.get(ref.tradeNo) : supports.token ? truth.byToken(ref.clientToken) : undefined), context),
    ...(supports.close && { close: (ref, context) => end(ref, context, false) } satisfies Partial<Backend>),
    ...(supports.reverse && { reverse: (ref, context) => end(ref, context, true) } satisfies Partial<Backend>),
    ...(supports.push && { push: (_ref, onNudge, { eventsUrl, listen, onLive }) => (eventsUrl ? listen(eventsUrl, onNudge, onLive) : () => {}) } satisfies Partial<Backend>),
  }
  return { backend, faults, calls, network }
}
