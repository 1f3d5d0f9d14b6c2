import type { Action } from './actions'
import type { Answer } from '../mock'
import type { World } from './world'

/** What one page knows of its order. */
export interface Page {
  readonly token: string
  readonly body: Readonly<Record<string, unknown>>
  /** The order as the merchant last showed it; nothing while no answer has come. */
  last: Answer['body'] | undefined
  /** What it was ever told of its end. */
  readonly told: Set<'paid' | 'closed' | 'failed'>
  /** Whether it was ever told paid, and then something else. */
  takenBack: boolean
}

/** Everybody who has a part in it. */
export interface Cast { readonly world: World, readonly pages: Page[] }

/** Carries an action out; one that makes no sense now does nothing. */
export async function play(action: Action, cast: Cast): Promise<void> {
  const { world, pages } = cast
  if ('order' in action) {
    const page = pages[action.order % Math.max(1, pages.length)]
    return page && act(action, page, world)
  }
  switch (action.type) {
    case 'create': return create(action, cast)
    case 'wait': return world.clock.advance(action.ms)
    case 'restart': return world.restart()
    case 'line': {
      world.lines[action.which] = action.line
      return
    }
    case 'fault': {
      await world.wallet('/sandbox/scenario', { name: action.name, times: 1 })
      return
    }
    case 'at-once': {
      await Promise.all([play(action.first, cast), play(action.second, cast)])
    }
  }
}

async function create({ gateway, yuan }: Extract<Action, { type: 'create' }>, { world, pages }: Cast): Promise<void> {
  const authCode = gateway === 'weixin_tenpay_micropay' ? { auth_code: (await world.wallet('/phone/payment-code', { provider: 'wechat' })).body['auth_code'] } : {}
  const token = String(pages.length).padStart(32, 't')
  const page: Page = { token, body: { gateway_type: gateway, total_cost: yuan, merchandise_description: '秋裤', client_token: token, ...authCode }, last: undefined, told: new Set(), takenBack: false }
  pages.push(page)
  hear(page, await world.merchant('', page.body))
}

type OrderAction = Extract<Action, { order: number }>

async function act(action: OrderAction, page: Page, world: World): Promise<void> {
  const { last } = page
  switch (action.type) {
    case 'create-again': return hear(page, await world.merchant('', page.body))
    case 'look': return look(page, world)
    case 'pay': {
      if (last?.code_url) await world.wallet('/phone/pay', { content: last.code_url, password: action.password })
      return
    }
    case 'confirm': {
      if (last) await world.wallet('/phone/confirm', { out_trade_no: last.trade_no, password: action.password })
      return
    }
    case 'decline': {
      if (last) await world.wallet('/phone/decline', { out_trade_no: last.trade_no })
      return
    }
    case 'refund': {
      const amount_fen = Math.floor(Number(page.body['total_cost']) * 100 * action.share)
      if (last) await world.wallet(`/sandbox/orders/${last.transaction_no}/refund`, { amount_fen })
      return
    }
    case 'close':
    case 'reverse': if (last) hear(page, await world.merchant(`${last.transaction_no}/${action.type}/`, {}))
  }
}

/** Asks about the order: by its number, or by its token while the answer that has the number is missing. */
export async function look(page: Page, world: World): Promise<void> {
  const number = page.last ? `transaction_no=${page.last.transaction_no}` : `client_token=${page.token}`
  const { status, body } = await world.merchant(`?where={}&${number}`)
  const [order] = body.objects
  if (status === 200 && order) hear(page, { status, body: order, headers: new Headers() })
}

function hear(page: Page, { status, body }: Answer): void {
  if (!body.trade_no) return
  // The answer to a create alone carries the code.
  page.last = { ...page.last, ...body }
  const { status: word, trade_state: state } = body
  page.takenBack ||= page.told.has('paid') && word !== 'success'
  if (word === 'success') page.told.add('paid')
  if (word === 'failed') page.told.add('failed')
  if (status < 300 && word === 'pending' && (state === 'CLOSED' || state === 'REVOKED')) page.told.add('closed')
}
