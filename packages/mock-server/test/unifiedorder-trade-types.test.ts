import { describe, expect, test } from 'vitest'
import { createManualClock, createMemoryStore } from '../src/index'
import { resolveOptions } from '../src/options'
import { createScenarios } from '../src/scenarios/scenarios'
import { charge } from '../src/wallets/charge'
import { tradeIdOf } from '../src/wallets/trade'
import { createWallets } from '../src/wallets/wallets'
import { createMock, WALLETS } from './mock'
import { call, order } from './wechat'

const PATH = '/pay/unifiedorder'
const scene = (info: object): string => JSON.stringify({ h5_info: info })
const WAP = scene({ type: 'Wap', wap_url: 'https://shop.test', wap_name: '体验商户' })

/** A mock server, and its wallets as their parts see them. */
async function opened() {
  const store = createMemoryStore()
  const clock = createManualClock()
  const mock = createMock({ store, clock })
  const wallets = createWallets({ ...resolveOptions({ store, clock }), http: () => Promise.reject(new Error('nobody is there')), scenarios: createScenarios(clock) })
  const [payer, other] = await wallets.payers.list()
  if (!payer || !other) throw new Error('the phone has not two accounts')
  return { wing: mock.server.wallets, clock, wallets, payer, other }
}

describe('an order paid in a page inside WeChat', () => {
  test('is for its openid alone, and gives a prepay_id and no code', async () => {
    const { wing, wallets, payer, other } = await opened()
    const fields = order({ trade_type: 'JSAPI', openid: payer.id, product_id: undefined })
    const answer = await call(wing, PATH, fields)
    expect(answer).toMatchObject({ result_code: 'SUCCESS', trade_type: 'JSAPI', prepay_id: expect.stringMatching(/^wx20260101080000[0-9a-f]{20}$/) })
    expect(answer).not.toHaveProperty('code_url')
    expect(answer).not.toHaveProperty('mweb_url')
    const number = fields['out_trade_no'] ?? ''
    await expect(charge(tradeIdOf('wechat', number), { payer: other, password: '' }, wallets)).rejects.toMatchObject({ reason: 'other_payer' })
    expect(await charge(tradeIdOf('wechat', number), { payer, password: '' }, wallets)).toMatchObject({ state: 'SUCCESS', payment: { openid: payer.id } })
    expect(await call(wing, '/pay/orderquery', { out_trade_no: number })).toMatchObject({ trade_state: 'SUCCESS', trade_type: 'JSAPI', openid: payer.id })
  })

  test('needs an openid of this official account', async () => {
    const { wing } = await opened()
    const fields = order({ trade_type: 'JSAPI' })
    expect(await call(wing, PATH, fields)).toStrictEqual({ return_code: 'FAIL', return_msg: '缺少参数openid' })
    expect(await call(wing, PATH, { ...fields, openid: 'o'.repeat(28) })).toStrictEqual({ return_code: 'FAIL', return_msg: 'appid and openid not match' })
    expect(await call(wing, '/pay/orderquery', { out_trade_no: fields['out_trade_no'] })).toMatchObject({ err_code: 'ORDERNOTEXIST' })
  })
})

describe('an order paid in a phone\'s browser', () => {
  test('gives an mweb_url in production\'s form at the wallets\' address', async () => {
    const { wing } = await opened()
    const { prepay_id, mweb_url, ...answer } = await call(wing, PATH, order({ trade_type: 'MWEB', scene_info: WAP }))
    expect(answer).toMatchObject({ result_code: 'SUCCESS', trade_type: 'MWEB' })
    expect(mweb_url).toMatch(new RegExp(`^${WALLETS}/cgi-bin/mmpayweb-bin/checkmweb\\?prepay_id=${prepay_id}&package=\\d{10}$`))
    expect(answer).not.toHaveProperty('code_url')
  })

  test.each([
    ['a page', WAP],
    ['an app on iOS', scene({ type: 'IOS', app_name: '体验', bundle_id: 'test.shop' })],
    ['an app on Android', scene({ type: 'Android', app_name: '体验', package_name: 'test.shop' })],
  ])('takes the scene of %s', async (_, scene_info) => {
    const { wing } = await opened()
    expect(await call(wing, PATH, order({ trade_type: 'MWEB', scene_info }))).toMatchObject({ result_code: 'SUCCESS' })
  })

  test.each([
    ['text', 'h5'], ['a list', '[]'], ['null', 'null'], ['no h5_info', '{}'], ['an h5_info that is none', '{"h5_info":1}'], ['no type', scene({ wap_url: 'https://shop.test', wap_name: 'x' })],
    ['another type', scene({ type: 'TV', wap_url: 'https://shop.test', wap_name: 'x' })], ['no wap_name', scene({ type: 'Wap', wap_url: 'https://shop.test' })],
    ['an empty wap_name', scene({ type: 'Wap', wap_url: 'https://shop.test', wap_name: '' })], ['a wap_url that is no page', scene({ type: 'Wap', wap_url: 'shop', wap_name: 'x' })],
    ['a type of the prototype', '{"h5_info":{"__proto__":{"type":"Wap","wap_url":"https://shop.test","wap_name":"x"}}}'], ['more than 256 characters', scene({ type: 'Wap', wap_url: `https://shop.test/${'a'.repeat(256)}`, wap_name: 'x' })],
  ])('refuses a scene_info that is %s', async (_, scene_info) => {
    const { wing } = await opened()
    expect(await call(wing, PATH, order({ trade_type: 'MWEB', scene_info }))).toMatchObject({ result_code: 'FAIL', err_code: 'INVALID_REQUEST', err_code_des: 'scene_info参数错误' })
  })

  test('needs a scene_info', async () => {
    const { wing } = await opened()
    expect(await call(wing, PATH, order({ trade_type: 'MWEB' }))).toStrictEqual({ return_code: 'FAIL', return_msg: '缺少参数scene_info' })
  })
})

describe('ordering again', () => {
  test('with the same fields gives a fresh prepay_id, and with another trade_type is refused', async () => {
    const { wing, payer } = await opened()
    for (const fields of [order({ trade_type: 'JSAPI', openid: payer.id }), order({ trade_type: 'MWEB', scene_info: WAP })]) {
      const [first, second] = [await call(wing, PATH, fields), await call(wing, PATH, fields)]
      expect(second['result_code']).toBe('SUCCESS')
      expect(second['prepay_id']).not.toBe(first['prepay_id'])
      expect(await call(wing, PATH, { ...fields, trade_type: 'NATIVE' })).toMatchObject({ err_code: 'INVALID_REQUEST', err_code_des: '201 商户订单号重复' })
    }
  })

  test('can not change when the order ends', async () => {
    const { wing, clock } = await opened()
    const fields = order({ time_expire: '20260101080500' })
    await call(wing, PATH, fields)
    expect(await call(wing, PATH, { ...fields, time_expire: '20260101090000' })).toMatchObject({ err_code: 'INVALID_REQUEST', err_code_des: '201 商户订单号重复' })
    await clock.advance(299_000)
    expect(await call(wing, PATH, fields)).toMatchObject({ result_code: 'SUCCESS' })
    await clock.advance(1000)
    expect(await call(wing, PATH, fields)).toMatchObject({ err_code: 'ORDERCLOSED' })
  })
})
