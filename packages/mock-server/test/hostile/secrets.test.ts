import { inspect } from 'node:util'
import { beforeAll, describe, expect, test } from 'vitest'
import { AUTH_PAGE } from '../merchant-login'
import { ORDERS } from '../mock'
import { payloadOf } from './endpoints'
import { Story } from './story'

const PASSWORD = '123456'

async function payByQr(story: Story): Promise<void> {
  const client_token = story.keep('client_token', 'client-token-of-a-qr-00000001')
  const { code_url: content, transaction_no } = await story.create('weixin_tenpay_native', { client_token })
  await story.create('weixin_tenpay_native', { client_token, total_cost: 3 })
  await story.merchant(ORDERS, `{"client_token":"${client_token}"`)
  await story.wallets('/phone/pay', { content, password: story.keep('wrong password', '654321') })
  await story.wallets('/phone/pay', { content, password: PASSWORD })
  await story.wallets('/phone/pay', { content, password: PASSWORD })
  await story.clock.advance(0)
  await story.merchant(`${ORDERS}?client_token=${client_token}`)
  await story.merchant(`${ORDERS}${String(transaction_no)}/close/`, {})
  await story.wallets(`/sandbox/orders/${String(transaction_no)}/refund`, { amount_fen: 11 })
  await story.wallets(`/sandbox/orders/${String(transaction_no)}/refund`, { amount_fen: 4 })
  await story.clock.advance(5000)
}

async function payByCode(story: Story): Promise<void> {
  for (const fault of ['bankerror', 'systemerror-but-paid', 'userpaying', 'refused']) {
    await story.wallets('/sandbox/scenario', { name: fault, times: 1 })
    await story.create('weixin_tenpay_micropay', { auth_code: await story.code(), client_token: story.keep('client_token', `client-token-of-a-${fault}`) })
  }
  const auth_code = await story.code()
  for (let use = 0; use < 2; use++) await story.create('weixin_tenpay_micropay', { auth_code })
  await story.create('weixin_tenpay_native', { auth_code })
  await story.create('weixin_tenpay_micropay', { auth_code: `${auth_code}0` })
  await story.merchant(ORDERS, `{"auth_code":"${auth_code}"`)
  const { trade_no: out_trade_no, transaction_no } = await story.create('weixin_tenpay_micropay', { auth_code: await story.code(), total_cost: 1001 })
  await story.wallets('/phone/confirm', { out_trade_no, password: '654321' })
  await story.clock.advance(16_000)
  await story.merchant(`${ORDERS}${String(transaction_no)}/reverse/`, {})
  const direct = { body: 'x', out_trade_no: 'direct0001', total_fee: '10', spbill_create_ip: '127.0.0.1' }
  await story.message('/pay/micropay', { ...direct, auth_code: await story.code() }, 'x'.repeat(32))
  await story.message('/pay/micropay', { ...direct, auth_code: `${await story.code()}x` })
  await story.message('/tools/authcodetoopenid', { auth_code })
}

async function payByAlipay(story: Story): Promise<void> {
  const code = async (): Promise<string> => story.keep('auth_code', (await story.wallets('/phone/payment-code', { provider: 'alipay' }))['auth_code'])
  for (const fault of ['bankerror', 'systemerror-but-paid', 'refused']) {
    await story.wallets('/sandbox/scenario', { name: fault, times: 1 })
    await story.create('alipay_barcode', { auth_code: await code() })
  }
  const auth_code = await code()
  for (let use = 0; use < 2; use++) await story.create('alipay_barcode', { auth_code })
  await story.create('alipay_barcode', { auth_code: `${auth_code}0000000` })
  await story.wallets('/gateway.do', `app_id=1&sign=x&method=alipay.trade.pay&biz_content=${encodeURIComponent(JSON.stringify({ auth_code }))}`, { 'content-type': 'application/x-www-form-urlencoded' })
  const { payment_url } = await story.create('alipay_page', { return_url: AUTH_PAGE })
  const { location } = await story.wallets(String(payment_url))
  await story.wallets(String(location))
  await story.wallets('/phone/pay', { content: (await story.create('alipay_qrcode'))['code_url'], password: '654321' })
  await story.clock.advance(5000)
}

async function payInWechat(story: Story, headers: Record<string, string>): Promise<void> {
  const invoke = { invoke: 'getBrandWCPayRequest', url: `${AUTH_PAGE}&token=${story.keep('auth_token', 'token-in-the-page-address-0001')}` }
  const created = await story.create('weixin_tenpay_js', {}, headers)
  for (const password of ['', '654321', PASSWORD]) await story.wallets('/phone/jsapi', { ...invoke, payload: payloadOf(created), password })
  await story.create('weixin_tenpay_js')
  await story.merchant(`/hserve/v2.4/idp/wechat/jssdk-credentials/?url=${encodeURIComponent(AUTH_PAGE)}`)
  for (const { id } of await story.store.collection('wallets.jsapi-tickets').list()) story.keep('ticket', id)
}

