import { describe, expect, test } from 'vitest'
import { codeOf, fault } from '../cashier'
import { BUY, createWalnut, payByQr, ticketOf, type Said, type WalnutMock } from './walnut'

const client_token = 'a-token-of-the-page-000001'
const CREATE = { bu: 'xiaobai', go: 'goods-c', pt: 'wx.qrcode', ta: 'demo' }

/** Both routes that take a token, and what names what they made. */
const ROUTES: readonly (readonly [string, (mock: WalnutMock, ticket: string, change?: object) => Promise<Said>, (said: Said) => string])[] = [
  ['pay/buy', (mock, ticket, change) => mock.buy(ticket, { ...BUY, client_token, ...change }), ({ data }) => data.id],
  ['pay/create', (mock, ticket, change) => mock.tell('pay/create', { ...CREATE, client_token, ...change }, { ticket }), ({ data }) => data.payObjId],
]

describe.each(ROUTES)('a client_token of %s', (_, make, idOf) => {
  test('rule 4: gives the same again, whatever became of it', async () => {
    const mock = createWalnut()
    const ticket = await ticketOf(mock)
    const first = await make(mock, ticket)
    expect(first.data).toMatchObject({ client_token })
    const again = await make(mock, ticket)
    expect(idOf(again)).toBe(idOf(first))
    await payByQr(mock, first.data.pay_re?.['data'] ?? first.data['data'])
    const paid = await make(mock, ticket)
    expect([idOf(paid), JSON.stringify(paid.data)]).toStrictEqual([idOf(first), expect.stringContaining('"status":"OK"')])
  })

  test('rule 4: of two at once, both hear of the same', async () => {
    const mock = createWalnut()
    const ticket = await ticketOf(mock)
    const [first, second] = await Promise.all([make(mock, ticket), make(mock, ticket)])
    expect(idOf(second)).toBe(idOf(first))
  })

  test('rule 4: with another body is refused with 409, and changes nothing', async () => {
    const mock = createWalnut()
    const ticket = await ticketOf(mock)
    const first = await make(mock, ticket)
    expect(await make(mock, ticket, { products: [{ id: 'goods-a' }], go: 'goods-a' })).toMatchObject({ status: 409, ok: false, errCode: 'token_reused' })
    expect(idOf(await make(mock, ticket))).toBe(idOf(first))
  })

  test('means something to its own user alone', async () => {
    const mock = createWalnut()
    const first = await make(mock, await ticketOf(mock))
    expect(idOf(await make(mock, await ticketOf(mock)))).not.toBe(idOf(first))
  })

  test('finds what was made after a lost answer', async () => {
    const mock = createWalnut()
    const ticket = await ticketOf(mock)
    await fault(mock, 'create-answer-lost', { times: 1 })
    await expect(make(mock, ticket)).rejects.toThrow('fetch failed')
    const found = await mock.ask('pay/check', { ticket, client_token })
    expect(found.ok).toBe(true)
    expect(idOf({ ...found, data: { ...found.data } })).toBe(idOf(await make(mock, ticket)))
    expect(await mock.ask('pay/check', { ticket: await ticketOf(mock), client_token })).toMatchObject({ ok: false, errCode: 'e.io.obj.noexists' })
  })

  test('that is none is refused', async () => {
    const mock = createWalnut()
    expect(await make(mock, await ticketOf(mock), { client_token: 'short' })).toMatchObject({ status: 400, ok: false })
  })
})

test('rule 4: a payment code is charged once, however often the request comes, and with whichever code', async () => {
  const charges: string[] = []
  const mock = createWalnut({
    http: (request, inProcess) => {
      if (request.url.endsWith('/pay/micropay')) charges.push(request.url)
      return inProcess(request)
    },
  })
  const ticket = await ticketOf(mock)
  const scan = async (): Promise<Said> => mock.buy(ticket, { ...BUY, pay_tp: 'wx.scan', client_token, pay_code: await codeOf(mock) })
  const [first, second] = await Promise.all([scan(), scan()])
  const third = await scan()
  expect(new Set([first.data.id, second.data.id, third.data.id]).size).toBe(1)
  expect(charges).toHaveLength(1)
})
