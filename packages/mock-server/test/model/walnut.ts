import type { WalnutOptions } from '../../src/merchant/walnut/settings'
import { PAGE } from '../login'
import type { Body } from '../mock'
import { YUAN, type Action } from './actions'
import type { Caller } from './callers'
import type { Cast, Desk } from './stage'
import { PAY_TYPES, providerOf, takeUp } from './ways'
import type { World } from './world'

/** What one page knows of what it buys: an order that a user places, or a pay object alone. */
export interface Basket {
  readonly caller: Caller
  readonly route: 'pay/buy' | 'pay/create'
  readonly body: Readonly<Record<string, unknown>> & { readonly client_token: string, readonly pay_tp: string }
  /** How it was last shown; nothing while no answer has come. */
  last: Shown | undefined
  /** What was ever told of a try, by its `out_trade_no`. */
  readonly told: Map<string, 'paid' | 'closed'>
  /** The tries that the page ever had something to pay with of. */
  readonly offered: Set<string>
  /** Whether it was ever told paid, and then something else. */
  takenBack: boolean
  /** What somebody else came to know or to do. */
  readonly leaks: string[]
}

/** An order or a pay object, as an answer shows it. */
export interface Shown {
  readonly id: string
  readonly payId: string
  readonly outTradeNo: string
  readonly payTp: string
  readonly status: string
  /** What there is to pay with. */
  readonly data: unknown
  /** The pay objects that were paid besides. */
  readonly duplicates: readonly string[]
}

/** A shop that sells something at each price. Its success callback tells `onPaid` of the order, or of the pay object that has none. */
export const shopThatTells = (onPaid: (id: string) => void): WalnutOptions => ({
  products: Object.fromEntries(YUAN.map((yuan) => [goodsAt(yuan), { title: '秋裤', priceFen: Math.round(yuan * 100) }])),
  callbacks: { my_callback: { run: ({ id, or_id }) => onPaid(or_id ?? id) } },
})

const goodsAt = (yuan: number): string => `goods-${yuan}`

/** Walnut's routes. To close is to pay anew; to reverse, to pay in another way. */
export const walnut: Desk<Basket> = { create, act, look }

async function create({ who, way, yuan }: Extract<Action, { type: 'create' }>, { world, callers, pages }: Cast<Basket>): Promise<void> {
  const caller = callers[who]
  const count = pages.filter((page) => page.caller === caller).length
  const common = { pay_tp: way, client_token: String(count).padStart(32, 't'), return_url: `${PAGE}/return` }
  // A guest has no orders.
  const isOrder = caller.token !== undefined && count % 2 === 0
  const body = isOrder ? { ...common, products: [{ id: goodsAt(yuan) }] } : { ...common, bu: 'somebody', go: goodsAt(yuan), pt: way, ta: 'demo' }
  const page: Basket = { caller, route: isOrder ? 'pay/buy' : 'pay/create', body, last: undefined, told: new Map(), offered: new Set(), takenBack: false, leaks: [] }
  pages.push(page)
  return send(page, world)
}

async function send(page: Basket, world: World): Promise<void> {
  hear(page, await world.walnut(addressOf(page.route, page.caller), { ...(await codeFor(page.body.pay_tp, world)), ...page.body }))
}

const addressOf = (path: string, { client: domain, token }: Caller, query: Record<string, string> = {}): Parameters<World['walnut']>[0] => ({ domain, path, query: { ...query, ...(token === undefined ? {} : { ticket: token }) } })

/** A cashier scans what the phone shows now. */
async function codeFor(payTp: string, world: World): Promise<object> {
  if (!PAY_TYPES.scans.some((scan) => scan === payTp)) return {}
  return { pay_code: (await world.wallet('/phone/payment-code', { provider: providerOf(payTp) })).body['auth_code'] }
}

