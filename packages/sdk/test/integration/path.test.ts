import { afterEach, describe, expect, it, vi } from 'vitest'
import { createHash } from 'node:crypto'
import { heard } from '../support/heard'
import { createWorld, goods, type Network } from '../support/world'

// Whoever asks for the wallets' keys waits for them to be made, which a busy machine takes its time for.
vi.setConfig({ testTimeout: 30_000 })

let world: ReturnType<typeof createWorld>
afterEach(() => world.close())

const isNotify = (request: Request) => new URL(request.url).pathname === '/api/demo/pay/re_wx'
const isCreate = (request: Request) => request.method === 'POST' && request.url.endsWith('/pay/order/')
const isList = (request: Request) => request.method === 'GET' && request.url.includes('/pay/order/?')
const lost = () => Promise.reject(new TypeError('connection reset'))

/** Starts a checkout and brings it to the QR. */
async function toQr() {
  const page = world.newPage()
  const checkout = page.checkout()
  const told = heard(checkout)
  checkout.start()
  await world.clock.advance(0)
  expect(checkout.state.name).toBe('waiting')
  return { ...page, checkout, told }
}

const tokenOf = (checkout: { state: { name: string } }) => (checkout.state as { attempt?: { clientToken?: string } }).attempt?.clientToken

/** Changes a field of a v2 message; `key` signs it anew. */
function tampered(xml: string, field: string, value: string, key?: string): string {
  const changed = xml.replace(new RegExp(`(<${field}>)(?:<!\\[CDATA\\[)?[^<\\]]*(?:\\]\\]>)?(</${field}>)`), `$1${value}$2`)
  if (!key) return changed
  const fields = [...changed.matchAll(/<(\w+)>(?:<!\[CDATA\[)?([^<\]]*)(?:\]\]>)?<\/\1>/g)].map(([, name = '', text = '']) => [name, text] as const)
  const text = fields.filter(([name, raw]) => name !== 'sign' && raw !== '').toSorted(([a], [b]) => (a < b ? -1 : 1)).map((pair) => pair.join('=')).join('&')
  return tampered(changed, 'sign', createHash('md5').update(`${text}&key=${key}`).digest('hex').toUpperCase())
}

