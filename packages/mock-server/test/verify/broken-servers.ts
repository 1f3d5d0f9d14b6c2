import { ORDERS } from '../mock'
import type { Server } from './verified'

type Json = Readonly<Record<string, unknown>>
type Orders = { objects: Json[], meta: Json }

const isCreate = ({ method, url }: Request): boolean => method === 'POST' && new URL(url).pathname === ORDERS
const isList = ({ method, url }: Request): boolean => method === 'GET' && new URL(url).pathname === ORDERS
const pathOf = ({ url }: Request): string => new URL(url).pathname

/** The same request with another body, query or headers. */
async function withBody(request: Request, change: (body: Json) => Json): Promise<Request> {
  const text = await request.text()
  return new Request(request.url, { method: request.method, headers: request.headers, body: text.startsWith('{"') ? JSON.stringify(change(JSON.parse(text))) : text })
}

function withQuery(request: Request, change: (query: URLSearchParams) => void): Request {
  const url = new URL(request.url)
  change(url.searchParams)
  return new Request(url, request)
}

function withHeaders(request: Request, change: (headers: Headers) => void): Request {
  const headers = new Headers(request.headers)
  change(headers)
  return new Request(request, { headers })
}

/** The same answer with other JSON, if it is JSON. */
async function answering(answer: Response, change: (body: Json) => unknown): Promise<Response> {
  if (!answer.headers.get('content-type')?.includes('json')) return answer
  return new Response(JSON.stringify(change(JSON.parse(await answer.text()))), { status: answer.status, headers: answer.headers })
}

/** Changes every order of an answer: its own, or those of its list. */
const eachOrder = (change: (order: Json) => Json) => (body: Json): unknown =>
  Array.isArray(body['objects']) ? { ...body, objects: body['objects'].map(change) } : 'trade_no' in body ? change(body) : body

const inEachOrder = (change: (order: Json) => Json): Server => async (request, ask) => answering(await ask(request), eachOrder(change))

const inHeaders = (change: (headers: Headers, request: Request) => void): Server => async (request, ask) => {
  const answer = await ask(request)
  const headers = new Headers(answer.headers)
  change(headers, request)
  return new Response(answer.body, { status: answer.status, headers })
}

/** Takes a create for what it is not, where its body is what `when` says. */
const mistaking = (when: (body: Json) => boolean, change: Json): Server => async (request, ask) =>
  ask(isCreate(request) ? await withBody(request, (body) => (when(body) ? { ...body, ...change } : body)) : request)

const json = (body: unknown, status = 200): Response => new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', 'cache-control': 'no-store' } })

/** Remembers the first order that is found, to show it to whom it does not belong. */
function leaky(when: (request: Request) => boolean): Server {
  let somebodys: Json | undefined
  return async (request, ask) => {
    const answer = await ask(request)
    if (!isList(request) || answer.status !== 200) return answer
    const page: Orders = JSON.parse(await answer.clone().text())
    somebodys ??= page.objects[0]
    return page.objects.length === 0 && somebodys && when(request) ? new Response(JSON.stringify({ ...page, objects: [somebodys] }), answer) : answer
  }
}

/** Counts orders by small numbers, as a table's rows are. */
function counting(): Server {
  const long: string[] = []
  const short = (text: unknown): string => {
    if (!long.includes(String(text))) long.push(String(text))
    return String(1000 + long.indexOf(String(text)))
  }
  const longOf = (text: string): string => text.replaceAll(/(?<=[=/])1\d{3}(?=[&/]|$)/g, (number) => long[Number(number) - 1000] ?? number)
  return async (request, ask) => {
    const body = request.method === 'POST' ? await request.text() : undefined
    const answer = await ask(new Request(longOf(request.url), { method: request.method, headers: request.headers, ...(body === undefined ? {} : { body }) }))
    return answering(answer, eachOrder((order) => ({ ...order, trade_no: short(order['trade_no']), transaction_no: short(order['transaction_no']) })))
  }
}

/** Keeps no token, and says that it does. */
const forgetful: Server = async (request, ask) => {
  if (!isCreate(request)) return ask(request)
  let token: unknown
  const asked = await withBody(request, ({ client_token, ...body }) => {
    token = client_token
    return body
  })
  return answering(await ask(asked), (body) => ('trade_no' in body ? { ...body, client_token: token } : body))
}

