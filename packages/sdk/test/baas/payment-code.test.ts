import { describe, expect, it } from 'vitest'
import { HError } from '../../src/index'
import { createFacadeBench, dead, inTurn, outcome, says, silent, type Reply } from '../support/facade'
import { FAULTS } from '../support/faults'

const CODES = { wechat: '134567890123456789', alipay: '287654321098765432', qq: '912345678901234567' }
const purchase = { authCode: CODES.wechat, totalCost: 0.1, merchandiseDescription: '深蓝色秋裤' }
const TOKEN = '01'.repeat(16)
const order = (more: object = {}) => ({ trade_no: 'T', transaction_no: 'X', status: 'success', client_token: TOKEN, ...more })
const listed = (...objects: object[]): Reply => says(200, { meta: {}, objects })
const LOST = FAULTS.filter(([fault]) => ['a dead network', 'silence', '408', '425', '429', '500 in HTML', '502', 'a redirect that was not followed'].includes(fault))
const REFUSED = FAULTS.filter((row) => !LOST.includes(row))

const bench = (...replies: [Reply, ...Reply[]]) => createFacadeBench(inTurn(...replies), { extensions: true })
type Bench = ReturnType<typeof createFacadeBench>

/** Charges, and lets all time pass that it may take. */
async function charge(one: Bench, options: object = {}) {
  const ended = outcome(one.payWithPaymentCode({ ...purchase, ...options }))
  for (let step = 0; step < 60; step += 1) await one.advance(2_000)
  return ended
}

const posts = ({ sent }: Bench) => sent.filter(({ method }) => method === 'POST')
const lookUps = ({ sent }: Bench) => sent.filter(({ method }) => method === 'GET')

describe('a payment code', () => {
  it.each([
    [CODES.wechat, 'weixin_tenpay_micropay'], [CODES.alipay, 'alipay_barcode'], [CODES.qq, 'qpay_micropay'], [` 1345 6789 0123 4567 89\r\n`, 'weixin_tenpay_micropay'],
  ])('%j is charged by %s, with a token of its own', async (authCode, gateway) => {
    const one = bench(says(201, order()))
    expect(await charge(one, { authCode, merchandiseRecordID: 'r' })).toEqual({ data: order(), status: 201, statusCode: 201, headers: {} })
    expect(one.sent).toHaveLength(1)
    expect(one.sent[0]).toMatchObject({ method: 'POST', url: 'http://127.0.0.1:8787/hserve/v2.2/idp/pay/order/' })
    expect(one.sent[0]?.body).toBe(`{"gateway_type":"${gateway}","total_cost":0.1,"merchandise_description":"深蓝色秋裤","merchandise_record_id":"r","client_token":"${TOKEN}","auth_code":"${authCode.replace(/\s/g, '')}"}`)
  })

  it('resolves while the payer types a password', async () => {
    const pending = order({ status: 'pending', trade_state: 'USERPAYING', next_poll_ms: 5_000 })
    expect(await charge(bench(says(201, pending)))).toMatchObject({ data: pending })
  })

  it('rule 2: whose time is up, and nothing else is said, is still pending: the payment may come to light', async () => {
    const pending = order({ status: 'pending', trade_state: 'NOTPAY', expires_in: 0 })
    expect(await charge(bench(says(201, pending)))).toMatchObject({ data: pending })
  })

  it('takes a token of the shop\'s own', async () => {
    const one = bench(says(201, order({ client_token: 'kept-before-the-call' })))
    await charge(one, { clientToken: 'kept-before-the-call' })
    expect(JSON.parse(one.sent[0]?.body ?? '')).toMatchObject({ client_token: 'kept-before-the-call' })
  })

  it.each(['', '123', '999999999999999999', 1_345_678, undefined, null, `${CODES.wechat}0`])('rule 9: %j is a rejected 605 that does not repeat it, and sends nothing', async (authCode) => {
    const one = bench(says(201, order()))
    const error = await charge(one, { authCode })
    expect(error).toMatchObject({ code: 605, mayHavePaid: false })
    if (authCode) expect((error as HError).message).not.toContain(String(authCode))
    expect(one.sent).toEqual([])
  })

  it.each([
    [{ gatewayType: 'weixin_tenpay_native' }, 608], [{ gatewayType: '__proto__' }, 608], [{ gatewayType: 'alipay_barcode' }, 605], [{ totalCost: 0 }, 605],
  ])('rule 9: %j is a rejected %i, and sends nothing', async (options, code) => {
    const one = bench(says(201, order()))
    expect(await charge(one, options)).toMatchObject({ code })
    expect(one.sent).toEqual([])
  })

  it('rule 9: without extensions it is a rejected 611, without an argument a rejected 605', async () => {
    const plain = createFacadeBench(says(201, order()))
    expect(await outcome(plain.payWithPaymentCode(purchase))).toMatchObject({ code: 611, hint: expect.stringContaining('extensions: true') })
    expect(await outcome(plain.payWithPaymentCode(undefined as never))).toMatchObject({ code: 605 })
    expect(plain.sent).toEqual([])
  })
})

