import { createHash } from 'node:crypto'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { BACKENDS, type Backed, type BackedWorld, type Json } from '../support/backends'
import { toQr } from '../support/qr'
import { type WorldOptions } from '../support/world'

let open: BackedWorld
afterEach(() => open.world.close())

async function begin(backend: Backed, options?: WorldOptions): Promise<BackedWorld> {
  open = await backend.open(options)
  return open
}

// Whoever asks for the wallets' keys waits for them to be made, which a busy machine takes its time for.
vi.setConfig({ testTimeout: 30_000 })

const isNotify = (request: Request) => new URL(request.url).pathname === '/api/demo/pay/re_wx'
const lost = () => Promise.reject(new TypeError('connection reset'))

/** Changes a field of a v2 message; `key` signs it anew. */
function tampered(xml: string, field: string, value: string, key?: string): string {
  const changed = xml.replace(new RegExp(`(<${field}>)(?:<!\\[CDATA\\[)?[^<\\]]*(?:\\]\\]>)?(</${field}>)`), `$1${value}$2`)
  if (!key) return changed
  const fields = [...changed.matchAll(/<(\w+)>(?:<!\[CDATA\[)?([^<\]]*)(?:\]\]>)?<\/\1>/g)].map(([, name = '', text = '']) => [name, text] as const)
  const text = fields.filter(([name, raw]) => name !== 'sign' && raw !== '').toSorted(([a], [b]) => (a < b ? -1 : 1)).map((pair) => pair.join('=')).join('&')
  return tampered(changed, 'sign', createHash('md5').update(`${text}&key=${key}`).digest('hex').toUpperCase())
}

describe.each(BACKENDS)('the whole path, over $name', (backend: Backed) => {
  it('a payer scans, and the checkout is paid by the notify', async () => {
    const { world } = await begin(backend)
    const { checkout, told } = await toQr(open)
    expect(checkout.state).toMatchObject({ order: { amountFen: 10, description: '深蓝色秋裤', show: { codeUrl: expect.stringMatching(/^weixin:\/\/wxpay\/bizpayurl\?pr=\w{7,12}$/) } } })
    expect((await world.phone('scan', checkout)).body).toMatchObject({ provider: 'wechat', amount_fen: 10 })
    expect((await world.phone('pay', checkout)).status).toBe(200)
    await world.clock.advance(3_300)
    expect(checkout.state).toMatchObject({ name: 'paid', late: false })
    expect(await checkout.outcome).toMatchObject({ name: 'paid' })
    expect(told.ends).toEqual(['paid'])
  })

  it('refusing on the phone leaves the code payable', async () => {
    const { world } = await begin(backend)
    const { checkout } = await toQr(open)
    await world.phone('refuse', checkout)
    await world.clock.advance(10_000)
    expect(checkout.state.name).toBe('waiting')
    await world.phone('pay', checkout)
    await world.clock.advance(3_300)
    expect(checkout.state.name).toBe('paid')
  })

  it('the notify is lost: the merchant finds the payment within one poll of the page', async () => {
    const notifies: string[] = []
    const { world } = await begin(backend, { servers: (request, send) => (isNotify(request) ? (notifies.push(request.url), lost()) : send(request)) })
    const { checkout } = await toQr(open)
    await world.phone('pay', checkout)
    expect(notifies).toHaveLength(1)
    await world.clock.advance(3_300)
    expect(checkout.state.name).toBe('paid')
  })

  it('the notify comes twice: paid once, told once, both acknowledged', async () => {
    const acknowledged: string[] = []
    const { world } = await begin(backend, {
      servers: async (request, send) => {
        if (!isNotify(request)) return send(request)
        const again = request.clone()
        const answers = [await send(request), await send(again)]
        for (const answer of answers) acknowledged.push(await answer.clone().text())
        return answers[0] ?? Response.error()
      },
    })
    const { checkout, told } = await toQr(open)
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
    const { world } = await begin(backend, {
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
    const { checkout } = await toQr(open)
    await world.phone('pay', checkout)
    await world.clock.advance(12_000)
    expect(answers.length).toBeGreaterThan(0)
    for (const text of answers) expect(text).toContain('FAIL')
    expect(checkout.state.name).toBe('waiting')
    isForged = false
    await world.clock.advance(12_000)
    expect(checkout.state.name).toBe('paid')
  })

  it('rule 1: another order\'s success in the list is no answer about ours', async () => {
    const { world } = await begin(backend)
    const { checkout } = await toQr(open)
    world.network = async (request, send) => {
      const answer = await send(request)
      if (!backend.isFind(request)) return answer
      return Response.json(backend.foreign((await answer.json()) as Json))
    }
    await world.clock.advance(60_000)
    expect(checkout.state.name).toBe('waiting')
    expect(checkout.health).toBe('ok')
  })

  it('rule 6: the backend is down for 30 s; the payer is told, nothing ends, and it is paid', async () => {
    const { world } = await begin(backend)
    const { checkout, told } = await toQr(open)
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
    const { world } = await begin(backend)
    const { checkout, told } = await toQr(open)
    world.network = () => Promise.resolve(Response.json({ error_msg: 'boom' }, { status: 500 }))
    await world.clock.advance(30_000)
    expect(checkout.state.name).toBe('waiting')
    expect(told.health).toEqual(['unstable'])
  })
})