/** Looks whether there is an order of the token, and does not wait for one that is being made. */
function racing(): Server {
  const underWay: string[] = []
  return async (request, ask) => {
    if (!isCreate(request)) return ask(request)
    let token = ''
    const asked = await withBody(request, (body) => {
      token = String(body['client_token'])
      const others = underWay.filter((one) => one === token).length
      underWay.push(token)
      return others === 0 ? body : { ...body, client_token: `${token}${others}` }
    })
    const answer = await answering(await ask(asked), (body) => ('trade_no' in body ? { ...body, client_token: token } : body))
    underWay.splice(underWay.indexOf(token), 1)
    return answer
  }
}

/** Refuses a gateway that it has not, after it has made an order. */
const hasty: Server = async (request, ask) => {
  if (!isCreate(request)) return ask(request)
  const text = await request.clone().text()
  if (!text.includes('weixin_tenpay_nothing')) return ask(request)
  await ask(await withBody(request, (body) => ({ ...body, gateway_type: 'weixin_tenpay_native' })))
  return json({ error_msg: 'no such gateway' }, 400)
}

/** Sends the payer back wherever the page says. */
const trusting: Server = async (request, ask) => {
  if (!isCreate(request)) return ask(request)
  let url = ''
  const asked = await withBody(request, ({ return_url, ...body }) => {
    url = typeof return_url === 'string' ? return_url : ''
    return body
  })
  return answering(await ask(asked), (body) => (url === '' ? body : { ...body, code_url: `${String(body['code_url'])}&redirect_url=${encodeURIComponent(url)}` }))
}

/** Lets whoever `isLetIn` see the order of a user. */
function careless(isLetIn: (login: string | null) => boolean): Server {
  const owners = new Map<string, string>()
  return async (request, ask) => {
    const login = request.headers.get('authorization')
    if (isCreate(request) && login !== null) {
      const answer = await ask(request)
      const made: Json = JSON.parse((await answer.clone().text()))
      owners.set(String(made['trade_no']), login)
      return answer
    }
    const owner = owners.get(new URL(request.url).searchParams.get('trade_no') ?? '')
    return ask(owner !== undefined && isLetIn(login) ? withHeaders(request, (headers) => { headers.set('authorization', owner) }) : request)
  }
}

/** Takes who has no good login for a guest. */
const quiet: Server = async (request, ask) => {
  const answer = await ask(request.clone())
  return answer.status === 401 ? ask(withHeaders(request, (headers) => { headers.delete('authorization') })) : answer
}

/** A defect, the server that has it, and what a run must say failed. */
export type Broken = readonly [defect: string, server: () => Server, failed: readonly string[]]

const ANSWERS_ABOUT_ORDERS = ['answers.listOrders', 'answers.createOrder', 'answers.getOrder', 'answers.closeOrder']

