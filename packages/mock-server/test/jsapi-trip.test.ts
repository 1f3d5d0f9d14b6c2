import { describe, expect, test } from 'vitest'
import { createJsapiMock, PAGE_URL, type JsapiMock } from './jsapi'
import { logInAnonymously, logInByWechat, switchPayer } from './merchant-login'
import { CLIENT, ORDER_BODY, ORDERS, type Answer } from './mock'
import { WECHAT_APIS } from './v3-as-v2'
import { chosen, configured, weixinPage, type WeixinSdk } from './weixin-page'

const JSAPI_BODY = { ...ORDER_BODY, gateway_type: 'weixin_tenpay_js' }
const PASSWORD = { password: '123456' }

/** A page inside WeChat that the merchant's own credentials have configured. */
async function configuredPage(mock: JsapiMock): Promise<WeixinSdk> {
  const { body } = await mock.get(`/hserve/v2.4/idp/wechat/jssdk-credentials/?${new URLSearchParams({ url: PAGE_URL }).toString()}`)
  const { appid: appId, noncestr: nonceStr, timestamp, signature } = body
  const sdk = weixinPage(mock, [PASSWORD])
  if (!('ready' in (await configured(sdk, { appId, nonceStr, timestamp, signature })))) throw new Error('wx.config failed')
  return sdk
}

const listOf = async (mock: JsapiMock, headers: Record<string, string>): Promise<Answer['body']['objects']> => (await mock.get(ORDERS, headers)).body.objects

describe.each(WECHAT_APIS)('JSAPI by the whole trip, over WeChat Pay %s', (wechatApi) => {
  test('login, order, wx.config, wx.chooseWXPay: the payer\'s own order is paid', async () => {
    const mock = await createJsapiMock({ wechatApi })
    const { headers } = await logInByWechat(mock)
    const { status, body } = await mock.create(JSAPI_BODY, headers)
    expect(status).toBe(201)
    expect(await chosen(await configuredPage(mock), body)).toStrictEqual(['success', { errMsg: 'chooseWXPay:ok' }])
    await mock.clock.advance(0)
    expect(await listOf(mock, headers)).toMatchObject([{ trade_no: body.trade_no, status: 'success' }])
  })

  test('another account of the phone can\'t pay it', async () => {
    const mock = await createJsapiMock({ wechatApi })
    const { headers } = await logInByWechat(mock)
    const { body } = await mock.create(JSAPI_BODY, headers)
    await switchPayer(mock)
    expect(await chosen(await configuredPage(mock), body)).toMatchObject(['fail', {}])
    expect(await listOf(mock, headers)).toMatchObject([{ status: 'pending' }])
  })

  test.each([
    ['a guest', () => Promise.resolve(CLIENT)],
    ['an anonymous user', async (mock: JsapiMock) => (await logInAnonymously(mock)).headers],
  ])('rule 9: %s, who has no openid, is told before there is an order', async (_, who) => {
    const mock = await createJsapiMock({ wechatApi })
    const headers = await who(mock)
    expect(await mock.create(JSAPI_BODY, headers)).toMatchObject({ status: 400, body: { error_msg: expect.stringContaining('openid') } })
    expect(await listOf(mock, headers)).toStrictEqual([])
  })
})
