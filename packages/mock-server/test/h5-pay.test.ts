import { describe, expect, test } from 'vitest'
import { createH5Mock, SHOP } from './h5'

const PAID = { status: 200, body: { state: 'SUCCESS' } }

describe('the cashier of the middle page', () => {
  test('charges, and tells the merchant', async () => {
    const mock = createH5Mock()
    const url = await mock.mwebUrl({ out_trade_no: 'h5-paid' })
    await mock.visit(url)
    expect(await mock.post('pay', url)).toMatchObject(PAID)
    expect(await mock.stateOf('h5-paid')).toBe('SUCCESS')
  })

  test('rule 4: charges once, however often and at once it is told', async () => {
    const mock = createH5Mock()
    const url = await mock.mwebUrl()
    await mock.visit(url)
    const answers = await Promise.all(Array.from({ length: 5 }, () => mock.post('pay', url)))
    expect(answers.map(({ status }) => status)).toStrictEqual([200, 409, 409, 409, 409])
  })

  test.each([
    ['no password', undefined, 403, 'password_required'],
    ['a wrong password', '000000', 403, 'wrong_password'],
    ['the password', '123456', 200, undefined],
  ])('told to pay 1000.01 yuan with %s, answers as a wallet would', async (_, password, status, error) => {
    const mock = createH5Mock()
    const url = await mock.mwebUrl({ total_fee: '100001' })
    await mock.visit(url)
    const answer = await mock.post('pay', url, { password })
    expect([answer.status, answer.body['error']]).toStrictEqual([status, error])
  })

  test('still takes the payment after the five minutes in which it could be called up', async () => {
    const mock = createH5Mock()
    const url = await mock.mwebUrl()
    await mock.visit(url)
    await mock.clock.advance(2 * 3_600_000 - 1)
    expect(await mock.post('pay', url)).toMatchObject(PAID)
  })

  test('ends with its prepay_id, two hours after the order', async () => {
    const mock = createH5Mock()
    const url = await mock.mwebUrl()
    await mock.visit(url)
    await mock.clock.advance(2 * 3_600_000)
    expect(await mock.post('pay', url)).toMatchObject({ status: 410, body: { error: 'too_old' } })
  })

  test('takes nothing before it was called up', async () => {
    const mock = createH5Mock()
    const url = await mock.mwebUrl({ out_trade_no: 'h5-early' })
    expect(await mock.post('pay', url)).toMatchObject({ status: 410, body: { error: 'too_old', message: '支付请求已失效，请重新发起支付' } })
    await mock.visit(url, { headers: { referer: 'http://evil.example/' } })
    expect((await mock.post('pay', url)).status).toBe(410)
    expect(await mock.stateOf('h5-early')).toBe('NOTPAY')
  })

  test('is closed by a cancel, and can be called up again', async () => {
    const mock = createH5Mock()
    const url = await mock.mwebUrl()
    await mock.visit(url)
    expect(await mock.post('cancel', url)).toMatchObject({ status: 200, body: { state: 'NOTPAY' } })
    expect((await mock.post('pay', url)).status).toBe(410)
    await mock.visit(url)
    expect(await mock.post('pay', url)).toMatchObject(PAID)
  })
})

describe('rule 8: paying at the middle page', () => {
  test.each([SHOP, 'http://evil.example', 'null', ''])('is refused to a page of "%s"', async (origin) => {
    const mock = createH5Mock()
    const url = await mock.mwebUrl({ out_trade_no: 'h5-foreign' })
    await mock.visit(url)
    for (const path of ['pay', 'cancel'] as const) expect(await mock.post(path, url, {}, { origin })).toMatchObject({ status: 403, body: { error: 'foreign_origin' } })
    expect(await mock.stateOf('h5-foreign')).toBe('NOTPAY')
  })

  test.each(['text/plain', 'application/x-www-form-urlencoded', ''])('is refused to a form of content type "%s"', async (type) => {
    const mock = createH5Mock()
    const url = await mock.mwebUrl()
    await mock.visit(url)
    expect((await mock.post('pay', url, {}, { 'content-type': type })).status).toBe(415)
  })

  test.each([{ prepay_id: 7 }, { package: null }, { password: 123456 }, { prepay_id: ['wx'] }])('is refused with %j', async (body) => {
    const mock = createH5Mock()
    const url = await mock.mwebUrl()
    await mock.visit(url)
    expect(await mock.post('pay', url, body)).toMatchObject({ status: 400, body: { error: 'bad_request' } })
  })
})
