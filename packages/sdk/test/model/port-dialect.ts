/** A backend of a shop's own over the truth: no wire, and any of its capabilities may be absent. */
import { HError, type Backend, type BackendContext, type CloseResult, type CreatedOrder, type OrderAnswer, type Presentation, type TradeNo } from '../../src/index'
import { pageOf, type Dialect, type DialectParts, type Fault, type Voice, type Word } from './network'
import type { TrueOrder, TrueState } from './truth'

const GATEWAYS = ['weixin_tenpay_native', 'qpay_native', 'alipay_wap', 'weixin_tenpay_js', 'weixin_tenpay_micropay'] as const

const failing = (error: () => Error) => (): never => {
  throw error()
}

const voice: Voice<never> = {
  lost: failing(() => new HError(600, undefined, { retryable: true })),
  breaks: failing(() => new TypeError('buggy backend')),
  busy: failing(() => new HError(429, undefined, { retryable: true, retryAfterMs: 5_000 })),
  error: failing(() => new HError(500, undefined, { retryable: true })),
  refused: failing(() => new HError(403, 'the login has ended')),
}

const SAID: Readonly<Record<TrueState, Pick<OrderAnswer, 'status' | 'tradeState'>>> = {
  open: { status: 'pending', tradeState: 'NOTPAY' },
  typing: { status: 'pending', tradeState: 'USERPAYING' },
  paid: { status: 'success' },
  refused: { status: 'failed', tradeState: 'PAYERROR' },
  closed: { status: 'pending', tradeState: 'CLOSED' },
}

function showOf(order: TrueOrder, fault: Fault): Presentation {
  const { flow, tradeNo } = order
  switch (flow) {
    case 'qrcode': return { flow, codeUrl: `code of ${tradeNo}` }
    case 'redirect': return { flow, url: pageOf(order, fault) }
    case 'jsapi': return { flow, payload: { appId: 'wx1', package: tradeNo } }
    case 'scan': return { flow }
  }
}

/** Builds the backend. */
export function portDialect({ truth, network, supports }: DialectParts): Dialect {
  const told = ({ order, state, refunded, leftMs }: Word): OrderAnswer => ({
    tradeNo: order.tradeNo, transactionNo: order.transactionNo, clientToken: order.token as OrderAnswer['clientToken'], ...SAID[state],
    ...(refunded && { refundStatus: 'complete' }),
    ...(supports.expiry && order.flow !== 'scan' && { expiresInMs: leftMs }),
  })

  const find = async (order: () => TrueOrder | undefined, { signal }: BackendContext): Promise<OrderAnswer | undefined> => {
    const fault = network.next()
    const word = await network.through<Word | undefined>({ fault, signal, voice }, () => network.look(order(), fault))
    if (fault === 'foreign') return { tradeNo: 'of another shop' as TradeNo, status: 'success' }
    if (fault === 'empty' || !word) return undefined
    return fault === 'nonsense' ? { ...told(word), status: 'whatever', tradeState: '???' } : told(word)
  }

  const end = async (ref: { tradeNo?: string | undefined }, { signal }: BackendContext, isReverse: boolean): Promise<CloseResult> => {
    const fault = network.next()
    return network.through<CloseResult>({ fault, signal, voice }, () => {
      const result = network.end(truth.get(ref.tradeNo), fault, isReverse)
      return result === 'refused' ? { result: 'not-yet', retryInMs: 4_000 } : { result }
    })
  }

  const backend: Backend = {
    scope: 'hostile', gateways: GATEWAYS, supports,
    async create({ gateway, authCode }, { clientToken }, { signal }) {
      const fault = network.next()
      return network.through<CreatedOrder>({ fault, signal, voice }, () => {
        const order = (supports.token ? truth.byToken(clientToken) : undefined) ?? truth.make({ gateway, token: supports.token ? clientToken : undefined, authCode })
        return { ...told(network.word(order)), show: showOf(order, fault), ...(supports.push && { eventsUrl: 'https://hostile.test/events' }) }
      })
    },
    find: (ref, context) => find(() => (ref.tradeNo ? truth.get(ref.tradeNo) : supports.token ? truth.byToken(ref.clientToken) : undefined), context),
    ...(supports.close && { close: (ref, context) => end(ref, context, false) } satisfies Partial<Backend>),
    ...(supports.reverse && { reverse: (ref, context) => end(ref, context, true) } satisfies Partial<Backend>),
    ...(supports.push && { push: (_ref, onNudge, { eventsUrl, listen, onLive }) => (eventsUrl ? listen(eventsUrl, onNudge, onLive) : () => {}) } satisfies Partial<Backend>),
  }
  return { backend, gateways: GATEWAYS }
}
