import { describe, expect, it } from 'vitest'
import { HError } from '../../src/index'
import { createFacadeBench, inTurn, outcome, says, silent, type Reply } from '../support/facade'
import { BRIDGE_PAYLOAD, bridgeSaying, createWeixin } from '../support/weixin'

const native = { gatewayType: 'weixin_tenpay_native', totalCost: 0.1, merchandiseDescription: 'x' } as const
const shown = { code_url: 'weixin://wxpay/bizpayurl?pr=abcdefg', trade_no: 'T', transaction_no: 'X' }

/** A backend that answers when the test says, and knows which of its requests were given up. */
function held() {
  const answers: (() => void)[] = []
  const given: AbortSignal[] = []
  const reply: Reply = ({ signal }) => new Promise((resolve, reject) => {
    given.push(signal)
    answers.push(() => resolve({ status: 201, data: shown }))
    signal.addEventListener('abort', () => reject(new Error('aborted')))
  })
  return { reply, answer: () => { for (const one of answers) one() }, aborted: () => given.filter(({ aborted }) => aborted).length }
}

describe('identical calls in flight at once', () => {
  it('rule 4: are one request and one order', async () => {
    const backend = held()
    const { BaaS, sent, advance } = createFacadeBench(backend.reply)
    const calls = [BaaS.payment.payWithWechat(native), BaaS.payment.payWithWechat({ ...native }), BaaS.payment.payWithWechat({ ...native, signal: new AbortController().signal, timeoutMs: 5_000 })]
    await advance(0)
    backend.answer()
    const [first, ...others] = await Promise.all(calls)
    expect(first?.data).toEqual(shown)
    for (const other of others) expect(other).toEqual(first)
    expect(sent).toHaveLength(1)
  })

  it('one after the other are two', async () => {
    const { BaaS, sent } = createFacadeBench(says(201, shown))
    await BaaS.payment.payWithWechat(native)
    await BaaS.payment.payWithWechat(native)
    expect(sent).toHaveLength(2)
  })

  it('that failed are not kept: the next one is sent again', async () => {
    const { BaaS } = createFacadeBench(inTurn(says(500), says(201, shown)))
    expect(await outcome(BaaS.payment.payWithWechat(native))).toMatchObject({ code: 500 })
    expect(await outcome(BaaS.payment.payWithWechat(native))).toMatchObject({ status: 201 })
  })

  it.each([
    ['another amount', { ...native, totalCost: 0.2 }], ['another text', { ...native, merchandiseDescription: 'y' }], ['another row', { ...native, merchandiseRecordID: 'r' }],
    ['another gateway', { ...native, gatewayType: 'weixin_tenpay_wap' as const }], ['another snapshot', { ...native, merchandiseSnapshot: { a: 1 } }],
  ])('%s is not identical', async (_case, other) => {
    const { BaaS, sent, advance } = createFacadeBench(silent)
    void outcome(BaaS.payment.payWithWechat(native))
    void outcome(BaaS.payment.payWithWechat(other))
    await advance(0)
    expect(sent).toHaveLength(2)
  })

  it('another login or another init is not identical', async () => {
    let token = 'A'
    const { BaaS, sent, advance, transport } = createFacadeBench(silent, { token: () => token })
    void outcome(BaaS.payment.payWithWechat(native))
    token = 'B'
    void outcome(BaaS.payment.payWithWechat(native))
    BaaS.init('CID', { host: 'http://127.0.0.1:8787', transport, token: 'B' })
    void outcome(BaaS.payment.payWithWechat(native))
    await advance(0)
    expect(sent.map(({ headers }) => headers['Authorization'])).toEqual(['Hydrogen-r1 A', 'Hydrogen-r1 B', 'Hydrogen-r1 B'])
  })

  it('reads become one too', async () => {
    const { BaaS, sent, advance } = createFacadeBench(silent)
    for (const no of ['X', 'X', 'Y']) void outcome(new BaaS.Order().get(no))
    for (const trade_no of ['T', 'T', 'U']) void outcome(new BaaS.Order().getOrderList({ trade_no }))
    await advance(0)
    expect(sent).toHaveLength(4)
  })

  it('in WeChat ask the payer once', async () => {
    const saying = bridgeSaying({ err_msg: 'get_brand_wcpay_request:ok' })
    const { BaaS, sent } = createFacadeBench(says(201, BRIDGE_PAYLOAD), { weixin: createWeixin(saying).host })
    const pay = () => BaaS.payment.payWithWechat({ gatewayType: 'weixin_tenpay_js', totalCost: 0.1, merchandiseDescription: 'x' })
    expect(await Promise.all([pay(), pay()])).toEqual(Array.from({ length: 2 }, () => ({ err_msg: 'get_brand_wcpay_request:ok', trade_no: 'T', transaction_no: 'X' })))
    expect([sent.length, saying.asked.length]).toEqual([1, 1])
  })

  it('rule 4: a scanner that fires twice charges once', async () => {
    const { payWithPaymentCode, sent } = createFacadeBench(says(201, { ...shown, status: 'success' }), { extensions: true })
    const scan = () => payWithPaymentCode({ authCode: '134567890123456789', totalCost: 0.1, merchandiseDescription: 'x' })
    await Promise.all([scan(), scan()])
    expect(sent).toHaveLength(1)
  })
})

