/** A MinCloud server over the truth, and the SDK's own backend that speaks to it. */
import { minCloud, type GatewayType, type TransportAnswer } from '../../src/index'
import { pageOf, type Dialect, type DialectParts, type Fault, type Word } from './network'
import type { TrueOrder, TrueState } from './truth'
import { answer, HOST, text, wireTo, wireVoice, type Asked } from './wire'

const GATEWAYS = ['weixin_tenpay_native', 'qpay_native', 'alipay_wap', 'weixin_tenpay_js', 'weixin_tenpay_micropay'] as const

const SAID: Readonly<Record<TrueState, object>> = {
  open: { status: 'pending', trade_state: 'NOTPAY' },
  typing: { status: 'pending', trade_state: 'USERPAYING' },
  paid: { status: 'success' },
  refused: { status: 'failed', trade_state: 'PAYERROR' },
  closed: { status: 'pending', trade_state: 'CLOSED' },
}

function carried(order: TrueOrder, fault: Fault): object {
  switch (order.flow) {
    case 'qrcode': return { code_url: `code of ${order.tradeNo}` }
    case 'redirect': return { payment_url: pageOf(order, fault) }
    case 'jsapi': return { appId: 'wx1', package: order.tradeNo }
    case 'scan': return {}
  }
}

const voice = wireVoice(() => answer({ error_msg: 'the login has ended' }, 403))

/** Builds the server and its backend: with its extensions, or as MinCloud documents itself. */
export function minCloudDialect({ truth, network, supports: { token: extensions } }: DialectParts): Dialect {
  const told = ({ order, state, refunded, leftMs }: Word) => ({
    trade_no: order.tradeNo, transaction_no: order.transactionNo, client_token: order.token, ...SAID[state],
    ...(refunded && { refund_status: 'complete' }),
    ...(extensions && order.flow !== 'scan' && { expires_in: leftMs / 1_000 }),
  })

  const create = (body: NonNullable<Asked['body']>, fault: Fault): TransportAnswer => {
    const token = text(body['client_token'])
    const order = truth.byToken(token) ?? truth.make({ gateway: body['gateway_type'] as GatewayType, token, authCode: text(body['auth_code']) })
    return answer({ ...told(network.word(order)), ...carried(order, fault), ...(extensions && { events_url: `${HOST}/events?of=${order.tradeNo}` }) }, 201)
  }

  const find = (query: URLSearchParams, fault: Fault): TransportAnswer => {
    const word = network.look(truth.named(query.get('trade_no') ?? query.get('transaction_no')) ?? truth.byToken(query.get('client_token') ?? undefined), fault)
    if (fault === 'foreign') return answer({ objects: [{ trade_no: 'of another shop', transaction_no: 'too', status: 'success' }] })
    if (fault === 'empty' || !word) return answer({ objects: [] })
    return answer({ objects: [{ ...told(word), ...(fault === 'nonsense' && { status: 'whatever', trade_state: '???' }) }] })
  }

  const end = ([, transactionNo, how]: RegExpExecArray, fault: Fault): TransportAnswer => {
    const result = network.end(truth.named(transactionNo), fault, how === 'reverse')
    return answer(result === 'refused' ? { next_poll_ms: 4_000 } : {}, { 'refused': 425, 'under-way': 202, 'closed': 200, 'paid': 409 }[result])
  }

  const transport = wireTo(network, voice, ({ path, query, body }, fault) => {
    const ending = /\/([^/]+)\/(close|reverse)\/$/.exec(path)
    if (ending) return end(ending, fault)
    return body ? create(body, fault) : find(query, fault)
  })
  return { backend: minCloud({ clientID: 'demo', host: HOST, extensions, gateways: GATEWAYS }), gateways: GATEWAYS, transport }
}
