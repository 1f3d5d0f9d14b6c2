import { expect, test } from 'vitest'
import { createManualClock } from '../src/index'
import { createMerchantServer } from '../src/merchant-server'
import { answerOf, CLIENT, createMock, MERCHANT, ORDER_BODY, ORDERS, WALLETS, type Answer } from './mock'

test('a merchant of its own pays by the QQ wallet and Alipay beside WeChat, with accounts of its own', async () => {
  const mock = createMock()
  const { wechat, alipay, qq } = JSON.parse(await (await mock.server.wallets.fetch(`${WALLETS}/sandbox/credentials`)).text())
  const server = createMerchantServer({
    clock: createManualClock(), publicOrigin: MERCHANT, clientIDs: ['demo'],
    wechat: { ...wechat, payUrl: WALLETS, apiUrl: WALLETS, openUrl: WALLETS },
    alipay: { app_id: alipay.app_id, seller_id: alipay.seller_id, private_key: alipay.merchant_private_key, alipay_public_key: alipay.alipay_public_key, gatewayUrl: `${WALLETS}/gateway.do` },
    qq: { ...qq, payUrl: WALLETS, apiUrl: WALLETS },
    http: (request) => mock.server.wallets.fetch(request),
  })
  const create = async (gateway_type: string): Promise<Answer> => answerOf(await server.merchant.fetch(`${MERCHANT}${ORDERS}`, { method: 'POST', headers: CLIENT, body: JSON.stringify({ ...ORDER_BODY, gateway_type }) }))
  for (const gateway of ['weixin_tenpay_native', 'alipay_qrcode', 'qpay_native']) {
    const { status, body } = await create(gateway)
    expect([gateway, status]).toStrictEqual([gateway, 201])
    await mock.phone('pay', { content: body.code_url, password: '123456' })
    expect((await answerOf(await server.merchant.fetch(`${MERCHANT}${ORDERS}?trade_no=${body.trade_no}`, { headers: CLIENT }))).body.objects).toMatchObject([{ status: 'success' }])
  }
  await server.close()
})

test('a merchant without an account at a provider offers none of its ways, and takes none of its notifies', async () => {
  const server = createMerchantServer({
    clock: createManualClock(), publicOrigin: MERCHANT, clientIDs: ['demo'], http: () => Promise.reject(new Error('nothing is sent')),
    wechat: { appid: 'wx0123456789abcdef', mch_id: '1900000109', key: 'k'.repeat(32), secret: 's'.repeat(32), payUrl: WALLETS, apiUrl: WALLETS, openUrl: WALLETS },
  })
  for (const gateway_type of ['alipay_page', 'alipay_wap', 'alipay_qrcode', 'alipay_barcode', 'alipay_js', 'qpay_native', 'qpay_micropay', 'qpay_js']) {
    const { status, body } = await answerOf(await server.merchant.fetch(`${MERCHANT}${ORDERS}`, { method: 'POST', headers: CLIENT, body: JSON.stringify({ ...ORDER_BODY, gateway_type }) }))
    expect([gateway_type, status, body.error_msg]).toStrictEqual([gateway_type, 400, expect.stringMatching(/account at (alipay|qq).*offered: weixin_tenpay_native, weixin_tenpay_js, weixin_tenpay_wap, weixin_tenpay_micropay$/)])
  }
  for (const path of ['re_qq', 're_zfb']) expect((await server.merchant.fetch(`${MERCHANT}/api/demo/pay/${path}`, { method: 'POST', body: 'x' })).status).toBe(404)
  await server.close()
})
