import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { HError, type Attempt, type CreateRequest, type Fen } from '../../src/index'
import { walnut, walnutErrCodes, type WalnutErrCode } from '../../src/walnut'

/** What each errCode is to a page. */
const EXPECTED: Readonly<Record<WalnutErrCode, number>> = {
  'e.www.api.auth.nologin': 401,
  'e.www.order.nil.products': 400, 'e.www.order.nil_check.products': 400, 'e.www.order.nil.accounts': 400, 'e.www.order.nil.buyer_id': 400,
  'e.www.order.nil.pay_tp': 400, 'e.www.order.nil.pay_tp_prefix': 400, 'e.www.order.nil.addr_ship': 400, 'e.www.order.nil.sellers': 400,
  'e.www.order.invalid.pay_tp': 400, 'e.www.order.invalid.tp': 400, 'e.www.order.OutOfStore': 409,
  'e.www.order.price.LostProId': 400, 'e.www.order.price.LostRule': 400, 'e.www.order.price.NoMatchedItem': 400,
  'e.www.order.noexits': 404, 'e.cmd.www.order.noexists': 404, 'e.io.obj.noexists': 404, 'e.pay.noexists': 404, 'e.cmd.pay.re.noPoId': 404,
  'e.www.pay.noOrder': 404, 'e.www.pay.noPayId': 404, 'e.www.paycheck.NotMine': 403, 'e.pay.nopvg': 403, 'e.www.pay.waiting': 425,
  'e.pay.outOfHome': 400, 'e.pay.no3x': 400, 'e.pay.buyer.imperfect': 400, 'e.pay.invalid.buyer': 400, 'e.pay.invalid.fee': 400,
  'e.pay.noMatchSeller': 400, 'e.pay.weixin.noTarget': 400, 'e.pay.send.invalid.payCode': 400,
}

const backend = walnut({ host: 'https://pay.test/', domain: 'demo', ticket: 'secret-ticket' })
const bare = { gateway: 'weixin_tenpay_native', amountFen: 10 as Fen, description: 'x' } as const
const request: CreateRequest = { ...bare, products: [{ id: 'p' }] }
const attempt: Attempt = { no: 1, gatewayType: 'weixin_tenpay_native' }

/** What a create rejects with, where the server answers this. */
async function refused(data: unknown, status = 200, headers: Record<string, string> = {}): Promise<HError> {
  const send = () => Promise.resolve({ status, headers, data })
  const error: unknown = await backend.create(request, attempt, { signal: new AbortController().signal, send }).catch((thrown: unknown) => thrown)
  return error instanceof HError ? error : expect.fail('not an HError')
}

describe('every errCode of Walnut', () => {
  it('is in the table', () => {
    expect(walnutErrCodes.toSorted()).toEqual(Object.keys(EXPECTED).toSorted())
  })

  it('is in the table of the mock server, which answers with it or says why not', () => {
    const table = readFileSync(new URL('../../../mock-server/src/merchant/walnut/err-codes.ts', import.meta.url), 'utf8')
    const codes = [...table.matchAll(/^ {2}'(e\.[\w.]+)':/gm)].map(([, code = '']) => code)
    expect(walnutErrCodes.toSorted()).toEqual([...new Set(codes)].toSorted())
  })

  it.each(walnutErrCodes)('%s', async (errCode) => {
    const error = await refused({ ok: false, errCode, msg: '不行', data: errCode === 'e.www.pay.waiting' ? { next_poll_ms: 7_000 } : undefined })
    const isWaiting = errCode === 'e.www.pay.waiting'
    expect(error).toMatchObject({
      code: EXPECTED[errCode], errCode, message: `${EXPECTED[errCode]}: 不行`, hint: expect.stringMatching(/^[A-Z].*\.$/), retryable: isWaiting, mayHavePaid: isWaiting,
    })
    expect(error.retryAfterMs).toBe(isWaiting ? 7_000 : undefined)
    expect(JSON.stringify(error)).not.toContain('secret-ticket')
  })

  it.each(['constructor', 'e.new.one', undefined, 7])('rule 2: %j, which nobody documents, says nothing about the order', async (errCode) => {
    expect(await refused({ ok: false, errCode, msg: '?' })).toMatchObject({ code: 500, retryable: true, hint: undefined })
  })
})

describe('what is no answer in Walnut\'s form', () => {
  it.each([
    [409, { ok: false, errCode: 'token_reused', msg: 'reused' }, { code: 409, errCode: 'token_reused', retryable: false }],
    [400, { ok: false, errCode: 'e.http.400', msg: 'bad' }, { code: 400, retryable: false }],
    [502, '<html>', { code: 502, retryable: true }],
    [200, '<html>', { code: 500, retryable: true }],
    [200, { data: {} }, { code: 500, retryable: true }],
    [200, { ok: 'true', data: {} }, { code: 500, retryable: true }],
    [200, { ok: true, data: { id: 7 } }, { code: 608, retryable: true }],
    [200, { ok: true, data: null }, { code: 608, retryable: true }],
  ])('%i %j', async (status, data, expected) => {
    expect(await refused(data, status)).toMatchObject(expected)
  })

  it('says when to come back', async () => {
    expect((await refused({ ok: false }, 429, { 'retry-after': '3' })).retryAfterMs).toBe(3_000)
  })
})

describe('rule 9: what Walnut could not be asked is refused before anything is sent', () => {
  const wrong = async (goods: object, way = {}) => {
    const send = () => expect.fail('sent')
    return walnut({ host: 'https://pay.test', domain: 'demo', ...way }).create({ ...bare, ...goods }, attempt, { signal: new AbortController().signal, send })
  }

  it.each([[{}], [{ products: [] }], [{ products: [{ id: '' }] }], [{ products: [{ id: 'a', amount: 0 }] }], [{ products: [{ id: 'a', amount: 1.5 }] }], [{ products: 'a' }]])('the goods %j', async (goods) => {
    await expect(wrong(goods)).rejects.toMatchObject({ code: 605, hint: expect.stringContaining('products') })
  })

  it.each([[{ products: [{ id: 'a' }, { id: 'b' }] }], [{ products: [{ id: 'a', amount: 2 }] }]])('pay/create of %j', async (goods) => {
    await expect(wrong(goods, { way: { call: 'pay/create', buyer: 'b', target: 't' } })).rejects.toMatchObject({ code: 605 })
  })
})
