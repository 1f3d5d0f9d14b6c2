/** A Walnut server over the truth, and the SDK's own backend that speaks to it. It can close nothing, and its WebSocket nudges. */
import { gateways, gatewayTypes, type GatewayType, type Listen, type TransactionNo, type TransportAnswer } from '../../src/index'
import { walnut, type Connect, type WalnutWay } from '../../src/walnut'
import { pageOf, type Dialect, type DialectParts, type Fault, type Word } from './network'
import { isAlive, type TrueOrder, type TrueState } from './truth'
import { answer, HOST, text, wireTo, wireVoice, type Asked } from './wire'

// A manual clock does not wait for a file.
await import('../../src/backends/walnut-push')

const GATEWAYS = ['weixin_tenpay_native', 'alipay_qrcode', 'paypal', 'weixin_tenpay_js', 'weixin_tenpay_micropay'] as const

/** `[the pay object's state, the order's, the provider's]` */
const SAID: Readonly<Record<TrueState, readonly [status: string, orSt: string, tradeState: string]>> = {
  open: ['WAIT', 'WT', 'NOTPAY'],
  typing: ['WAIT', 'WT', 'USERPAYING'],
  paid: ['OK', 'OK', 'SUCCESS'],
  refused: ['FAIL', 'FA', 'PAYERROR'],
  closed: ['FAIL', 'FA', 'CLOSED'],
}

function shown(order: TrueOrder, fault: Fault): object {
  switch (order.flow) {
    case 'qrcode': return { dataType: 'QRCODE', data: `code of ${order.tradeNo}` }
    case 'redirect': return { dataType: 'LINK', data: pageOf(order, fault) }
    case 'jsapi': return { dataType: 'JSON', data: { appId: 'wx1', package: order.tradeNo } }
    case 'scan': return { dataType: 'JSON', data: null }
  }
}

type Body = NonNullable<Asked['body']>

const gatewayOf = (payTp: unknown): GatewayType => gatewayTypes.find((type) => gateways[type].payTp === payTp) ?? 'weixin_tenpay_native'

const refusal = (errCode: string): TransportAnswer => answer({ ok: false, errCode, msg: '不行' })

const voice = wireVoice(() => refusal('e.pay.nopvg'))

/** `/websocket` over the browser's push connections: a connection that is there says that it watches whatever is asked for. */
const socketOf = (listen: Listen): Connect => (url, ears) => {
  const now = { isOpen: false, isClosed: false }
  const hear = (event: string) => { if (now.isOpen && !now.isClosed) ears.onMessage(JSON.stringify({ event })) }
  const close = listen(url, () => hear('done'), (isLive) => {
    if (now.isClosed || isLive === now.isOpen) return
    now.isOpen = isLive
    if (isLive) ears.onOpen()
    else ears.onClose()
  })
  return {
    send: () => hear('watched'),
    close() {
      now.isClosed = true
      close()
    },
  }
}

/** The order that the shop's own server has made, for `pay/pay`. */
const OF_SHOP = 'X-shop' as TransactionNo

/** Builds the server and its backend; `token`: whether it honours `client_token`. */
const walnutBy = (way: WalnutWay) => ({ truth, network, supports: { token: extensions, expiry, push }, listen }: DialectParts): Dialect => {
  const told = ({ order, state, refunded, leftMs }: Word, fault: Fault) => {
    const [status, or_st, trade_state] = fault === 'nonsense' ? ['WHATEVER', '??', '???'] : SAID[state]
    return {
      id: order.transactionNo, out_trade_no: order.tradeNo, client_token: order.token, pay_tp: gateways[order.gateway].payTp, or_st, trade_state, ...(refunded && { or_status: 5 }),
      ...(expiry && order.flow !== 'scan' && state === 'open' && { expires_in: leftMs / 1_000 }),
      pay_re: { payObjId: `P-${order.tradeNo}`, status, ...shown(order, fault) },
    }
  }

  const buy = (body: Body): TrueOrder => {
    const token = text(body['client_token'])
    return truth.byToken(token) ?? truth.make({ gateway: gatewayOf(body['pay_tp']), token, authCode: text(body['pay_code']) })
  }

  /** The try of the shop's order that is shown: the one that was paid, else the last. */
  const shownTry = () => truth.paid()[0] ?? truth.orders.at(-1)

  /** Another try, once the last can't be paid any more; a charge is waited for, anything else is ended. */
  const payAgain = (body: Body): TrueOrder | undefined => {
    truth.named(OF_SHOP)
    const [last, gateway] = [shownTry(), gatewayOf(body['pt'])]
    const isOpen = last !== undefined && isAlive(last)
    if (last?.state === 'paid' || (isOpen && last.gateway === gateway && last.flow !== 'scan')) return last
    if (isOpen && last.flow === 'scan') return undefined
    truth.end(last)
    return truth.make({ gateway, token: undefined, authCode: text(body['pay_code']), transactionNo: OF_SHOP })
  }

  /** The shop's counter charges a code: only where nothing else can be paid. */
  const beginElsewhere = () => {
    truth.named(OF_SHOP)
    if (!truth.orders.some((order) => isAlive(order) || order.state === 'paid')) truth.make({ gateway: 'weixin_tenpay_micropay', token: undefined, authCode: 'at the counter', transactionNo: OF_SHOP, isOfAnother: true })
  }

  const create = (body: Body, fault: Fault): TransportAnswer => {
    const order = way.call === 'pay/pay' ? payAgain(body) : buy(body)
    return order ? answer({ ok: true, data: told(network.word(order), fault === 'hostile-page' ? fault : 'none') }) : refusal('e.www.pay.waiting')
  }

  const find = (query: URLSearchParams, fault: Fault): TransportAnswer => {
    const id = query.get('id')
    const order = truth.named(id) ?? truth.byToken(query.get('client_token') ?? undefined)
    const word = network.look(id === OF_SHOP ? shownTry() : order, fault)
    if (fault === 'foreign') return answer({ ok: true, data: { id: 'of another shop', or_st: 'OK', pay_re: { payObjId: 'P', status: 'OK' } } })
    return fault === 'empty' || !word ? refusal('e.io.obj.noexists') : answer({ ok: true, data: told(word, fault) })
  }

  const transport = wireTo(network, voice, ({ query, body }, fault) => (body ? create(body, fault) : find(query, fault)))
  const connect = push ? socketOf(listen) : () => undefined
  const shared = way.call === 'pay/pay' && { beginElsewhere }
  return { ...shared, backend: walnut({ host: HOST, domain: 'demo', ticket: 'ticket', extensions, way, gateways: GATEWAYS, connect }), gateways: GATEWAYS, transport }
}

/** Walnut, where the payer buys. */
export const walnutDialect = walnutBy({ call: 'pay/buy' })

/** Walnut, where the shop's own server has made the order: each attempt is another try at it, of which one at a time can be paid. */
export const walnutShopDialect = walnutBy({ call: 'pay/pay', id: OF_SHOP })