describe('a charge that the server refuses', () => {
  it.each(REFUSED)('%s: nobody paid, and it is not looked up', async (fault, reply, expected) => {
    const one = bench(reply)
    // A token that belongs to another charge says nothing of that one.
    expect(await charge(one)).toMatchObject({ ...expected, mayHavePaid: fault === '409', clientToken: TOKEN })
    expect(one.sent).toHaveLength(1)
  })

  it.each([['PAYERROR'], ['AUTHCODEEXPIRE'], ['AUTH_CODE_INVALID'], ['NOTENOUGH']])('an order that has failed as %s is a 608 with that as errCode, and nobody paid', async (trade_state) => {
    const one = bench(says(201, order({ status: 'failed', trade_state })))
    expect(await charge(one)).toMatchObject({ code: 608, message: '608: payment failed', errCode: trade_state, mayHavePaid: false, retryable: false, tradeNo: 'T', transactionNo: 'X' })
    expect(one.sent).toHaveLength(1)
  })

  it('an order that was reversed meanwhile is a 608 too', async () => {
    expect(await charge(bench(says(201, order({ status: 'pending', trade_state: 'REVOKED' }))))).toMatchObject({ code: 608, errCode: 'REVOKED', mayHavePaid: false })
  })
})

describe('rule 4: a charge whose answer was lost', () => {
  it.each(LOST)('by %s: is looked up by its token, found paid, and never sent again', async (_fault, reply) => {
    const one = bench(reply, listed(order()))
    expect(await charge(one)).toMatchObject({ data: { status: 'success', trade_no: 'T' } })
    expect(posts(one)).toHaveLength(1)
    expect(lookUps(one).map(({ url }) => url)).toEqual([`http://127.0.0.1:8787/hserve/v2.2/idp/pay/order/?limit=20&offset=0&where=%7B%7D&client_token=${TOKEN}`])
  })

  it.each(LOST)('by %s, and not found: may have been paid, with the token to look by, and not to be repeated', async (_fault, reply, { code, message }) => {
    const one = bench(reply, listed())
    expect(await charge(one)).toMatchObject({ code, message, mayHavePaid: true, retryable: false, clientToken: TOKEN, hint: expect.stringContaining('client_token') })
    expect([posts(one).length, lookUps(one).length, one.pending()]).toEqual([1, 4, 0])
  })

  it('is looked up until the network is back', async () => {
    const one = bench(dead, dead, silent, says(503), listed(order({ status: 'pending', trade_state: 'USERPAYING' })))
    expect(await charge(one)).toMatchObject({ data: { status: 'pending' } })
    expect(posts(one)).toHaveLength(1)
  })

  it('ends after 99 seconds at the latest: 30 for the charge, and four looks of 15 with 9 of pauses', async () => {
    const one = bench(silent)
    let isOver = false
    const ended = outcome(one.payWithPaymentCode(purchase)).finally(() => { isOver = true })
    for (const ms of [0, 30_000, 15_000, 1_000, 15_000, 3_000, 15_000, 5_000, 14_999]) await one.advance(ms)
    expect(isOver).toBe(false)
    await one.advance(1)
    expect(await ended).toMatchObject({ code: 601, mayHavePaid: true })
    expect(one.pending()).toBe(0)
  })

  it('and that is found to have failed is a 608, and nobody paid', async () => {
    expect(await charge(bench(dead, listed(order({ status: 'failed', trade_state: 'PAYERROR' }))))).toMatchObject({ code: 608, errCode: 'PAYERROR', mayHavePaid: false, tradeNo: 'T' })
  })

  it.each([
    ['another charge\'s order', order({ client_token: 'another' })], ['an order without a token', { ...order(), client_token: undefined }], ['a status that nobody knows', order({ status: 'whatever' })], ['null', null],
  ])('%s is no answer about ours', async (_case, object) => {
    expect(await charge(bench(dead, listed(object as object)))).toMatchObject({ code: 600, mayHavePaid: true })
  })

  it.each([['text', 'oops'], ['another token', order({ client_token: 'another' })], ['an unknown status', order({ status: 'whatever' })], ['nothing', undefined]])('rule 2: a 2xx of %s says nothing: looked up, and unknown in the end', async (_case, data) => {
    const one = bench(says(200, data), listed())
    expect(await charge(one)).toMatchObject({ code: 608, mayHavePaid: true, clientToken: TOKEN })
    expect([posts(one).length, lookUps(one).length]).toEqual([1, 4])
  })
})

describe('rule 8: the payment code', () => {
  it('is in one body, and in no error, even if the backend repeats it', async () => {
    for (const reply of [says(400, { error_msg: `bad code ${CODES.wechat}` }), says(500, { error_msg: CODES.wechat }), dead]) {
      const one = bench(reply, listed())
      const error = (await charge(one)) as HError
      expect(error).toBeInstanceOf(HError)
      expect(JSON.stringify([error, error.message, error.stack, error.hint, String(error.cause)])).not.toContain(CODES.wechat)
      expect(one.sent.filter(({ body, url }) => `${body ?? ''}${url}`.includes(CODES.wechat))).toHaveLength(1)
    }
  })
})
