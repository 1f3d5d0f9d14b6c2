import { describe, expect, test } from 'vitest'
import { PRODUCED, type ErrCode } from '../../src/merchant/walnut/err-codes'
import type { WalnutOptions } from '../../src/merchant/walnut/settings'
import { codeOf } from '../cashier'
import { createMerchantServer } from '../../src/index'
import { WALLETS } from '../mock'
import { accountOf } from '../wechat'
import { BUY, createWalnut, payByQr, shop, ticketOf, type Said, type WalnutMock } from './walnut'

/** Causes one code: what is asked, and of which shop. */
interface Cause {
  readonly shop?: WalnutOptions
  readonly cause: (mock: WalnutMock, ticket: string) => Promise<Said>
}

const CREATE = { bu: 'xiaobai', go: 'goods-c', pt: 'wx.qrcode', ta: 'demo' }
const bought = (change: object): Cause['cause'] => (mock, ticket) => mock.buy(ticket, { ...BUY, ...change })
const created = (change: object): Cause['cause'] => (mock) => mock.tell('pay/create', { ...CREATE, ...change })
const ruled = (priceRules: WalnutOptions['priceRules']): WalnutOptions => ({ products: { bulk: { title: '散装', priceFen: 10, priceBy: { proId: 'set', rule: 'by-amount' } } }, priceRules })
const BULK = { products: [{ id: 'bulk', amount: 3 }] }

