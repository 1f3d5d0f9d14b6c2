import { generateKeyPairSync } from 'node:crypto'
import { AlipaySdk } from 'alipay-sdk'
import { describe, expect, test } from 'vitest'
import { METHODS } from '../src/wallets/alipay/methods'
import { PAGES } from '../src/wallets/alipay/cashier/visit'
import { alipayOnRealPorts, submitted, type AlipayPorts } from './alipay-client'
import { listening } from './tenpay-client'

const order = (out_trade_no: string, rest: object = {}) => ({ out_trade_no, total_amount: '0.10', subject: '秋裤 a&b "c" <d> /e\\', ...rest })
const PRODUCTS: Readonly<Record<string, object>> = {
  'alipay.trade.page.pay': { product_code: 'FAST_INSTANT_TRADE_PAY' },
  'alipay.trade.wap.pay': { product_code: 'QUICK_WAP_WAY', quit_url: 'https://shop.test/cart' },
}

/** Pays an order by QR, and gives its numbers. */
async function paid({ exec, post }: AlipayPorts, out_trade_no: string, params: object = {}): Promise<Readonly<Record<string, unknown>>> {
  const { qrCode } = await exec('alipay.trade.precreate', order(out_trade_no), params)
  expect(await post('/phone/pay', { content: qrCode })).toMatchObject({ status: 200 })
  return exec('alipay.trade.query', { out_trade_no })
}

/** What the client sees of each method, its answer verified. */
const CALLS: Readonly<Record<string, (ports: AlipayPorts) => Promise<void>>> = {
  'alipay.trade.precreate': async ({ exec }) => {
    expect(await exec('alipay.trade.precreate', order('sdk1', { timeout_express: '15m' }))).toMatchObject({ code: '10000', outTradeNo: 'sdk1', qrCode: expect.stringMatching(/^https:\/\/qr\.alipay\.com\/bax/) })
    expect(await exec('alipay.trade.precreate', order('sdk2', { total_amount: '0.001' }))).toMatchObject({ code: '40004', subCode: 'ACQ.INVALID_PARAMETER', subMsg: '参数无效：total_amount' })
  },
  'alipay.trade.create': async ({ exec, post }) => {
    const { code, tradeNo } = await exec('alipay.trade.create', order('sdk1'))
    expect([code, String(tradeNo).length]).toStrictEqual(['10000', 28])
    expect((await post('/phone/jsapi', { invoke: 'tradePay', payload: { tradeNO: tradeNo }, url: 'https://shop.test/', password: '123456' })).body).toStrictEqual({ resultCode: '9000' })
    expect(await exec('alipay.trade.query', { trade_no: tradeNo })).toMatchObject({ tradeStatus: 'TRADE_SUCCESS' })
  },
  'alipay.trade.pay': async ({ exec, authCode }) => {
    const biz = { scene: 'bar_code', product_code: 'FACE_TO_FACE_PAYMENT' }
    const auth_code = await authCode()
    expect(await exec('alipay.trade.pay', order('sdk1', { ...biz, auth_code }))).toMatchObject({ code: '10000', totalAmount: '0.10', fundBillList: [{ fundChannel: 'ALIPAYACCOUNT', amount: '0.10' }] })
    expect(await exec('alipay.trade.pay', order('sdk2', { ...biz, auth_code }))).toMatchObject({ code: '40004', subCode: 'ACQ.PAYMENT_AUTH_CODE_INVALID', subMsg: expect.stringContaining('[SOUNDWAVE_PARSER_FAIL]') })
    expect(await exec('alipay.trade.pay', order('sdk3', { ...biz, auth_code: await authCode(), total_amount: '1000.01' }))).toMatchObject({ code: '10003', msg: 'order success pay inprocess' })
  },
  'alipay.trade.query': async (ports) => {
    expect(await ports.exec('alipay.trade.query', { out_trade_no: 'nobodys' })).toMatchObject({ code: '40004', subCode: 'ACQ.TRADE_NOT_EXIST' })
    expect(await paid(ports, 'sdk1')).toMatchObject({ tradeStatus: 'TRADE_SUCCESS', totalAmount: '0.10', buyerUserId: expect.stringMatching(/^2088/) })
  },
  'alipay.trade.cancel': async (ports) => {
    expect(await ports.exec('alipay.trade.cancel', { out_trade_no: 'nobodys' })).toStrictEqual({ code: '10000', msg: 'Success', outTradeNo: 'nobodys', retryFlag: 'N' })
    await paid(ports, 'sdk1')
    expect(await ports.exec('alipay.trade.cancel', { out_trade_no: 'sdk1' })).toMatchObject({ code: '10000', retryFlag: 'N', action: 'refund' })
    expect(await ports.exec('alipay.trade.query', { out_trade_no: 'sdk1' })).toMatchObject({ tradeStatus: 'TRADE_CLOSED' })
  },
  'alipay.trade.close': async ({ exec }) => {
    await exec('alipay.trade.create', order('sdk1'))
    expect(await exec('alipay.trade.close', { out_trade_no: 'sdk1' })).toMatchObject({ code: '10000', outTradeNo: 'sdk1' })
    expect(await exec('alipay.trade.close', { out_trade_no: 'sdk1' })).toMatchObject({ subCode: 'ACQ.TRADE_STATUS_ERROR' })
  },
  'alipay.trade.refund': async (ports) => {
    await paid(ports, 'sdk1')
    const refund = { out_trade_no: 'sdk1', refund_amount: '0.04', out_request_no: 'r1' }
    expect(await ports.exec('alipay.trade.refund', refund)).toMatchObject({ code: '10000', fundChange: 'Y', refundFee: '0.04' })
    expect(await ports.exec('alipay.trade.refund', refund)).toMatchObject({ code: '10000', fundChange: 'N', refundFee: '0.04' })
    expect(await ports.exec('alipay.trade.refund', { ...refund, refund_amount: '0.07', out_request_no: 'r2' })).toMatchObject({ code: '40004', subCode: 'ACQ.REASON_TRADE_REFUND_FEE_ERR' })
  },
  'alipay.trade.fastpay.refund.query': async (ports) => {
    await paid(ports, 'sdk1')
    await ports.exec('alipay.trade.refund', { out_trade_no: 'sdk1', refund_amount: '0.10' })
    expect(await ports.exec('alipay.trade.fastpay.refund.query', { out_trade_no: 'sdk1', out_request_no: 'sdk1' })).toMatchObject({ refundStatus: 'REFUND_SUCCESS', refundAmount: '0.10', totalAmount: '0.10' })
    expect(await ports.exec('alipay.trade.fastpay.refund.query', { out_trade_no: 'sdk1', out_request_no: 'other' })).toStrictEqual({ code: '10000', msg: 'Success' })
  },
}

