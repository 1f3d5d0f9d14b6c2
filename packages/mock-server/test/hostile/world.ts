import type { LogEvent } from '../../src/index'
import type { Order } from '../../src/merchant/order'
import type { AlipayCredentials } from '../../src/wallets/credentials'
import type { Payer } from '../../src/wallets/payers'
import { writeAlipayForm } from '../../src/wire/alipay-form'
import { signedParams } from '../alipay'
import { codeOf } from '../cashier'
import { newCode, PAGE } from '../login'
import { authTokenOf, beginLogin, logInAnonymously, logInByWechat, type LoggedIn } from '../merchant-login'
import { CLIENT, createMock, MERCHANT, ORDER_BODY, WALLETS, type Body, type Mock } from '../mock'
import { qqCode } from '../qq'
import { accountOf, type Account } from '../wechat'
import { v3AccountOf, type V3Account } from '../wechat-v3'
import { makePaypal, type PaypalWorld } from './paypal-endpoints'
import { createDumpingStore, type DumpingStore } from './dumping-store'
import { makeQq, type QqWorld } from './qq-endpoints'

/** The account at WeChat with all that is secret about it. */
export interface Secrets extends Account, V3Account { readonly secret: string }

/** What is on its way back of the order `paid`. */
export const REFUND = { amount_fen: 2, out_refund_no: 'refund0' }

/** A mock server with something of everything under way, and what a stranger would like to get at. */
export interface World extends Mock {
  readonly store: DumpingStore
  readonly account: Secrets
  /** Where the server itself has sent requests. */
  readonly outgoing: string[]
  readonly log: LogEvent[]
  readonly user: LoggedIn
  readonly anonymous: LoggedIn
  /** Orders, by how far they are. The code's payer has not typed the password yet; `wap` and `alipay` have a cashier open. */
  readonly orders: Readonly<Record<'native' | 'paid' | 'code' | 'js' | 'wap' | 'alipay' | 'qq', Body>>
  /** The app at Alipay with all that is secret about it, and the cashier that is open there. */
  readonly alipay: AlipayCredentials & { readonly cashier: string, readonly embedded: string, readonly payer: string }
  readonly qq: QqWorld
  readonly paypal: PaypalWorld
  /** An order of the Walnut routes that waits for its payment, and one whose payer is in an official account; both the user's. */
  readonly bought: Readonly<Record<'waiting' | 'unsent', string>>
  /** Of the order `paid`. */
  readonly transactionId: string
  /** A payer's way back from WeChat, not taken yet. */
  readonly callback: URL
  readonly authToken: string
  readonly loginCode: string
  readonly accessToken: string
  readonly authCode: string
  /** The phone's account that it is not logged in as. */
  readonly otherOpenid: string
  /** All that the server knows: every record, the faults in force, the time. */
  state(): Promise<unknown>
}

/** Creates it. */
export async function createWorld(): Promise<World> {
  const store = createDumpingStore()
  const outgoing: string[] = []
  const log: LogEvent[] = []
  const mock = createMock({
    store,
    log: (event) => log.push(event),
    http: (request, inProcess) => {
      outgoing.push(request.url)
      return inProcess(request)
    },
  })
  const paid = await makePaid(mock)
  const qq = await makeQq(mock)
  // The bill of the payment's day is there.
  await mock.clock.advance(2 * 24 * 3_600_000)
  const logins = await makeLogins(mock)
  const orders = { paid, ...(await makeOrders(mock, logins.user)) }
  const bought = { waiting: await buy(mock, logins.user.token, 'wx.qrcode'), unsent: await buy(mock, logins.anonymous.token, 'wx.jsapi') }
  const paypal = await makePaypal(mock, logins.anonymous.token)
  // Last of all, since its money arrives soon.
  await makeRefund(mock, paid)
  const { payment } = (await store.collection<Order>('merchant.orders').get(paid.transaction_no)) ?? {}
  const payers = await store.collection<Payer>('wallets.payers').list()
  const sandbox = async (path: string): Promise<object> => JSON.parse(await (await mock.server.wallets.fetch(`${WALLETS}/sandbox/${path}`)).text())
  const world = {
    ...mock, store, outgoing, log, orders, bought, paypal, ...logins,
    account: { secret: '', ...(await accountOf(mock.server.wallets)), ...(await v3AccountOf(mock)) },
    alipay: await openAlipay(mock, orders.alipay, store),
    transactionId: payment?.transaction_id ?? '',
    loginCode: await newCode(mock),
    authCode: await codeOf(mock),
    qq: { ...qq, authCode: await qqCode(mock) },
    otherOpenid: payers.find(({ is_current }) => !is_current)?.id ?? '',
    state: async () => ({ records: await store.dump(), scenario: await sandbox('scenario'), clock: await sandbox('clock') }),
  }
  return { ...world, accessToken: await newAccessToken(world) }
}

