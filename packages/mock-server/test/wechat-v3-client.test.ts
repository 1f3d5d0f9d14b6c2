import { beforeAll, describe, expect, test } from 'vitest'
import { Aes, Formatter, Rsa, Wechatpay } from 'wechatpay-axios-plugin'
import { V3_ROUTES } from '../src/wallets/wechat-v3/routes'
import { ownKeys } from './own-keys'
import { listening, onRealPorts, type RealPorts } from './tenpay-client'
import type { V3Account } from './wechat-v3'

const PAY = 'v3/pay/transactions'
const REFUNDS = 'v3/refund/domestic/refunds'

/** What the client gives of an answer whose signature it has verified. */
interface Verified { readonly status: number, readonly data: Readonly<Record<string, unknown>> }

interface Bench extends RealPorts {
  readonly account: V3Account
  /** Posts as the merchant does. */
  readonly ask: (path: string, body: object) => Promise<Verified>
  readonly get: (path: string, params?: object) => Promise<Verified>
  readonly order: (out_trade_no: string, fields?: object) => object
}

async function bench(): Promise<Bench> {
  const ports = await onRealPorts()
  const { walletsOrigin: baseURL } = ports.served
  const { wechat: account }: { wechat: V3Account } = JSON.parse(await (await fetch(`${baseURL}/sandbox/credentials`)).text())
  const { appid, mch_id: mchid, merchant_serial: serial, merchant_private_key: privateKey } = account
  const client = new Wechatpay({ mchid, serial, privateKey, certs: { [account.platform_serial]: account.platform_public_key }, baseURL: `${baseURL}/` })
  return {
    ...ports,
    account,
    ask: async (path, body) => client.chain(path).post(body),
    get: async (path, params = { mchid }) => client.chain(path).get({ params }),
    order: (out_trade_no, fields = {}) => ({ appid, mchid, description: '体验商户-秋裤', out_trade_no, notify_url: `${baseURL}/nowhere`, amount: { total: 10, currency: 'CNY' }, ...fields }),
  }
}

async function paid({ ask, get, order, post }: Bench, out_trade_no: string, fields: object = {}): Promise<string> {
  const { data: { code_url: content } } = await ask(`${PAY}/native`, order(out_trade_no, fields))
  expect(await post('/phone/pay', { content })).toMatchObject({ status: 200 })
  return String((await get(`${PAY}/out-trade-no/${out_trade_no}`)).data['transaction_id'])
}

async function charged({ ask, order, authCode }: Bench, out_trade_no: string, total = 10): Promise<Verified> {
  return ask(`${PAY}/codepay`, order(out_trade_no, { notify_url: undefined, amount: { total }, payer: { auth_code: await authCode() }, scene_info: { store_info: { id: '0001' } } }))
}

/** What each route does for the client. */
const ROUTES: Readonly<Record<string, (one: Bench) => Promise<void>>> = {
  'POST /v3/pay/transactions/:kind': async ({ ask, order, account: { openid } }) => {
    expect(await ask(`${PAY}/native`, order('native001'))).toMatchObject({ status: 200, data: { code_url: expect.stringMatching(/^weixin:\/\/wxpay\/bizpayurl\?pr=\w{7,12}$/) } })
    expect(await ask(`${PAY}/jsapi`, order('jsapi001', { payer: { openid } }))).toMatchObject({ data: { prepay_id: expect.stringMatching(/^wx\w{34}$/) } })
    expect(await ask(`${PAY}/h5`, order('h5order01', { scene_info: { payer_client_ip: '127.0.0.1', h5_info: { type: 'Wap' } } }))).toMatchObject({ data: { h5_url: expect.stringContaining('/cgi-bin/mmpayweb-bin/checkmweb?prepay_id=wx') } })
  },
  'POST /v3/pay/transactions/codepay': async (one) => {
    expect(await charged(one, 'code001')).toMatchObject({ status: 200, data: { trade_type: 'MICROPAY', trade_state: 'SUCCESS' } })
    expect(await charged(one, 'code002', 100_001)).toMatchObject({ status: 202, data: { code: 'USERPAYING' } })
  },
  'GET /v3/pay/transactions/id/:transaction_id': async (one) => {
    const id = await paid(one, 'query001', { attach: '附加 & "数据"' })
    expect(await one.get(`${PAY}/id/${id}`)).toMatchObject({ status: 200, data: { out_trade_no: 'query001', trade_state: 'SUCCESS', attach: '附加 & "数据"', payer: { openid: one.account.openid } } })
  },
  'GET /v3/pay/transactions/out-trade-no/:out_trade_no': async ({ ask, get, order }) => {
    await ask(`${PAY}/native`, order('a|b*c-_001'))
    expect(await get(`${PAY}/out-trade-no/${encodeURIComponent('a|b*c-_001')}`)).toMatchObject({ data: { trade_state: 'NOTPAY', amount: { total: 10 } } })
    await expect(get(`${PAY}/out-trade-no/nobodys001`)).rejects.toMatchObject({ response: { status: 404, data: { code: 'ORDER_NOT_EXIST' } } })
  },
  'POST /v3/pay/transactions/out-trade-no/:out_trade_no/close': async ({ ask, get, order, account: { mch_id: mchid } }) => {
    await ask(`${PAY}/native`, order('close001'))
    expect(await ask(`${PAY}/out-trade-no/close001/close`, { mchid })).toMatchObject({ status: 204, data: '' })
    expect(await get(`${PAY}/out-trade-no/close001`)).toMatchObject({ data: { trade_state: 'CLOSED' } })
  },
  'POST /v3/pay/transactions/out-trade-no/:out_trade_no/reverse': async (one) => {
    await charged(one, 'reverse01')
    await one.advance(15_000)
    const { appid, mch_id: mchid } = one.account
    expect(await one.ask(`${PAY}/out-trade-no/reverse01/reverse`, { appid, mchid })).toMatchObject({ status: 200, data: { out_trade_no: 'reverse01' } })
    expect(await one.get(`${PAY}/out-trade-no/reverse01`)).toMatchObject({ data: { trade_state: 'REVOKED' } })
  },
  'POST /v3/refund/domestic/refunds': async (one) => {
    const transaction_id = await paid(one, 'refund001')
    const asked = { transaction_id, out_refund_no: 'r1', reason: '尺码不合', amount: { refund: 4, total: 10, currency: 'CNY' } }
    expect(await one.ask(REFUNDS, asked)).toMatchObject({ status: 200, data: { refund_id: expect.stringMatching(/^5030\d{25}$/), status: 'PROCESSING', amount: { refund: 4, total: 10 } } })
    await expect(one.ask(REFUNDS, { ...asked, out_refund_no: 'r2', amount: { refund: 7, total: 10, currency: 'CNY' } })).rejects.toMatchObject({ response: { status: 400, data: { code: 'INVALID_REQUEST' } } })
  },
  'GET /v3/refund/domestic/refunds/:out_refund_no': async (one) => {
    const transaction_id = await paid(one, 'refund002')
    await one.ask(REFUNDS, { transaction_id, out_refund_no: 'r1', amount: { refund: 10, total: 10, currency: 'CNY' } })
    await one.advance(3000)
    expect(await one.get(`${REFUNDS}/r1`, {})).toMatchObject({ status: 200, data: { status: 'SUCCESS', out_trade_no: 'refund002', success_time: expect.stringMatching(/\+08:00$/) } })
  },
}