/** Asks a merchant who has an account at WeChat Pay, and none at Alipay. */
async function atMerchantOfWechatAlone({ server, clock }: WalnutMock): Promise<Said> {
  const wechat = { ...await accountOf(server.wallets), secret: '', payUrl: WALLETS, apiUrl: WALLETS, openUrl: WALLETS }
  const { merchant } = createMerchantServer({ publicOrigin: 'https://pay.example.com', clientIDs: ['demo'], wechat, clock, walnut: shop({}) })
  const body = JSON.stringify({ ...CREATE, pt: 'zfb.qrcode' })
  const answer = await merchant.fetch('https://pay.example.com/api/demo/pay/create', { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  return { status: answer.status, ...JSON.parse(await answer.text()) }
}

const CAUSES: Readonly<Record<ErrCode, Cause>> = {
  'e.www.api.auth.nologin': { cause: (mock) => mock.tell('pay/buy', BUY) },
  'e.www.order.nil.products': { cause: bought({ products: [] }) },
  'e.www.order.nil_check.products': { cause: bought({ products: [{ id: 'goods-c', amount: 0 }, { id: 'goods-c', amount: -2 }] }) },
  'e.www.order.nil.buyer_id': { cause: created({ bu: '' }) },
  'e.www.order.nil.pay_tp': { cause: bought({ pay_tp: '' }) },
  'e.www.order.nil.pay_tp_prefix': { cause: bought({ pay_tp: '.qrcode' }) },
  'e.www.order.nil.sellers': { shop: { sellers: {} }, cause: bought({}) },
  'e.www.order.invalid.pay_tp': { shop: { sellers: { zfb: 'demo' } }, cause: bought({}) },
  'e.www.order.invalid.tp': { cause: bought({ tp: 'Z' }) },
  'e.www.order.OutOfStore': { shop: { products: { rare: { title: '孤品', priceFen: 10, stock: 1 } } }, cause: bought({ products: [{ id: 'rare' }, { id: 'rare' }] }) },
  'e.www.order.price.LostProId': { shop: ruled({}), cause: bought(BULK) },
  'e.www.order.price.LostRule': { shop: ruled({ set: {} }), cause: bought(BULK) },
  'e.www.order.price.NoMatchedItem': { shop: ruled({ set: { 'by-amount': [{ min: 1, max: 2, priceFen: 5 }] } }), cause: bought(BULK) },
  'e.www.order.noexits': { cause: (mock, ticket) => mock.ask('pay/pay', { ticket, id: 'nothing' }) },
  'e.cmd.www.order.noexists': { cause: (mock, ticket) => mock.ask('pay/order', { ticket, id: 'nothing' }) },
  'e.io.obj.noexists': { cause: (mock, ticket) => mock.check(ticket, 'nothing') },
  'e.www.paycheck.NotMine': { cause: async (mock, ticket) => mock.check(await ticketOf(mock), (await mock.buy(ticket)).data.id) },
  'e.www.pay.noOrder': { cause: (mock) => mock.ask('pay', { id: 'nothing', openid: 'oPayer1' }) },
  'e.www.pay.noPayId': { cause: async (mock, ticket) => mock.ask('pay', { id: (await mock.buy(ticket)).data.id, openid: 'oPayer1' }) },
  'e.www.pay.waiting': {
    shop: { products: { dear: { title: '贵重商品', priceFen: 100_001 } } },
    cause: async (mock, ticket) => {
      const { data: { id } } = await mock.buy(ticket, { products: [{ id: 'dear' }], pay_tp: 'wx.scan', pay_code: await codeOf(mock) })
      return mock.ask('pay/pay', { ticket, id, pt: 'wx.qrcode' })
    },
  },
  'e.pay.nopvg': { cause: async (mock, ticket) => mock.check(await ticketOf(mock), (await mock.buy(ticket)).data.pay_id) },
  'e.pay.no3x': { cause: (mock) => atMerchantOfWechatAlone(mock) },
  'e.pay.noexists': { cause: (mock) => mock.ask('pay/re_paypal', { id: 'nothing', token: '5O190127TN364715T', PayerID: 'FSMVU44LF3YUS' }) },
  'e.cmd.pay.re.noPoId': { cause: (mock) => mock.ask('pay/re_paypal') },
  'e.pay.invalid.buyer': { cause: created({ bu: ':xiaobai' }) },
  'e.pay.buyer.imperfect': { cause: created({ bu: 'walnut: ' }) },
  'e.pay.invalid.fee': { cause: created({ go: 'trial' }) },
  'e.pay.noMatchSeller': { cause: created({ pt: 'zfb.qrcode', ta: 'nobody' }) },
  'e.pay.weixin.noTarget': { cause: created({ ta: 'nobody' }) },
  'e.pay.send.invalid.payCode': { cause: bought({ pay_tp: 'wx.scan', pay_code: '1234' }) },
}

describe('every errCode', () => {
  const rows = Object.entries(CAUSES).map(([code, cause]) => [code, Reflect.get(PRODUCED, code), cause] as const)
  test.each(rows)('%s: %s', async (errCode, _, { shop: options = {}, cause }) => {
    const mock = createWalnut({ walnut: shop(options) })
    expect(await cause(mock, await ticketOf(mock))).toMatchObject({ status: 200, ok: false, errCode, msg: expect.stringMatching(/\p{Script=Han}/u) })
  })

  test('an errCode comes before there is anything: nothing was ordered', async () => {
    const asked: string[] = []
    const mock = createWalnut({
      http: (request, inProcess) => {
        asked.push(request.url)
        return inProcess(request)
      },
    })
    const ticket = await ticketOf(mock)
    for (const change of [{ pay_tp: 'wx.nothing' }, { pay_tp: 'wx.scan' }, { products: [{ id: 'none' }] }, { tp: 'Z' }]) await mock.buy(ticket, { ...BUY, ...change })
    expect(asked).toStrictEqual([])
  })
})

describe('a payment code', () => {
  test('rule 8: in the address is refused, and is sent nowhere', async () => {
    const mock = createWalnut()
    const [ticket, pay_code] = [await ticketOf(mock), await codeOf(mock)]
    expect(await mock.tell('pay/buy', { ...BUY, pay_tp: 'wx.scan', pay_code }, { ticket, pay_code })).toMatchObject({ ok: false, errCode: 'e.pay.send.invalid.payCode' })
    const { data: { id } } = await mock.buy(ticket)
    expect(await mock.ask('pay/pay', { ticket, id, pt: 'wx.scan', pay_code })).toMatchObject({ ok: false, errCode: 'e.pay.send.invalid.payCode' })
    expect((await mock.buy(ticket, { ...BUY, pay_tp: 'wx.scan', pay_code })).data).toMatchObject({ or_st: 'OK' })
  })
})

test('what is refused for the way of paying leaves the way before as it was', async () => {
  const mock = createWalnut()
  const ticket = await ticketOf(mock)
  const { data: { id, pay_id, pay_re } } = await mock.buy(ticket)
  expect(await mock.ask('pay/pay', { ticket, id, pt: 'wx.nothing' })).toMatchObject({ ok: false })
  await payByQr(mock, pay_re['data'])
  expect((await mock.check(ticket, id)).data).toMatchObject({ or_st: 'OK', pay_id })
})
