import { describe, expect, test } from 'vitest'
import { createManualClock, createMemoryStore, type Http, type Store } from '../src/index'
import type { Trade } from '../src/wallets/trade'
import { paidOrder } from './cashier'
import { answerOf, createMock, WALLETS, type Mock } from './mock'

const HOUR_MS = 3_600_000

interface Life extends Mock { readonly store: Store }

/** Servers over one store and one clock of the machine, one after the other; no notify arrives anywhere. */
function lives(): () => Life {
  const options = { clock: createManualClock(), store: createMemoryStore() }
  const http = (request: Request, inProcess: Http): Promise<Response> => (request.url.endsWith('/n') ? Promise.reject(new TypeError('fetch failed')) : inProcess(request))
  return () => ({ ...createMock({ ...options, http }), store: options.store })
}

/** How often the only trade's notify was tried. */
async function triesOf({ store }: Life): Promise<number | undefined> {
  return (await store.collection<Trade>('wallets.trades').list())[0]?.notices[0]?.tries
}

async function move({ server }: Mock, advance_ms: number): Promise<void> {
  await server.wallets.fetch(`${WALLETS}/sandbox/clock`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ advance_ms }) })
}

async function timeOf({ server }: Mock): Promise<number> {
  return Number((await answerOf(await server.wallets.fetch(`${WALLETS}/sandbox/clock`))).body['now_ms'])
}

describe('time that was moved', () => {
  test('rule 4: stays moved when the server comes back: an order that was told to be closed is not paid', async () => {
    const start = lives()
    const first = start()
    const { code_url, trade_no } = (await first.create()).body
    await move(first, HOUR_MS)
    expect((await first.list({ trade_no })).body.objects).toMatchObject([{ trade_state: 'CLOSED' }])
    await first.server.close()
    const second = start()
    expect((await second.phone('pay', { content: code_url, password: '123456' })).body).toMatchObject({ error: 'expired' })
  })

  test('adds up over moves at once and over restarts, and goes on with the machine\'s', async () => {
    const start = lives()
    const first = start()
    const before = await timeOf(first)
    await Promise.all([move(first, HOUR_MS), move(first, 1000), move(first, 0)])
    await first.server.close()
    const second = start()
    await move(second, HOUR_MS)
    await second.server.close()
    const third = start()
    await third.clock.advance(500)
    expect(await timeOf(third)).toBe(before + 2 * HOUR_MS + 1500)
  })

  test('is taken up even by a process that died on the way', async () => {
    const start = lives()
    const first = start()
    const before = await timeOf(first)
    // Nobody waits for the move to end.
    void move(first, HOUR_MS)
    await first.clock.advance(0)
    expect(await timeOf(start())).toBe(before + HOUR_MS)
  })

  test('is the time of the ladder of a notify that an earlier process left', async () => {
    const start = lives()
    const first = start()
    await paidOrder(first, { notify_url: 'http://127.0.0.1:9/n' })
    await move(first, 20_000)
    expect(await triesOf(first)).toBe(2)
    await first.server.close()
    const second = start()
    await second.clock.advance(9_999)
    expect(await triesOf(second)).toBe(2)
    await second.clock.advance(1)
    expect(await triesOf(second)).toBe(3)
  })
})
