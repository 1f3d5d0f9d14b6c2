import { describe, expect, it } from 'vitest'
import { readAnswer, type Attempt, type Fen, type GatewayType, type HError } from '../../src/index'
import { walnut } from '../../src/walnut'

const DATA: Readonly<Record<string, unknown>> = { LINK: 'https://paypal.test/', IFRAME: 'https://pay.test/frame', QRCODE: 'weixin://wxpay/1', JSON: { package: 'prepay_id=1' }, TEXT: '请到柜台付款' }
const TYPES = Object.keys(DATA)
const STATES = ['NEW', 'WAIT', 'OK', 'FAIL'] as const

const attempt: Attempt = { no: 1, gatewayType: 'weixin_tenpay_native' }

/** What a create comes to: what is shown, or that it is paid, or why nothing is. */
async function comesTo(gateway: GatewayType, status: string, dataType: string): Promise<string> {
  const data = { id: 'X', out_trade_no: 'X_1', or_st: 'WT', pay_re: { payObjId: 'P', status, dataType, data: DATA[dataType], errMsg: '已关闭' }, ...(status === 'FAIL' && { trade_state: 'PAYERROR' }) }
  const context = { signal: new AbortController().signal, send: () => Promise.resolve({ status: 200, headers: {}, data: { ok: true, data } }) }
  const goods = { amountFen: 10 as Fen, description: 'x', products: [{ id: 'p' }], gateway }
  const made = await walnut({ host: 'https://pay.test', domain: 'demo' }).create(goods, attempt, context).catch((error: HError) => error.message)
  if (typeof made === 'string') return made
  const { kind } = readAnswer({ ...made, status: made.status ?? 'pending' })
  return made.show ? `${kind}: ${made.show.flow}${'isFramed' in made.show ? ' framed' : ''}` : kind
}

/** By the pay object's state, then in the order of {@link TYPES}. */
type Table = Readonly<Record<(typeof STATES)[number], readonly string[]>>

const NO_JSON = '608: no JSON is shown'
const NO_TEXT = '608: no TEXT is shown'
const SHOWN = ['waiting: redirect', 'waiting: redirect framed', 'waiting: qrcode', NO_JSON, NO_TEXT]
const PAID = TYPES.map(() => 'paid')
const OVER = TYPES.map(() => '608: 已关闭')

const qrcode: Table = { NEW: SHOWN, WAIT: SHOWN, OK: PAID, FAIL: OVER }
const inApp: Table = { ...qrcode, NEW: SHOWN.with(3, 'waiting: jsapi'), WAIT: SHOWN.with(3, 'waiting: jsapi') }
// A charge shows nothing, whatever comes with it; how it ended is the order's to say.
const scan: Table = { NEW: TYPES.map(() => 'waiting: scan'), WAIT: TYPES.map(() => 'waiting: scan'), OK: PAID, FAIL: TYPES.map(() => 'failed: scan') }

const TABLES: readonly (readonly [GatewayType, Table])[] = [
  ['weixin_tenpay_native', qrcode], ['alipay_qrcode', qrcode], ['paypal', qrcode], ['weixin_tenpay_js', inApp], ['weixin_tenpay_micropay', scan], ['alipay_barcode', scan],
]

describe('what comes of each state with each dataType', () => {
  const rows = TABLES.flatMap(([gateway, table]) => STATES.flatMap((status) => TYPES.map((dataType, index) => [gateway, status, dataType, table[status][index]] as const)))

  it.each(rows)('%s × %s × %s: %s', async (gateway, status, dataType, expected) => {
    expect(await comesTo(gateway, status, dataType)).toBe(expected)
  })

  it('of every way that Walnut has', () => {
    expect(TABLES.map(([gateway]) => gateway).toSorted()).toEqual(walnut({ host: 'https://pay.test', domain: 'demo' }).gateways.toSorted())
  })
})