describe('wechatpay-axios-plugin, a third-party client of WeChat Pay v3 that verifies every answer,', () => {
  beforeAll(async () => { await ownKeys('wechat-platform') })

  test('has something to ask of every route', () => {
    expect(Object.keys(ROUTES).toSorted()).toStrictEqual(V3_ROUTES.map(([method, path]) => `${method} ${path}`).toSorted())
  })

  test.each(Object.entries(ROUTES))('takes what %s answers', async (_, exercise) => {
    expect.hasAssertions()
    await exercise(await bench())
  })

  test('signs what a page inside WeChat pays with', async () => {
    const { ask, get, order, post, account: { appid: appId, openid, merchant_private_key } } = await bench()
    const { data: { prepay_id } } = await ask(`${PAY}/jsapi`, order('bridge001', { payer: { openid } }))
    const call = { appId, timeStamp: String(Formatter.timestamp()), nonceStr: Formatter.nonce(), package: `prepay_id=${String(prepay_id)}` }
    const paySign = Rsa.sign(Formatter.joinedByLineFeed(call.appId, call.timeStamp, call.nonceStr, call.package), merchant_private_key)
    const pay = async (payload: object) => (await post('/phone/jsapi', { invoke: 'getBrandWCPayRequest', payload, url: 'http://127.0.0.1:5173/wechat', password: '123456' })).body
    expect(await pay({ ...call, nonceStr: 'other', signType: 'RSA', paySign })).toMatchObject({ err_msg: 'get_brand_wcpay_request:fail', err_desc: '支付验证签名失败' })
    expect(await pay({ ...call, signType: 'RSA', paySign })).toStrictEqual({ err_msg: 'get_brand_wcpay_request:ok' })
    expect(await get(`${PAY}/out-trade-no/bridge001`)).toMatchObject({ data: { trade_state: 'SUCCESS' } })
  })

  test('believes the notify of a payment, and reads it', async () => {
    const told: { headers: Readonly<Record<string, unknown>>, body: string }[] = []
    const notify_url = await listening(async (body, headers) => {
      told.push({ headers, body })
      return ''
    })
    const one = await bench()
    await paid(one, 'notify001', { notify_url })
    await expect.poll(() => told.length, { timeout: 5000 }).toBe(1)
    const { headers = {}, body = '' } = told[0] ?? {}
    const { account: { platform_public_key, platform_serial, api_v3_key, mch_id } } = one
    expect(headers['wechatpay-serial']).toBe(platform_serial)
    expect(Rsa.verify(Formatter.response(String(headers['wechatpay-timestamp']), String(headers['wechatpay-nonce']), body), String(headers['wechatpay-signature']), platform_public_key)).toBe(true)
    const { event_type, resource: { ciphertext, nonce, associated_data } } = JSON.parse(body)
    expect(event_type).toBe('TRANSACTION.SUCCESS')
    expect(JSON.parse(Aes.AesGcm.decrypt(ciphertext, api_v3_key, nonce, associated_data))).toMatchObject({ mchid: mch_id, out_trade_no: 'notify001', trade_state: 'SUCCESS', amount: { total: 10 } })
  })
})
