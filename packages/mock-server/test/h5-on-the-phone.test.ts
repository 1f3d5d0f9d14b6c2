import { describe, expect, test } from 'vitest'
import { createH5Mock, type H5Mock } from './h5'
import { answerOf, WALLETS } from './mock'

const requestsOf = async ({ server }: H5Mock): Promise<unknown> => (await answerOf(await server.wallets.fetch(`${WALLETS}/phone/wallet`))).body['requests']

/** An order whose middle page took its payer back before the payment. */
async function leftOver(fields: Record<string, string> = {}): Promise<{ readonly mock: H5Mock, readonly url: string, readonly order: { readonly out_trade_no: string } }> {
  const mock = createH5Mock()
  const order = { out_trade_no: 'h5-left' }
  const url = await mock.mwebUrl({ ...order, ...fields })
  await mock.visit(url)
  return { mock, url, order }
}

describe('an H5 order that was not paid within the five seconds', () => {
  test('waits on the phone from the moment that its cashier was called up', async () => {
    const mock = createH5Mock()
    const url = await mock.mwebUrl({ out_trade_no: 'h5-left' })
    expect(await requestsOf(mock)).toStrictEqual([])
    await mock.visit(url)
    expect(await requestsOf(mock)).toStrictEqual([{ provider: 'wechat', trade_type: 'MWEB', out_trade_no: 'h5-left', subject: '体验商户-秋裤', amount_fen: 10, created_at: mock.clock.now() }])
  })

  test('waits once, though its mweb_url was renewed', async () => {
    const { mock } = await leftOver()
    await mock.visit(await mock.mwebUrl({ out_trade_no: 'h5-left' }))
    expect(await requestsOf(mock)).toHaveLength(1)
  })

  test('is paid there with the password, and then waits no more', async () => {
    const { mock, order } = await leftOver()
    expect(await mock.phone('confirm', order)).toMatchObject({ status: 403, body: { error: 'password_required' } })
    expect(await mock.phone('confirm', { ...order, password: '000000' })).toMatchObject({ status: 403, body: { error: 'wrong_password' } })
    expect(await mock.stateOf('h5-left')).toBe('NOTPAY')
    expect(await mock.phone('confirm', { ...order, password: '123456' })).toMatchObject({ status: 200, body: { state: 'SUCCESS' } })
    expect(await requestsOf(mock)).toStrictEqual([])
  })

  test('rule 4: is charged once by both', async () => {
    const { mock, url, order } = await leftOver()
    const answers = await Promise.all([mock.post('pay', url), mock.phone('confirm', { ...order, password: '123456' })])
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toStrictEqual([200, 409])
  })

  test('that the payer declines there stays payable by another visit', async () => {
    const { mock, url, order } = await leftOver()
    expect(await mock.phone('decline', order)).toMatchObject({ status: 200, body: { state: 'NOTPAY' } })
    expect(await requestsOf(mock)).toStrictEqual([])
    expect(await mock.phone('confirm', { ...order, password: '123456' })).toMatchObject({ status: 404, body: { error: 'unknown' } })
    await mock.visit(url)
    expect(await requestsOf(mock)).toHaveLength(1)
  })

  const ends: readonly (readonly [string, (left: Awaited<ReturnType<typeof leftOver>>) => Promise<unknown>])[] = [
    ['it was cancelled on the middle page', ({ mock, url }) => mock.post('cancel', url)],
    ['it was paid on the middle page', ({ mock, url }) => mock.post('pay', url)],
    ['its time is over', ({ mock }) => mock.clock.advance(70_000)],
  ]
  test.each(ends)('waits no more once %s', async (_, end) => {
    const left = await leftOver({ time_expire: '20260101080110' })
    await end(left)
    expect(await requestsOf(left.mock)).toStrictEqual([])
  })

  test('waits no more once its prepay_id is two hours old', async () => {
    const { mock } = await leftOver()
    await mock.clock.advance(2 * 3_600_000)
    expect(await requestsOf(mock)).toStrictEqual([])
  })
})