describe('a caller who leaves', () => {
  it('rejects with the reason at once, and takes nobody along', async () => {
    const backend = held()
    const { BaaS, advance } = createFacadeBench(backend.reply)
    const leaving = new AbortController()
    const gone = outcome(BaaS.payment.payWithWechat({ ...native, signal: leaving.signal }))
    const stays = BaaS.payment.payWithWechat(native)
    await advance(0)
    leaving.abort(new Error('enough'))
    expect(await gone).toMatchObject({ message: 'enough' })
    expect(backend.aborted()).toBe(0)
    backend.answer()
    expect((await stays).data).toEqual(shown)
  })

  it('as the last one aborts the request; who comes after starts anew', async () => {
    const backend = held()
    const { BaaS, sent, advance, pending } = createFacadeBench(backend.reply)
    const leaving = [new AbortController(), new AbortController()]
    const gone = leaving.map(({ signal }) => outcome(BaaS.payment.payWithWechat({ ...native, signal })))
    await advance(0)
    leaving[0]?.abort()
    expect(backend.aborted()).toBe(0)
    leaving[1]?.abort()
    expect(await Promise.all(gone)).toEqual([expect.objectContaining({ name: 'AbortError' }), expect.objectContaining({ name: 'AbortError' })])
    expect([backend.aborted(), pending()]).toEqual([1, 0])
    const next = BaaS.payment.payWithWechat(native)
    await advance(0)
    backend.answer()
    expect((await next).status).toBe(201)
    expect(sent).toHaveLength(2)
  })

  it('with a signal that is aborted already sends nothing', async () => {
    const { BaaS, sent } = createFacadeBench(says(201, shown))
    expect(await outcome(BaaS.payment.payWithWechat({ ...native, signal: AbortSignal.abort(new Error('before')) }))).toMatchObject({ message: 'before' })
    expect(sent).toEqual([])
  })

  it('rule 2: after a charge was sent, is told that it may be paid, and by which token to look', async () => {
    const { payWithPaymentCode, advance, pending } = createFacadeBench(silent, { extensions: true })
    const leaving = new AbortController()
    const gone = outcome(payWithPaymentCode({ authCode: '134567890123456789', totalCost: 0.1, merchandiseDescription: 'x', signal: leaving.signal }))
    await advance(0)
    leaving.abort()
    const error = await gone
    expect(error).toBeInstanceOf(HError)
    expect(error).toMatchObject({ code: 601, mayHavePaid: true, retryable: false, clientToken: '01'.repeat(16), cause: { failure: 'aborted' } })
    expect(pending()).toBe(0)
  })

  it('rule 2: after the wallet was asked, is told the order\'s numbers; before, only the reason', async () => {
    const weixin = createWeixin(bridgeSaying())
    const options = { gatewayType: 'weixin_tenpay_js', totalCost: 0.1, merchandiseDescription: 'x' } as const
    const asked = createFacadeBench(says(201, BRIDGE_PAYLOAD), { weixin: weixin.host })
    const [after, before] = [new AbortController(), new AbortController()]
    const gone = outcome(asked.BaaS.payment.payWithWechat({ ...options, signal: after.signal }))
    await import('../../src/baas/jsapi')
    await asked.advance(0)
    after.abort()
    expect(await gone).toMatchObject({ code: 601, mayHavePaid: true, tradeNo: 'T', transactionNo: 'X' })
    const unasked = createFacadeBench(silent, { weixin: weixin.host })
    const early = outcome(unasked.BaaS.payment.payWithWechat({ ...options, signal: before.signal }))
    await unasked.advance(0)
    before.abort(new Error('enough'))
    expect(await early).toMatchObject({ message: 'enough' })
    expect([asked.pending(), unasked.pending()]).toEqual([0, 0])
  })
})
