import { afterEach, describe, expect, it } from 'vitest'
import { heard } from '../support/heard'
import { createWorld, goods } from '../support/world'

let world: ReturnType<typeof createWorld>
afterEach(() => world.close())

const isRead = (request: Request) => request.method === 'GET'
const isReverse = (request: Request) => request.url.endsWith('/reverse/')
const isAtProvider = (request: Request) => new URL(request.url).pathname === '/secapi/pay/reverse'
const lost = () => Promise.reject(new TypeError('connection reset'))

/** What the merchant has answered to a reverse. */
type Said = Pick<Response, 'status'> & { readonly status_of_order: unknown; readonly refunded: unknown }

/** A charge whose payer is asked for the password, and a page that hears nothing of it until its cashier cancels. */
async function deafPage(servers?: Parameters<typeof createWorld>[0]) {
  world = createWorld(servers)
  await world.fault('userpaying')
  const said: Said[] = []
  const now = { isDeaf: false, losesReverse: false }
  world.network = async (request, send) => {
    if (isRead(request) && now.isDeaf) return lost()
    const answer = await send(request)
    if (!isReverse(request)) return answer
    now.isDeaf = false
    const { status, refunded } = (await answer.clone().json()) as Record<string, unknown>
    said.push({ status: answer.status, status_of_order: status, refunded })
    return now.losesReverse ? lost() : answer
  }
  const checkout = world.newPage().checkout({ ...goods, gateway: 'weixin_tenpay_micropay' })
  const told = heard(checkout)
  void checkout.charge(await world.paymentCode())
  await world.clock.advance(1_000)
  expect(checkout.state).toMatchObject({ name: 'waiting', phase: 'userpaying' })
  now.isDeaf = true
  return { checkout, told, said, now }
}

const balance = async () => {
  const answer = await world.server.wallets.fetch(new Request('http://127.0.0.1:8788/phone/wallet', { headers: { host: '127.0.0.1:8788' } }))
  return ((await answer.json()) as { balance_fen: number }).balance_fen
}

/** The cashier cancels once it is allowed, and all that follows passes. */
async function cancels({ checkout }: Awaited<ReturnType<typeof deafPage>>, ms = 60_000) {
  await world.clock.advance(16_000)
  const closing = checkout.closeOrder()
  await world.clock.advance(ms)
  return closing
}

describe('what the reverse route answers is a hint; the order says what became of the charge', () => {
  it('200, nobody paid: closed', async () => {
    const page = await deafPage()
    expect(await cancels(page)).toMatchObject({ name: 'closed' })
    expect(page.said).toEqual([{ status: 200, status_of_order: 'pending', refunded: false }])
    expect([page.told.ends, page.checkout.mayHavePaid]).toEqual([['closed'], false])
  })

  it('200 with status success and refunded: paid and given back, never closed', async () => {
    const page = await deafPage()
    const before = await balance()
    await world.answer('confirm', page.checkout)
    expect(await balance()).toBe(before - 10)
    expect(await cancels(page)).toMatchObject({ name: 'paid', refund: 'complete', late: false })
    expect(page.said).toEqual([{ status: 200, status_of_order: 'success', refunded: true }])
    expect(page.told.ends).toEqual(['paid'])
    expect(await balance()).toBe(before)
  })

  it('200 with refunded, whose answer is lost: the same', async () => {
    const page = await deafPage()
    await world.answer('confirm', page.checkout)
    page.now.losesReverse = true
    expect(await cancels(page)).toMatchObject({ name: 'paid', refund: 'complete' })
    expect(page.told.ends).toEqual(['paid'])
  })

  it('202 until the provider has done it, then 200 with refunded: paid and given back', async () => {
    let refusals = 3
    const page = await deafPage({ servers: (request, send) => (isAtProvider(request) && (refusals -= 1) >= 0 ? lost() : send(request)) })
    await world.answer('confirm', page.checkout)
    expect(await cancels(page)).toMatchObject({ name: 'paid', refund: 'complete' })
    expect(page.said[0]).toEqual({ status: 202, status_of_order: 'pending', refunded: false })
    expect(page.told.ends).toEqual(['paid'])
  })

  it('200 of a charge that the payer has refused: closed', async () => {
    const page = await deafPage()
    await world.answer('decline', page.checkout)
    expect(await cancels(page)).toMatchObject({ name: 'closed' })
    expect(page.said).toEqual([{ status: 200, status_of_order: 'failed', refunded: false }])
  })

  it('409, because a part was refunded: paid, with that part', async () => {
    const page = await deafPage()
    await world.answer('confirm', page.checkout)
    const { transactionNo } = (page.checkout.state as { order: { transactionNo: string } }).order
    await world.clock.advance(6_000)
    const refund = await world.server.wallets.fetch(new Request(`http://127.0.0.1:8788/sandbox/orders/${transactionNo}/refund`, {
      method: 'POST', headers: { 'content-type': 'application/json', host: '127.0.0.1:8788' }, body: JSON.stringify({ amount_fen: 4 }),
    }))
    expect(refund.status).toBe(200)
    expect(await cancels(page)).toMatchObject({ name: 'paid', refund: 'partial' })
    expect(page.said).toMatchObject([{ status: 409 }])
  })

  it('rule 2: 200 with refunded, and then a dead network: unknown, and later what the server says', async () => {
    const page = await deafPage()
    await world.answer('confirm', page.checkout)
    let isDead = false
    world.network = async (request, send) => {
      if (isRead(request)) return lost()
      const answer = await send(request)
      isDead = true
      return answer
    }
    expect(await cancels(page, 30_000)).toMatchObject({ name: 'unknown' })
    expect([isDead, page.checkout.mayHavePaid]).toEqual([true, true])
    world.network = (request, send) => send(request)
    await world.clock.advance(60_000)
    expect(page.checkout.state).toMatchObject({ name: 'paid', refund: 'complete', late: true })
    expect(page.told.ends).toEqual(['unknown', 'paid'])
  })
})