async function buy({ server: { merchant } }: Mock, ticket: string, pay_tp: string): Promise<string> {
  const answer = await merchant.fetch(`${MERCHANT}/api/demo/pay/buy?ticket=${ticket}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ products: [{ id: 'goods-c' }], pay_tp }) })
  const { data }: { data: { id: string } } = JSON.parse(await answer.text())
  return data.id
}

async function makeLogins(mock: Mock): Promise<Pick<World, 'user' | 'anonymous' | 'callback' | 'authToken'>> {
  const user = await logInByWechat(mock)
  const { body } = await beginLogin(mock)
  const atWechat = await mock.server.wallets.fetch(String(body['redirect_url']))
  const callback = new URL(atWechat.headers.get('location') ?? '')
  const authToken = await authTokenOf(mock)
  return { user, anonymous: await logInAnonymously(mock), callback, authToken }
}

async function makePaid(mock: Mock): Promise<Body> {
  const { body } = await mock.create()
  await mock.phone('pay', { content: body.code_url, password: '123456' })
  await mock.clock.advance(0)
  return body
}

async function makeRefund({ server: { wallets } }: Mock, { transaction_no }: Body): Promise<void> {
  const answer = await wallets.fetch(`${WALLETS}/sandbox/orders/${transaction_no}/refund`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(REFUND) })
  if (answer.status !== 200) throw new Error(`no refund: ${await answer.text()}`)
}

async function makeOrders(mock: Mock, { headers }: LoggedIn): Promise<Omit<World['orders'], 'paid'>> {
  const make = async (gateway_type: string, rest: object = {}, asked: Record<string, string> = CLIENT): Promise<Body> => {
    const { status, body } = await mock.create({ ...ORDER_BODY, gateway_type, ...rest }, asked)
    if (status !== 201) throw new Error(`no order: ${JSON.stringify(body)}`)
    return body
  }
  const code = await make('weixin_tenpay_micropay', { total_cost: 1000.01, auth_code: await codeOf(mock) })
  const wap = await make('weixin_tenpay_wap')
  await mock.server.wallets.fetch(String(wap['mweb_url']), { headers: { referer: `${PAGE}/pay` } })
  const orders = { code, wap, alipay: await make('alipay_page'), qq: await make('qpay_native'), native: await make('weixin_tenpay_native'), js: await make('weixin_tenpay_js', {}, headers) }
  // A charge by payment code is reversed after 15 s.
  await mock.clock.advance(16_000)
  return orders
}

async function openAlipay({ server: { wallets }, clock }: Mock, { payment_url }: Body, store: DumpingStore): Promise<World['alipay']> {
  const orderAt = async (address: string): Promise<string> => new URL((await wallets.fetch(address)).headers.get('location') ?? '', WALLETS).searchParams.get('order') ?? ''
  const cashier = await orderAt(String(payment_url))
  const framed = { out_trade_no: 'embedded1', total_amount: '0.10', subject: '秋裤', product_code: 'FAST_INSTANT_TRADE_PAY', qr_pay_mode: '4' }
  const embedded = await orderAt(`${WALLETS}/gateway.do?${writeAlipayForm(await signedParams('alipay.trade.page.pay', framed, wallets))}`)
  const payer = (await store.collection<Payer>('wallets.payers').list())[0]?.ids.alipay ?? ''
  await wallets.fetch(`${WALLETS}/alipay/login`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ order: cashier, account: payer }) })
  const credentials = await store.collection<AlipayCredentials>('wallets.credentials').get('alipay')
  if (!credentials) throw new Error('there is no app at Alipay')
  // A login anew is at another instant.
  await clock.advance(1)
  return { ...credentials, cashier, embedded, payer }
}

async function newAccessToken({ server: { wallets }, account: { appid, secret } }: Pick<World, 'server' | 'account'>): Promise<string> {
  const answer = await wallets.fetch(`${WALLETS}/cgi-bin/token?${new URLSearchParams({ grant_type: 'client_credential', appid, secret }).toString()}`)
  const { access_token }: { access_token: string } = JSON.parse(await answer.text())
  return access_token
}
