import { PAGE } from '../login'
import { MERCHANT, type Answer } from '../mock'
import type { Action } from './actions'
import type { Caller } from './callers'
import type { Cast, Desk } from './stage'
import { providerOf, SCANS, takeUp } from './ways'
import type { World } from './world'

/** What one page knows of its order. */
export interface Page {
  readonly caller: Caller
  readonly token: string
  readonly body: Readonly<Record<string, unknown>>
  /** The order as the merchant last showed it; nothing while no answer has come. */
  last: Answer['body'] | undefined
  /** What it was ever told of its end. */
  readonly told: Set<'paid' | 'closed' | 'failed'>
  /** Whether it was ever told paid, and then something else. */
  takenBack: boolean
  /** Whether its cashier has asked to have it reversed: only then may what was paid be told to be on its way back. */
  isReversed: boolean
  /** What somebody else came to know or to do. */
  readonly leaks: string[]
}

/** MinCloud's routes. */
export const minCloud: Desk<Page> = { create, act, look }

async function create({ who, way, yuan }: Extract<Action, { type: 'create' }>, { world, callers, pages }: Cast<Page>): Promise<void> {
  const caller = callers[who]
  // Callers count for themselves, so that the same token means another order for each.
  const token = String(pages.filter((page) => page.caller === caller).length).padStart(32, 't')
  const body = { gateway_type: way, total_cost: yuan, merchandise_description: '秋裤', client_token: token, return_url: `${PAGE}/return` }
  const page: Page = { caller, token, body, last: undefined, told: new Set(), takenBack: false, isReversed: false, leaks: [] }
  pages.push(page)
  return send(page, world)
}

/** Asks for the page's order, the first time or again. A cashier scans again what the phone shows now: a code is good for one charge. */
async function send(page: Page, world: World): Promise<void> {
  const gateway = page.body['gateway_type']
  const isScan = SCANS.some((scan) => scan === gateway)
  const code = isScan ? (await world.wallet('/phone/payment-code', { provider: providerOf(gateway) })).body : {}
  hear(page, await world.merchant('', page.caller.headers, { ...code, ...page.body }))
}

type OrderAction = Extract<Action, { order: number }>

async function act(action: OrderAction, page: Page, { world, callers }: Cast<Page>): Promise<void> {
  const { last, caller: { headers } } = page
  if (action.type === 'create-again') return send(page, world)
  if (action.type === 'look') return look(page, world)
  if (!last) return
  switch (action.type) {
    case 'pay': return takeUp(last, action.password, world)
    case 'open': return takeUp(last, undefined, world)
    case 'confirm': {
      if (last['mweb_url'] || last['payment_url']) await takeUp(last, undefined, world)
      await world.wallet('/phone/confirm', { ...asked(page, last), password: action.password })
      return
    }
    case 'decline': {
      await world.wallet('/phone/decline', asked(page, last))
      return
    }
    case 'refund': {
      const amount_fen = Math.floor(Number(page.body['total_cost']) * 100 * action.share)
      await world.wallet(`/sandbox/orders/${last.transaction_no}/refund`, { amount_fen })
      return
    }
    case 'intrude': return intrude(page, last, { world, stranger: callers[action.who] })
    case 'close':
    case 'reverse':
      page.isReversed ||= action.type === 'reverse'
      hear(page, await world.merchant(`${last.transaction_no}/${action.type}/`, headers, {}))
  }
}

/** The order's name among what waits for the payer's password. */
const asked = ({ body }: Page, { trade_no }: Answer['body']): object => ({ provider: providerOf(body['gateway_type']), out_trade_no: trade_no })

/** Somebody who has come by the order's numbers, and by its token, tries what they are good for. */
async function intrude(page: Page, last: Answer['body'], { world, stranger }: { readonly world: World, readonly stranger: Caller }): Promise<void> {
  if (stranger === page.caller) return
  const { trade_no, transaction_no } = last
  for (const query of [`trade_no=${trade_no}`, `transaction_no=${transaction_no}`, `client_token=${page.token}`, 'limit=1000']) {
    const { body } = await world.merchant(`?${query}`, stranger.headers)
    if (body.objects.some((order) => order.trade_no === trade_no)) page.leaks.push(`${stranger.who} found it by ${query}`)
  }
  for (const end of ['close', 'reverse']) {
    const { status } = await world.merchant(`${transaction_no}/${end}/`, stranger.headers, {})
    if (status < 300) page.leaks.push(`${stranger.who} could ${end} it: ${status}`)
  }
  const { status } = await world.server.merchant.fetch(`${MERCHANT}/hserve/v2.0/idp/pay/order/${transaction_no}/`, { headers: stranger.headers })
  if (status < 300) page.leaks.push(`${stranger.who} could get it: ${status}`)
}

/** Asks about the order: by its number, or by its token while the answer that has the number is missing. */
async function look(page: Page, world: World): Promise<void> {
  const number = page.last ? `transaction_no=${page.last.transaction_no}` : `client_token=${page.token}`
  const { status, body } = await world.merchant(`?where={}&${number}`, page.caller.headers)
  const [order] = body.objects
  if (status === 200 && order) hear(page, { status, body: order, headers: new Headers() })
}

function hear(page: Page, { status, body }: Answer): void {
  if (!body.trade_no) return
  // The answer to a create alone carries the code.
  page.last = { ...page.last, ...body }
  const { status: word, trade_state: state } = body
  page.takenBack ||= page.told.has('paid') && word !== 'success' && !(page.isReversed && state === 'REVERSING')
  if (word === 'success') page.told.add('paid')
  if (word === 'failed') page.told.add('failed')
  if (status < 300 && word === 'pending' && (state === 'CLOSED' || state === 'REVOKED')) page.told.add('closed')
}
