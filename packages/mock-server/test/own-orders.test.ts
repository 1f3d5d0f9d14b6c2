import { describe, expect, test } from 'vitest'
import { logInAnonymously, logInByWechat, post, switchPayer, type LoggedIn } from './merchant-login'
import { answerOf, CLIENT, createMock, MERCHANT, ORDER_BODY, ORDERS, type Answer, type Body, type Mock } from './mock'

const TOKEN = '0123456789abcdef0123456789abcdef'
const OTHER = { ...CLIENT, 'x-hydrogen-client-id': 'other' }

const list = async (mock: Mock, query: string, headers: Record<string, string>): Promise<readonly Body[]> => (await mock.get(`${ORDERS}?${query}`, headers)).body.objects

/** Everything that a caller can do to an order of a known number. */
const ACTS: readonly [string, (mock: Mock, order: Body, headers: Record<string, string>) => Promise<Answer>][] = [
  ['see', (mock, { transaction_no }, headers) => mock.get(`/hserve/v2.0/idp/pay/order/${transaction_no}/`, headers)],
  ['close', (mock, { transaction_no }, headers) => post(mock, `${ORDERS}${transaction_no}/close/`, {}, headers)],
]

/** A user's order, and everybody else who might want it. */
async function ordered() {
  const mock = createMock({ clientIDs: ['demo', 'other'] })
  const owner = await logInByWechat(mock)
  const order = (await mock.create({ ...ORDER_BODY, client_token: TOKEN }, owner.headers)).body
  await switchPayer(mock)
  const strangers: Record<string, Record<string, string>> = {
    'another user': (await logInByWechat(mock)).headers,
    'an anonymous user': (await logInAnonymously(mock)).headers,
    'a guest': CLIENT,
    'a guest of another client id': OTHER,
  }
  return { mock, owner, order, strangers }
}

describe('one user never sees another\'s orders', () => {
  const who = ['another user', 'an anonymous user', 'a guest', 'a guest of another client id']

  test.each(who)('%s finds it by no number, no token and no list', async (name) => {
    const { mock, order, strangers } = await ordered()
    const headers = strangers[name] ?? {}
    for (const query of [`trade_no=${order.trade_no}`, `transaction_no=${order.transaction_no}`, `client_token=${TOKEN}`, '', 'status=pending', 'where={}']) {
      expect(await list(mock, query, headers)).toStrictEqual([])
    }
  })

  test.each(who.flatMap((name) => ACTS.map(([act]) => [name, act])))('%s can\'t %s it, and nothing changes', async (name = '', act) => {
    const { mock, owner, order, strangers } = await ordered()
    const answer = await ACTS.find(([what]) => what === act)?.[1](mock, order, strangers[name] ?? {})
    expect(answer?.status).toBe(404)
    expect(await list(mock, `trade_no=${order.trade_no}`, owner.headers)).toMatchObject([{ trade_state: 'NOTPAY' }])
  })

  test('rule 4: a client_token of one user means nothing for another', async () => {
    const { mock, order, strangers } = await ordered()
    for (const headers of Object.values(strangers)) {
      const answer = await mock.create({ ...ORDER_BODY, client_token: TOKEN }, headers)
      expect(answer.status).toBe(201)
      expect(answer.body.trade_no).not.toBe(order.trade_no)
    }
  })

  test('a user does not see what was ordered without a login', async () => {
    const mock = createMock()
    const { trade_no } = (await mock.create()).body
    expect(await list(mock, `trade_no=${trade_no}`, (await logInByWechat(mock)).headers)).toStrictEqual([])
  })
})

describe('a user\'s own orders', () => {
  const numbers = (orders: readonly Body[]): string[] => orders.map(({ trade_no }) => trade_no)

  async function three(): Promise<{ mock: Mock, user: LoggedIn, made: string[] }> {
    const mock = createMock()
    const user = await logInByWechat(mock)
    const made: string[] = []
    for (let count = 0; count < 3; count++) {
      made.unshift((await mock.create(ORDER_BODY, user.headers)).body.trade_no)
      await mock.create()
      await mock.clock.advance(1000)
    }
    return { mock, user, made }
  }

  test('are listed without a number, newest first', async () => {
    const { mock, user, made } = await three()
    expect(numbers(await list(mock, '', user.headers))).toStrictEqual(made)
    expect((await mock.get(`${ORDERS}?limit=1&offset=1`, user.headers)).body).toMatchObject({ meta: { total_count: 3, limit: 1, offset: 1 }, objects: [{ trade_no: made[1] }] })
  })

  test('are the same after the next login of the same WeChat account', async () => {
    const { mock, made } = await three()
    expect(numbers(await list(mock, '', (await logInByWechat(mock)).headers))).toStrictEqual(made)
  })

  test('are seen by number, closed, and gone from sight after the logout', async () => {
    const { mock, user, made } = await three()
    const [order] = await list(mock, `trade_no=${made[0]}`, user.headers)
    expect(order).toMatchObject({ trade_no: made[0], created_by: user.userId })
    expect(await answerOf(await mock.server.merchant.fetch(`${MERCHANT}${ORDERS}${order?.transaction_no}/close/`, { method: 'POST', headers: user.headers, body: '{}' }))).toMatchObject({ status: 200, body: { trade_state: 'CLOSED' } })
    await post(mock, '/hserve/v2.0/session/destroy/', {}, user.headers)
    expect((await mock.get(ORDERS, user.headers)).status).toBe(401)
  })

  test('never hold one that its provider did not take', async () => {
    const mock = createMock({ http: (request, inProcess) => (request.url.endsWith('/pay/unifiedorder') ? Promise.resolve(new Response('', { status: 500 })) : inProcess(request)) })
    const user = await logInByWechat(mock)
    expect((await mock.create(ORDER_BODY, user.headers)).status).toBe(502)
    expect(await list(mock, '', user.headers)).toStrictEqual([])
  })
})