async function askWechat(story: Story): Promise<void> {
  const { appid, secret } = story.account
  const ask = (path: string, query: Record<string, string>): ReturnType<Story['wallets']> => story.wallets(`${path}?${new URLSearchParams(query).toString()}`)
  const access_token = story.keep('access_token', (await ask('/cgi-bin/token', { grant_type: 'client_credential', appid, secret }))['access_token'])
  story.keep('ticket', (await ask('/cgi-bin/ticket/getticket', { access_token, type: 'jsapi' }))['ticket'])
  await ask('/cgi-bin/ticket/getticket', { access_token, type: 'other' })
  await ask('/cgi-bin/token', { grant_type: 'client_credential', appid, secret: `${secret}0` })
  await ask('/sns/oauth2/access_token', { grant_type: 'authorization_code', appid, secret, code: [...(story.secrets.get('login code') ?? [])][0] ?? '' })
}

async function goWrong(story: Story, headers: Record<string, string>): Promise<void> {
  story.isCut = true
  await story.create('weixin_tenpay_micropay', { auth_code: await story.code() })
  await story.create('weixin_tenpay_native')
  await story.logIn().catch(() => {})
  // The ticket that the merchant has is over.
  await story.clock.advance(3 * 3_600_000)
  await story.merchant(`/hserve/v2.4/idp/wechat/jssdk-credentials/?url=${encodeURIComponent(AUTH_PAGE)}`)
  story.isCut = false
  await story.wallets('/sandbox/scenario', { name: 'bad-signature' })
  await story.wallets('/phone/pay', { content: (await story.create('weixin_tenpay_native'))['code_url'], password: PASSWORD })
  await story.merchant('/api/demo/pay/re_wx', `<xml><sign>${story.account.key}</sign></xml>`)
  await story.merchant('/hserve/v2.0/session/destroy/', {}, headers)
  await story.merchant(ORDERS, undefined, headers)
  await story.clock.advance(10 * 60_000)
}

describe('rule 8: in a whole story of logins, payments, refunds and refusals', () => {
  const story = new Story()
  beforeAll(async () => {
    await story.begin()
    const headers = await story.logIn()
    await payByQr(story)
    await payByCode(story)
    await payByAlipay(story)
    await payInWechat(story, headers)
    await askWechat(story)
    await goWrong(story, headers)
    // Many requests, and RSA for some of them.
  }, 60_000)

  /** The names of the secrets that a text holds. */
  const toldIn = (text: string): string[] => [...story.secrets].filter(([, values]) => [...values].some((value) => text.includes(value))).map(([name]) => name)

  test('there were secrets of every kind, and much was told', () => {
    expect([...story.secrets.keys()].toSorted()).toStrictEqual(['access_token', 'auth_code', 'auth_token', 'client_token', 'key', 'login code', 'private key', 'secret', 'state', 'ticket', 'token', 'wrong password'])
    for (const [name, values] of story.secrets) for (const value of values) expect([name, value.length >= 6 && value !== 'undefined' && value !== 'null']).toStrictEqual([name, true])
    expect(story.log.filter(({ type }) => type === 'failure').length).toBeGreaterThan(5)
    expect(story.feed.match(/^data: /gm)?.length).toBeGreaterThan(50)
    expect(story.refusals.length).toBeGreaterThan(15)
  })

  test('no secret is in the log, with every error\'s cause', () => {
    expect(toldIn(inspect(story.log, { depth: Infinity, maxArrayLength: Infinity, maxStringLength: Infinity, showHidden: true }))).toStrictEqual([])
  }, 30_000)

  test('no secret is in what a watcher of the requests sees', () => {
    expect(toldIn(story.feed)).toStrictEqual([])
    expect(story.feed).not.toContain(`"${PASSWORD}"`)
  })

  test('no secret is in a refusal but the caller\'s own token', () => {
    expect(toldIn(story.refusals.join('\n'))).toStrictEqual(['client_token'])
  })

  test('no secret is in the store, but the account\'s own, the tickets that signatures are checked with, and the token that is echoed', async () => {
    const records = Object.entries(await story.store.dump()).map(([name, all]) => [name, toldIn(JSON.stringify(all))] as const)
    expect(records.filter(([, names]) => names.length > 0)).toStrictEqual([
      ['merchant.orders', ['client_token']],
      ['wallets.credentials', ['key', 'secret', 'private key']],
      ['wallets.jsapi-tickets', ['ticket']],
    ])
  })
})
