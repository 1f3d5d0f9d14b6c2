import { describe, expect, test } from 'vitest'
import { createJsapiMock, PAGE, PAGE_URL } from './jsapi'
import { chosen, configured, weixinPage, type Replies } from './weixin-page'

const PAYS: Replies = [{ password: '123456' }]

describe('wx.config', () => {
  test('is ready with a signature of this page, whatever comes after its #', async () => {
    const mock = await createJsapiMock()
    expect(await configured(weixinPage(mock, [], PAGE_URL.replace('#top', '#elsewhere')), await mock.config())).toStrictEqual({ ready: true })
  })

  test.each<readonly [string, { readonly url?: string }, object]>([
    ['of another page', { url: `${PAGE}/other/` }, {}],
    ['that is not one', {}, { signature: 'f'.repeat(40) }],
    ['that is missing', {}, { signature: undefined }],
    ['of another nonce', {}, { nonceStr: 'another' }],
    ['of another time', {}, { timestamp: 1 }],
    ['for another appid', {}, { appId: 'wx00000000000000ff' }],
  ])('fails with a signature %s', async (_, { url }, changes) => {
    const mock = await createJsapiMock()
    expect(await configured(weixinPage(mock), { ...(await mock.config(url)), ...changes })).toStrictEqual({ errMsg: 'config:invalid signature' })
  })

  test('fails once its ticket is two hours old', async () => {
    const mock = await createJsapiMock()
    const config = await mock.config()
    await mock.clock.advance(2 * 3_600_000)
    expect(await configured(weixinPage(mock), config)).toStrictEqual({ errMsg: 'config:invalid signature' })
  })

  test('fails on a page that is not the official account\'s', async () => {
    const mock = await createJsapiMock()
    const url = 'http://evil.example/wechat/'
    expect(await configured(weixinPage(mock, [], url), await mock.config(url))).toStrictEqual({ errMsg: 'config:invalid url domain' })
  })
})

describe('wx.chooseWXPay', () => {
  const choose = async ({ replies = PAYS, changes = {}, config = {}, url = PAGE_URL }: { replies?: Replies, changes?: object, config?: object, url?: string } = {}) => {
    const mock = await createJsapiMock()
    const sdk = weixinPage(mock, replies, url)
    await configured(sdk, { ...(await mock.config(url)), ...config })
    const answer = await chosen(sdk, { ...mock.payload(await mock.prepay({ out_trade_no: 'sdk-order' })), ...changes })
    return { answer, state: await mock.stateOf('sdk-order') }
  }

  test('succeeds with the password, even after a wrong one', async () => {
    expect(await choose({ replies: [{ password: '654321' }, ...PAYS] })).toStrictEqual({ answer: ['success', { errMsg: 'chooseWXPay:ok' }], state: 'SUCCESS' })
  })

  test('tells of a payer who gives up', async () => {
    expect(await choose({ replies: [{ cancel: true }] })).toStrictEqual({ answer: ['cancel', { errMsg: 'chooseWXPay:cancel' }], state: 'NOTPAY' })
  })

  test.each([
    ['a bad paySign', { changes: { paySign: 'F'.repeat(32) } }, 'chooseWXPay:fail'],
    ['its own default of SHA1 for the signType', { changes: { signType: undefined } }, 'chooseWXPay:fail'],
    ['a prepay_id that nobody made', { changes: { package: 'prepay_id=wx0' } }, 'chooseWXPay:fail'],
    ['a page that was configured with a bad signature', { config: { signature: 'f'.repeat(40) } }, 'chooseWXPay:invalid signature'],
    ['a page that was configured without one', { config: { signature: undefined } }, 'chooseWXPay:permission denied'],
    ['a page of another origin', { url: 'http://evil.example/' }, 'chooseWXPay:fail'],
  ])('fails with %s, and nothing is paid', async (_, how, errMsg) => {
    expect(await choose(how)).toStrictEqual({ answer: ['fail', { errMsg }], state: 'NOTPAY' })
  })
})