describe('the whole path, over the mock server', () => {
  it('a payer scans, and the checkout is paid by the notify', async () => {
    world = createWorld()
    const { checkout, told } = await toQr()
    expect(checkout.state).toMatchObject({ order: { amountFen: 10, description: '深蓝色秋裤', show: { codeUrl: expect.stringMatching(/^weixin:\/\/wxpay\/bizpayurl\?pr=\w{7,12}$/) } } })
    expect((await world.phone('scan', checkout)).body).toMatchObject({ provider: 'wechat', amount_fen: 10 })
    expect((await world.phone('pay', checkout)).status).toBe(200)
    await world.clock.advance(3_300)
    expect(checkout.state).toMatchObject({ name: 'paid', late: false })
    expect(await checkout.outcome).toMatchObject({ name: 'paid' })
    expect(told.ends).toEqual(['paid'])
  })

  it('rule 4: an intent that was paid is not ordered again: a reload finds the payment, other goods are another order', async () => {
    world = createWorld()
    const { checkout } = await toQr()
    await world.phone('pay', checkout)
    await world.clock.advance(3_300)
    checkout.dispose()
    const again = world.newPage().checkout()
    const told = heard(again)
    again.start()
    expect(again.state.name).toBe('checking')
    await world.clock.advance(0)
    expect(again.state.name).toBe('paid')
    expect(told.states).not.toContain('waiting')
    expect(world.posts()).toBe(1)
    again.dispose()
    const other = world.newPage().checkout({ ...goods, amountFen: 20 })
    other.start()
    await world.clock.advance(0)
    expect(other.state).toMatchObject({ name: 'waiting', order: { amountFen: 20 } })
    expect(world.posts()).toBe(2)
  })

  it('rule 2: an intent that was paid, asked for on a dead network, is unknown and shows no code', async () => {
    world = createWorld()
    const { checkout } = await toQr()
    await world.phone('pay', checkout)
    await world.clock.advance(3_300)
    checkout.dispose()
    world.network = lost
    const again = world.newPage().checkout()
    const told = heard(again)
    again.start()
    await world.clock.advance(5_000)
    expect(again.state.name).toBe('unknown')
    expect(told.states).not.toContain('waiting')
    expect(world.posts()).toBe(1)
  })

  it('refusing on the phone leaves the code payable', async () => {
    world = createWorld()
    const { checkout } = await toQr()
    await world.phone('refuse', checkout)
    await world.clock.advance(10_000)
    expect(checkout.state.name).toBe('waiting')
    await world.phone('pay', checkout)
    await world.clock.advance(3_300)
    expect(checkout.state.name).toBe('paid')
  })

  it('the notify is lost: the merchant finds the payment within one poll of the page', async () => {
    const notifies: string[] = []
    world = createWorld({ servers: (request, send) => (isNotify(request) ? (notifies.push(request.url), lost()) : send(request)) })
    const { checkout } = await toQr()
    await world.phone('pay', checkout)
    expect(notifies).toHaveLength(1)
    await world.clock.advance(3_300)
    expect(checkout.state.name).toBe('paid')
  })

  it('the notify comes twice: paid once, told once, both acknowledged', async () => {
    const acknowledged: string[] = []
    world = createWorld({
      servers: async (request, send) => {
        if (!isNotify(request)) return send(request)
        const again = request.clone()
        const answers = [await send(request), await send(again)]
        for (const answer of answers) acknowledged.push(await answer.clone().text())
        return answers[0] ?? Response.error()
      },
    })
    const { checkout, told } = await toQr()
    await world.phone('pay', checkout)
    await world.clock.advance(60_000)
    expect(acknowledged).toHaveLength(2)
    for (const text of acknowledged) expect(text).toContain('<return_code><![CDATA[SUCCESS]]></return_code>')
    expect(told.ends).toEqual(['paid'])
  })

  it.each([
    ['rule 8: a wrong amount, well signed', 'total_fee', '1', true],
    ['rule 8: another merchant, well signed', 'mch_id', '1900000109', true],
    ['rule 8: a bad signature', 'sign', 'A'.repeat(32), false],
  ])('%s changes nothing and is refused in WeChat\'s form', async (_case, field, value, sign) => {
    const answers: string[] = []
    let key = ''
    let isForged = true
    world = createWorld({
      servers: async (request, send) => {
        // The real notify and the wallets' own query are held back, so that only the forged one could make the order paid.
        if (request.url.endsWith('/pay/orderquery') && isForged) return lost()
        if (!isNotify(request)) return send(request)
        const body = tampered(await request.text(), field, value, sign ? key : undefined)
        const answer = await send(new Request(request.url, { method: 'POST', headers: request.headers, body }))
        answers.push(await answer.clone().text())
        return lost()
      },
    })
    const credentials = await world.server.wallets.fetch(new Request('http://127.0.0.1:8788/sandbox/credentials', { headers: { host: '127.0.0.1:8788' } }))
    key = ((await credentials.json()) as { wechat: { key: string } }).wechat.key
    const { checkout } = await toQr()
    await world.phone('pay', checkout)
    await world.clock.advance(12_000)
    expect(answers.length).toBeGreaterThan(0)
    for (const text of answers) expect(text).toContain('FAIL')
    expect(checkout.state.name).toBe('waiting')
    isForged = false
    await world.clock.advance(12_000)
    expect(checkout.state.name).toBe('paid')
  })

  it('rule 4: the create\'s answer is lost, and repeating it finds the same order by its token', async () => {
    world = createWorld()
    let creates = 0
    world.network = async (request, send) => {
      if (!isCreate(request)) return send(request)
      creates += 1
      const answer = await send(request)
      return creates === 1 ? lost() : answer
    }
    const checkout = world.newPage().checkout()
    const told = heard(checkout)
    checkout.start()
    await world.clock.advance(0)
    expect(checkout.state.name).toBe('creating')
    expect(told.health).toEqual(['unstable'])
    await world.clock.advance(1_000)
    expect(checkout.state.name).toBe('waiting')
    expect(creates).toBe(2)
    const orders = await world.ordersByToken(tokenOf(checkout))
    expect(orders).toHaveLength(1)
    expect(orders[0]).toMatchObject({ trade_no: (checkout.state as { order?: { tradeNo?: string } }).order?.tradeNo })
  })

  it('rule 1: another order\'s success in the list is no answer about ours', async () => {
    world = createWorld()
    const { checkout } = await toQr()
    world.network = async (request, send) => {
      const answer = await send(request)
      if (!isList(request)) return answer
      const list = (await answer.json()) as { objects: Record<string, unknown>[] }
      const objects = list.objects.map((order) => ({ ...order, status: 'success', trade_no: 'another', transaction_no: 'another' }))
      return Response.json({ ...list, objects })
    }
    await world.clock.advance(60_000)
    expect(checkout.state.name).toBe('waiting')
    expect(checkout.health).toBe('ok')
  })

  it('rule 6: the backend is down for 30 s; the payer is told, nothing ends, and it is paid', async () => {
    world = createWorld()
    const { checkout, told } = await toQr()
    world.network = lost
    await world.phone('pay', checkout)
    await world.clock.advance(30_000)
    expect(checkout.state.name).toBe('waiting')
    expect(checkout.health).toBe('unstable')
    expect(told.ends).toEqual([])
    world.network = (request, send) => send(request)
    await world.clock.advance(33_000)
    expect(checkout.state.name).toBe('paid')
    expect(checkout.health).toBe('ok')
    expect(told.health).toEqual(['unstable', 'ok'])
  })

  it('a server error is no answer either', async () => {
    world = createWorld()
    const { checkout, told } = await toQr()
    world.network = () => Promise.resolve(Response.json({ error_msg: 'boom' }, { status: 500 }))
    await world.clock.advance(30_000)
    expect(checkout.state.name).toBe('waiting')
    expect(told.health).toEqual(['unstable'])
  })

  it('cancelling closes the order, and a closed order can\'t be paid', async () => {
    world = createWorld()
    const { checkout, told } = await toQr()
    const before = checkout.state
    const closing = checkout.closeOrder()
    await world.clock.advance(0)
    expect((await closing).name).toBe('closed')
    expect(told.ends).toEqual(['closed'])
    expect((await world.phone('pay', { ...checkout, state: before })).status).toBeGreaterThanOrEqual(400)
    expect(world.kept.size).toBe(0)
  })

  it('rule 3: cancelling an order that has just been paid shows it paid', async () => {
    world = createWorld()
    const { checkout, told } = await toQr()
    await world.phone('pay', checkout)
    const closing = checkout.closeOrder()
    await world.clock.advance(0)
    expect((await closing).name).toBe('paid')
    expect(told.ends).toEqual(['paid'])
  })

  it('rule 3: an order that runs out is expired on the server\'s word, after one last check', async () => {
    world = createWorld({ orderTtlMs: 120_000 })
    const { checkout, told } = await toQr()
    await world.clock.advance(119_000)
    expect(checkout.state.name).toBe('waiting')
    await world.clock.advance(20_000)
    expect(checkout.state.name).toBe('expired')
    expect(told.states.slice(-2)).toEqual(['checking', 'expired'])
    expect(told.ends).toEqual(['expired'])
  })

  it('rule 2: at the expiry the network is dead: unknown, and then what the server says', async () => {
    world = createWorld({ orderTtlMs: 120_000 })
    const { checkout } = await toQr()
    await world.clock.advance(119_000)
    world.network = lost
    await world.clock.advance(20_000)
    expect(checkout.state.name).toBe('unknown')
    world.network = (request, send) => send(request)
    await world.clock.advance(60_000)
    expect(checkout.state.name).toBe('expired')
  })

  it('rule 2: a payment that comes to light after the expiry turns it to paid', async () => {
    world = createWorld({ orderTtlMs: 120_000 })
    const { checkout, told } = await toQr()
    const untrue: Network = async (request, send) => {
      const answer = await send(request)
      if (!isList(request)) return answer
      const list = (await answer.json()) as { objects: Record<string, unknown>[] }
      return Response.json({ ...list, objects: list.objects.map((order) => ({ ...order, status: 'pending', trade_state: 'CLOSED', expires_in: -1 })) })
    }
    await world.phone('pay', checkout)
    world.network = untrue
    await world.clock.advance(130_000)
    expect(checkout.state.name).toBe('expired')
    world.network = (request, send) => send(request)
    await world.clock.advance(30_000)
    expect(checkout.state).toMatchObject({ name: 'paid', late: true })
    expect(told.ends).toEqual(['expired', 'paid'])
  })

  it('a new code closes the old order first: one of them can be paid', async () => {
    world = createWorld()
    const { checkout, told } = await toQr()
    const before = checkout.state
    const renewing = checkout.renew()
    await world.clock.advance(0)
    expect((await renewing).name).toBe('waiting')
    expect(checkout.state).toMatchObject({ attempt: { no: 2 } })
    expect(world.posts()).toBe(2)
    expect((await world.phone('pay', { ...checkout, state: before })).status).toBeGreaterThanOrEqual(400)
    await world.phone('pay', checkout)
    await world.clock.advance(3_300)
    expect(checkout.state).toMatchObject({ name: 'paid', attempt: { no: 2 } })
    expect(told.ends).toEqual(['paid'])
  })

  it('a reload comes back to the same order, and asks at once', async () => {
    world = createWorld()
    const { checkout } = await toQr()
    const before = checkout.state
    checkout.dispose()
    await world.phone('pay', { ...checkout, state: before })
    const again = world.newPage().checkout()
    again.start()
    expect(again.state).toMatchObject({ name: 'waiting', order: (before as { order?: unknown }).order })
    await world.clock.advance(0)
    expect(again.state.name).toBe('paid')
    expect(world.posts()).toBe(1)
  })

  it('rule 4: a reload before the create was answered comes back to the one order', async () => {
    world = createWorld()
    let hold: (() => void) | undefined
    world.network = async (request, send) => {
      const answer = await send(request)
      if (isCreate(request)) await new Promise<void>((resolve) => { hold = resolve })
      return answer
    }
    const first = world.newPage().checkout()
    first.start()
    await world.clock.advance(0)
    const token = tokenOf(first)
    first.dispose()
    hold?.()
    world.network = (request, send) => send(request)
    const again = world.newPage().checkout()
    again.start()
    await world.clock.advance(0)
    expect(tokenOf(again)).toBe(token)
    expect(again.state.name).toBe('waiting')
    expect(await world.ordersByToken(token)).toHaveLength(1)
  })

  it('rule 4: the cart changed before the reload: the old order is closed before the new one is made', async () => {
    world = createWorld()
    const { checkout } = await toQr()
    const before = checkout.state
    checkout.dispose()
    const again = world.newPage().checkout({ ...goods, amountFen: 20 })
    again.start()
    await world.clock.advance(0)
    expect(again.state).toMatchObject({ name: 'waiting', order: { amountFen: 20 } })
    expect((await world.phone('pay', { ...checkout, state: before })).status).toBeGreaterThanOrEqual(400)
  })

  it('rule 4: two tabs of one intent show one order, and a new code in one is the new code of the other', async () => {
    world = createWorld()
    const { checkout: first } = await toQr()
    const { checkout: second } = await toQr()
    expect(second.state).toMatchObject({ order: (first.state as { order?: unknown }).order })
    expect(world.posts()).toBe(1)
    void second.renew()
    await world.clock.advance(0)
    const renewed = (second.state as { order?: { tradeNo?: string } }).order?.tradeNo
    await world.clock.advance(10_000)
    expect(first.state.name).toBe('expired')
    void first.renew()
    await world.clock.advance(0)
    expect(first.state).toMatchObject({ name: 'waiting', order: { tradeNo: renewed } })
    expect(world.posts()).toBe(2)
    const { checkout: third } = await toQr()
    expect(third.state).toMatchObject({ order: { tradeNo: renewed } })
    await world.phone('pay', third)
    await world.clock.advance(10_000)
    expect([first, second, third].map(({ state }) => state.name)).toEqual(['paid', 'paid', 'paid'])
  })

  it('a definite refusal is failed, no order exists, and trying again makes one', async () => {
    world = createWorld()
    world.network = () => Promise.resolve(Response.json({ error_msg: 'closed for today' }, { status: 400 }))
    const checkout = world.newPage().checkout()
    const told = heard(checkout)
    checkout.start()
    await world.clock.advance(0)
    expect(checkout.state).toMatchObject({ name: 'failed', error: { code: 400, message: '400: closed for today', mayHavePaid: false } })
    world.network = (request, send) => send(request)
    void checkout.renew()
    await world.clock.advance(0)
    expect(checkout.state).toMatchObject({ name: 'waiting', attempt: { no: 2 } })
    expect(told.ends).toEqual(['failed'])
  })

  it('rule 4: a create that was never answered fails, and trying again repeats it by the same token', async () => {
    world = createWorld()
    world.network = async (request, send) => (isCreate(request) ? (await send(request), lost()) : send(request))
    const checkout = world.newPage().checkout()
    checkout.start()
    await world.clock.advance(10_000)
    expect(checkout.state).toMatchObject({ name: 'failed', error: { code: 600, retryable: true } })
    const token = tokenOf(checkout)
    world.network = (request, send) => send(request)
    void checkout.renew()
    await world.clock.advance(0)
    expect(checkout.state.name).toBe('waiting')
    expect(tokenOf(checkout)).toBe(token)
    expect(await world.ordersByToken(token)).toHaveLength(1)
  })
})