/** How the client's methods are called here. */
const CALLED = ['exec', 'pageExec', 'pageExecute', 'checkNotifySign', 'checkNotifySignV2', 'checkResponseSign', 'formatUrl', 'formatKey', 'getSignStr', 'notifyRSACheck', 'rsaCheck']
/** Its methods that are not, and why. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  constructor: 'no operation',
  curl: 'version 3 of the gateway, by paths and JSON, is not offered', curlStream: 'version 3', sse: 'version 3',
  sdkExec: 'signs for an app on a phone; app payment is not offered', sdkExecute: 'signs for an app on a phone',
  aesDecrypt: 'encrypted content is not offered',
}

describe('alipay-sdk, the official client', () => {
  test('has no method that is neither called here nor left out for a reason', () => {
    expect(Object.getOwnPropertyNames(AlipaySdk.prototype).toSorted()).toStrictEqual([...CALLED, ...Object.keys(LEFT_OUT)].toSorted())
  })

  test('calls every method that the gateway has', () => {
    expect(Object.keys(CALLS).toSorted()).toStrictEqual(Object.keys(METHODS).toSorted())
    expect(Object.keys(PRODUCTS).toSorted()).toStrictEqual(Object.keys(PAGES).toSorted())
  })

  test.each(Object.entries(CALLS))('signs and verifies %s', async (_, call) => {
    expect.hasAssertions()
    await call(await alipayOnRealPorts())
  })

  describe.each(Object.entries(PRODUCTS))('leads a payer by %s', (method, product) => {
    test.each(['GET', 'POST'] as const)('by %s to the cashier, and verifies the way back', async (httpMethod) => {
      const { sdk, exec, post, visit } = await alipayOnRealPorts()
      const params = { bizContent: order('sdk1', product), returnUrl: 'https://shop.test/back?from=alipay', notifyUrl: 'http://127.0.0.1:1/notify' }
      const page = sdk.pageExec(method, httpMethod, params)
      const cashier = httpMethod === 'GET' ? await visit(page) : await visit(...submitted(page))
      expect(cashier).toMatchObject({ subject: '秋裤 a&b "c" <d> /e\\', amount_fen: 10 })
      expect(await exec('alipay.trade.query', { out_trade_no: 'sdk1' })).toMatchObject({ subCode: 'ACQ.TRADE_NOT_EXIST' })
      const holder = { order: cashier.order, account: cashier.accounts[0]?.id }
      expect((await post('/alipay/login', holder)).status).toBe(200)
      expect(await exec('alipay.trade.query', { out_trade_no: 'sdk1' })).toMatchObject({ tradeStatus: 'WAIT_BUYER_PAY' })
      const { body } = await post('/alipay/pay', { ...holder, password: '123456' })
      const { from, ...back } = Object.fromEntries(new URL(String(body['return_to'])).searchParams)
      expect(from).toBe('alipay')
      expect(back).toMatchObject({ method: `${method}.return`, out_trade_no: 'sdk1', total_amount: '0.10', sign_type: 'RSA2' })
      expect(back).not.toHaveProperty('trade_status')
      expect(sdk.checkNotifySignV2(back)).toBe(true)
      expect(sdk.checkNotifySignV2({ ...back, total_amount: '0.01' })).toBe(false)
    })
  })

  test('verifies the notifies of a payment and of a refund, each way that it can', async () => {
    const told: Record<string, string>[] = []
    const notifyUrl = await listening((body) => {
      told.push(Object.fromEntries(new URLSearchParams(body)))
      return Promise.resolve('success')
    })
    const ports = await alipayOnRealPorts()
    await paid(ports, 'sdk1', { notifyUrl: `${notifyUrl}/re_zfb?from=alipay` })
    await expect.poll(() => told.length).toBe(1)
    await ports.exec('alipay.trade.refund', { out_trade_no: 'sdk1', refund_amount: '0.04', out_request_no: 'r1' })
    await expect.poll(() => told.length).toBe(2)
    expect(told).toMatchObject([{ trade_status: 'TRADE_SUCCESS', total_amount: '0.10', notify_type: 'trade_status_sync' }, { trade_status: 'TRADE_SUCCESS', refund_fee: '0.04', out_biz_no: 'r1' }])
    for (const notify of told) {
      expect(ports.sdk.checkNotifySignV2(notify)).toBe(true)
      expect(ports.sdk.checkNotifySign(notify, true)).toBe(true)
      expect(ports.sdk.checkNotifySignV2({ ...notify, total_amount: '0.01' })).toBe(false)
    }
  })

  test('is told by the gateway what is wrong with it', async () => {
    const { sdk, exec, served } = await alipayOnRealPorts()
    expect(await sdk.exec('alipay.trade.unheard.of', { bizContent: {} })).toMatchObject({ code: '40002', subCode: 'isv.invalid-method' })
    expect(await sdk.exec('alipay.trade.query', { bizContent: { out_trade_no: 'x' } }, { validateSign: true })).toMatchObject({ code: '40004' })
    const { alipay }: { alipay: { app_id: string } } = JSON.parse(await (await fetch(`${served.walletsOrigin}/sandbox/credentials`)).text())
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048, privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' } })
    const stranger = new AlipaySdk({ appId: alipay.app_id, privateKey, keyType: 'PKCS8', alipayPublicKey: sdk.config.alipayPublicKey, gateway: `${served.walletsOrigin}/gateway.do` })
    expect(await stranger.exec('alipay.trade.query', { bizContent: { out_trade_no: 'x' } }, { validateSign: true })).toMatchObject({ code: '40002', subCode: 'isv.invalid-signature', subMsg: expect.stringContaining('app_id=') })
    expect(await exec('alipay.trade.pay', order('sdk9', { scene: 'bar_code', auth_code: '1' }))).toMatchObject({ subCode: 'ACQ.PAYMENT_AUTH_CODE_INVALID' })
  })
})