export const BROKEN: readonly Broken[] = [
  ['fails', () => async () => json({ error_msg: 'down' }, 503), ['reach.answer']],
  ['carries no code', () => inEachOrder((order) => ({ ...order, code_url: undefined })), ['create.order']],
  ['tells another amount', () => inEachOrder((order) => ('total_cost' in order ? { ...order, total_cost: '0.02' } : order)), ['create.pending']],
  ['tells another currency', () => inEachOrder((order) => ({ ...order, currency_type: 'USD' })), ['create.pending', 'answers.listOrders', 'answers.getOrder', 'answers.closeOrder']],
  ['has a status of its own', () => inEachOrder((order) => ({ ...order, status: 'unpaid' })), ['create.pending', 'life.close', ...ANSWERS_ABOUT_ORDERS]],
  ['numbers its orders', counting, ['create.numbers']],
  ['keeps no client_token', () => forgetful, ['token.same', 'token.at-once', 'token.reused', 'token.find', 'life.token']],
  ['makes two orders of two at once', racing, ['token.at-once']],
  ['echoes another token', () => inEachOrder((order) => ('client_token' in order ? { ...order, client_token: 'x'.repeat(32) } : order)), ['token.echo']],
  ['shows somebody\'s order for a number that nobody has', () => leaky(({ url }) => /trade_no|transaction_no/.test(url)), ['find.unknown', 'list.filters', 'list.page', 'login.guest']],
  ['finds no order by its trade_no', () => async (request, ask) => ask(withQuery(request, (query) => { if (query.has('trade_no')) query.set('trade_no', 'nobodys') })), ['create.pending', 'find.trade_no', 'list.filters', 'list.page', 'life.expires_in', 'life.close']],
  ['finds no order by its transaction_no', () => async (request, ask) => ask(withQuery(request, (query) => { if (query.has('transaction_no')) query.set('transaction_no', 'nobodys') })), ['find.transaction_no']],
  ['gives no order by its address', () => async (request, ask) => (pathOf(request).includes('v2.0/idp/pay/order') ? new Response('{"error_msg":"no"}', { status: 403, headers: (await ask(request)).headers }) : ask(request)), ['find.get', 'find.unknown-get']],
  ['shows a guest whatever there is', () => leaky(({ url, headers }) => new URL(url).search === '' && !headers.has('authorization')), ['list.guest']],
  ['takes no notice of a filter', () => async (request, ask) => ask(isList(request) ? withQuery(request, (query) => { for (const name of ['status', 'where', 'refund_status']) query.delete(name) }) : request), ['list.filters']],
  ['has one page', () => async (request, ask) => ask(isList(request) ? withQuery(request, (query) => { query.delete('offset') }) : request), ['list.page']],
  ['takes a bad login for a guest', () => quiet, ['login.bad']],
  ['shows a user\'s order to another', () => careless((login) => login !== null), ['login.own']],
  ['shows a user\'s order to a guest', () => careless((login) => login === null), ['login.guest']],
  ['lists a user nothing', () => async (request, ask) => ask(withQuery(request, (query) => { if (query.has('order_by')) query.set('offset', '1000') })), ['login.list']],
  ['takes any gateway_type', () => mistaking((body) => body['gateway_type'] === 'weixin_tenpay_nothing', { gateway_type: 'weixin_tenpay_native' }), ['refuse.gateway']],
  ['refuses a gateway_type after it has ordered', () => hasty, ['refuse.gateway']],
  ['takes 0', () => mistaking((body) => body['total_cost'] === 0, { total_cost: 0.01 }), ['refuse.zero']],
  ['takes less than 0', () => mistaking((body) => body['total_cost'] === -1, { total_cost: 0.01 }), ['refuse.negative']],
  ['rounds', () => mistaking((body) => body['total_cost'] === '1.001', { total_cost: 0.01 }), ['refuse.decimals']],
  ['takes text', () => mistaking((body) => body['total_cost'] === '1e2x', { total_cost: 0.01 }), ['refuse.text']],
  ['prices what has no amount', () => mistaking((body) => !('total_cost' in body), { total_cost: 0.01 }), ['refuse.nothing']],
  ['takes JSAPI without an openid', () => mistaking((body) => body['gateway_type'] === 'weixin_tenpay_js', { gateway_type: 'weixin_tenpay_native' }), ['refuse.openid']],
  ['takes nobody\'s payment code', () => mistaking((body) => 'auth_code' in body, { gateway_type: 'weixin_tenpay_native', auth_code: undefined }), ['refuse.auth_code']],
  ['fails at a body that is none', () => async (request, ask) => ((isCreate(request) && (await request.clone().text()) === '{') ? json({ error_msg: 'boom' }, 500) : ask(request)), ['refuse.body']],
  ['lets the page price', () => mistaking((body) => body['total_cost'] === 0.02, { total_cost: 0.01 }), ['refuse.price']],
  ['sends the payer anywhere', () => trusting, ['refuse.return_url']],
  ['has its events elsewhere', () => inEachOrder((order) => ('events_url' in order ? { ...order, events_url: String(order['events_url']).replace('127.0.0.1', 'localhost') } : order)), ['push.events']],
  ['lets anybody listen', () => {
    let nonce = ''
    return async (request, ask) => {
      const isEvents = pathOf(request).endsWith('/events/')
      if (isEvents && nonce === '') nonce = new URL(request.url).searchParams.get('nonce') ?? ''
      return ask(isEvents ? withQuery(request, (query) => { query.set('nonce', nonce) }) : request)
    }
  }, ['push.nonce']],
  ['lets foreign pages listen', () => async (request, ask) => ask(pathOf(request).endsWith('/events/') ? withHeaders(request, (headers) => { headers.delete('origin') }) : request), ['push.foreign']],
  ['tells no browser that a page may read', () => inHeaders((headers) => { headers.delete('access-control-allow-origin') }), ['cors.answer', 'cors.refusal', 'cors.preflight']],
  ['does not expose Retry-After', () => inHeaders((headers) => { headers.delete('access-control-expose-headers') }), ['cors.answer', 'cors.refusal']],
  ['forgets CORS where it refuses', () => async (request, ask) => {
    const answer = await ask(request)
    const headers = new Headers(answer.headers)
    if (answer.status >= 400) headers.delete('access-control-allow-origin')
    return new Response(answer.body, { status: answer.status, headers })
  }, ['cors.refusal']],
  ['lets no login through a preflight', () => inHeaders((headers, { method }) => { if (method === 'OPTIONS') headers.set('access-control-allow-headers', 'content-type') }), ['cors.preflight']],
  ['lets every page read', () => inHeaders((headers, { headers: asked }) => { headers.set('access-control-allow-origin', asked.get('origin') ?? '*') }), ['cors.foreign']],
  ['lets caches keep orders', () => inHeaders((headers) => { headers.set('cache-control', 'private, max-age=60') }), ['cache.no-store']],
  ['signs for no page', () => async (request, ask) => ask(pathOf(request).includes('jssdk') ? withQuery(request, (query) => { query.set('url', 'x') }) : request), ['jssdk.page']],
  ['signs for foreign pages', () => async (request, ask) => ask(pathOf(request).includes('jssdk') ? withQuery(request, (query) => { query.set('url', 'http://127.0.0.1:5173/') }) : request), ['jssdk.foreign']],
  ['gives an order more time than it had', () => async (request, ask) => answering(await ask(request), (body) => (isList(request) ? eachOrder((order) => ({ ...order, expires_in: 10_000 }))(body) : body)), ['life.expires_in']],
  ['reverses what is no payment code\'s', () => async (request, ask) => {
    const { pathname } = new URL(request.url)
    return pathname.endsWith('/reverse/') ? answering(await ask(new Request(request.url.replace('reverse', 'close'), request)), (body) => ({ ...body, refunded: false })) : ask(request)
  }, ['life.reverse']],
  ['takes back what is no payment code\'s', () => {
    const undone = new Set<string>()
    return async (request, ask) => {
      const [, number] = /([^/]+)\/reverse\/$/.exec(pathOf(request)) ?? []
      if (number !== undefined) undone.add(number)
      return answering(await ask(request), eachOrder((order) => (undone.has(String(order['transaction_no'])) ? { ...order, trade_state: 'REVERSING' } : order)))
    }
  }, ['life.reverse']],
  ['calls paid what it is taking back', () => async (request, ask) =>
    answering(await ask(request), (body) => (request.method === 'GET' && pathOf(request).startsWith('/hserve/v2.0/idp/pay/order/') && 'trade_no' in body ? { ...body, status: 'success', paid_at: 1_767_225_660, trade_state: 'REVERSING' } : body)),
  ['answers.getOrder']],
  ['closes nothing', () => async (request, ask) => {
    const { pathname } = new URL(request.url)
    if (!pathname.endsWith('/close/')) return ask(request)
    return ask(new Request(request.url.replace('v2.2', 'v2.0').replace('close/', ''), { headers: request.headers }))
  }, ['life.close']],
  ['closes once', () => {
    const closed = new Set<string>()
    return async (request, ask) => {
      if (!request.url.includes('/close/')) return ask(request)
      if (closed.has(request.url)) return json({ error_msg: 'it is closed' }, 400)
      closed.add(request.url)
      return ask(request)
    }
  }, ['life.close-again']],
  ['closes what there is none of', () => async (request, ask) => {
    const answer = await ask(request)
    return request.url.includes('/close/') && answer.status === 404 ? json({ trade_no: 'x', transaction_no: 'y', status: 'pending', total_cost: 1 }) : answer
  }, ['life.close-unknown']],
  ['answers with a page of HTML', () => async (request, ask) => {
    const answer = await ask(request)
    return answer.status === 404 && request.method === 'GET' ? new Response('<h1>Not found</h1>', { status: 404, headers: [...answer.headers, ['content-type', 'text/html']] }) : answer
  }, ['answers.getOrder']],
  ['puts the login token into a result', () => async (request, ask) => {
    const login = request.headers.get('authorization')
    return login === null ? ask(request) : answering(await ask(request), (body) => ({ ...body, config: { headers: { Authorization: login } } }))
  }, ['secrets.none']],
  ['repeats a payment code where it refuses it', () => async (request, ask) => {
    const text = isCreate(request) ? await request.clone().text() : ''
    const code = /"auth_code":"(\d+)"/.exec(text)?.[1]
    return code === undefined ? ask(request) : json({ error_msg: `${code} is no payment code` }, 400)
  }, ['secrets.none']],
]