async function act(action: Extract<Action, { order: number }>, page: Basket, { world, callers }: Cast<Basket>): Promise<void> {
  const { last } = page
  if (action.type === 'create-again') return send(page, world)
  if (action.type === 'look') return look(page, world)
  if (!last) return
  switch (action.type) {
    case 'pay': return takeUp(offeredBy(last), action.password, world)
    case 'open': return takeUp(offeredBy(last), undefined, world)
    case 'confirm':
    case 'decline': {
      await world.wallet(`/phone/${action.type}`, { provider: providerOf(last.payTp), out_trade_no: last.outTradeNo, ...(action.type === 'confirm' && { password: action.password }) })
      return
    }
    case 'refund': {
      await world.wallet(`/sandbox/orders/${last.payId}/refund`, action.share === 1 ? {} : { amount_fen: Math.ceil(action.share * 10) })
      return
    }
    case 'intrude': return intrude(page, last, { world, stranger: callers[action.who] })
    case 'close': return again(page, last, { force: true }, world)
    case 'reverse': return again(page, last, { pt: nextWay(last.payTp) }, world)
  }
}

/** What the answer offers, by the name that says how it is taken up. */
function offeredBy({ payTp, data }: Shown): Readonly<Record<string, unknown>> {
  if (typeof data === 'string') return { [payTp === 'paypal' ? 'approve_url' : 'code_url']: data }
  return typeof data === 'object' && data !== null ? { ...data } : {}
}

const nextWay = (payTp: string): string => PAY_TYPES.all[(PAY_TYPES.all.findIndex((way) => way === payTp) + 1) % PAY_TYPES.all.length] ?? 'wx.qrcode'

async function again(page: Basket, { id, payTp }: Shown, wish: { readonly pt?: string, readonly force?: boolean }, world: World): Promise<void> {
  if (page.route === 'pay/create') return
  hear(page, await world.walnut(addressOf('pay/pay', page.caller), { id, ...wish, ...(await codeFor(wish.pt ?? payTp, world)) }))
}

async function intrude(page: Basket, last: Shown, { world, stranger }: { readonly world: World, readonly stranger: Caller }): Promise<void> {
  // Guests of one domain know a guest's pay object by its number alone; the others must not.
  if (stranger === page.caller) return
  const { client_token } = page.body
  for (const [path, query] of [['pay/check', { id: last.id }], ['pay/check', { id: last.payId }], ['pay/check', { client_token }], ['pay/order', { id: last.id }], ['pay/pay', { id: last.id, force: 'true' }]] as const) {
    const { body } = await world.walnut(addressOf(path, stranger, query))
    if (body['ok'] === true && JSON.stringify(body).includes(last.payId)) page.leaks.push(`${stranger.who} got it by ${path}`)
  }
}

async function look(page: Basket, world: World): Promise<void> {
  hear(page, await world.walnut(addressOf('pay/check', page.caller, page.last ? { id: page.last.id } : { client_token: page.body.client_token })))
}

interface Data extends Body { readonly pay_re?: Body }

function hear(page: Basket, { body }: { readonly body: Readonly<Record<string, unknown>> }): void {
  const data = body['data'] as Data | undefined
  if (body['ok'] !== true || !data) return
  const { pay_re = data } = data
  const payId = String(pay_re['payObjId'])
  const last: Shown = {
    id: page.route === 'pay/buy' ? String(data['id']) : payId,
    payId,
    outTradeNo: page.route === 'pay/buy' ? String(data['out_trade_no']) : payId,
    payTp: page.route === 'pay/buy' ? String(data['pay_tp']) : page.body.pay_tp,
    status: String(pay_re['status']),
    data: pay_re['data'],
    duplicates: Array.isArray(data['duplicate_pay_ids']) ? data['duplicate_pay_ids'] : [],
  }
  page.takenBack ||= page.last?.status === 'OK' && last.status !== 'OK'
  page.last = last
  if (last.status === 'WAIT' && Object.keys(offeredBy(last)).length > 0) page.offered.add(last.outTradeNo)
  if (last.status === 'OK') page.told.set(last.outTradeNo, 'paid')
  if (last.status === 'FAIL') page.told.set(last.outTradeNo, 'closed')
}
