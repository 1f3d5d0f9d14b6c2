import { withQuery } from '../login'
import { answerOf, MERCHANT, WALLETS, type Mock } from '../mock'
import type { Asked, Endpoint } from './endpoints'
import type { World } from './world'

/** What is under way at PayPal. */
export interface PaypalWorld {
  readonly payer: string
  readonly basic: string
  readonly accessToken: string
  /** A pay object of the Walnut routes, and its order's number at PayPal. */
  readonly payId: string
  readonly open: string
  /** One that its payer has approved. */
  readonly approved: string
}

const JSON_TYPE = { 'content-type': 'application/json' }
const ORDERS = '/v2/checkout/orders'

/** Makes it. */
export async function makePaypal({ server: { merchant, wallets } }: Mock, ticket: string): Promise<PaypalWorld> {
  const post = async (path: string, body: object) => answerOf(await wallets.fetch(`${WALLETS}${path}`, { method: 'POST', headers: JSON_TYPE, body: JSON.stringify(body) }))
  const buy = async (): Promise<{ payId: string, token: string }> => {
    const { body } = await answerOf(await merchant.fetch(`${MERCHANT}/api/demo/pay/buy?ticket=${ticket}`, { method: 'POST', headers: JSON_TYPE, body: JSON.stringify({ products: [{ id: 'goods-c' }], pay_tp: 'paypal' }) }))
    const { pay_id, pay_re } = Object(body['data'])
    return { payId: pay_id, token: new URL(pay_re.data).searchParams.get('token') ?? '' }
  }
  const { body } = await answerOf(await wallets.fetch(`${WALLETS}/sandbox/credentials`))
  const { client_id, secret } = Object(body['paypal'])
  const basic = `Basic ${Buffer.from(`${client_id}:${secret}`).toString('base64')}`
  const granted = await answerOf(await wallets.fetch(`${WALLETS}/v1/oauth2/token`, { method: 'POST', headers: { authorization: basic }, body: 'grant_type=client_credentials' }))
  const [open, approved] = [await buy(), await buy()]
  const page = await (await wallets.fetch(`${WALLETS}/checkoutnow?token=${approved.token}`)).text()
  const { accounts } = JSON.parse(/id="shown">(.*?)<\/script>/s.exec(page)?.[1] ?? '{}')
  const payer: string = accounts[0].id
  await post('/paypal/approve', { token: approved.token, account: payer, password: '123456' })
  return { payer, basic, accessToken: String(granted.body['access_token']), payId: open.payId, open: open.token, approved: approved.token }
}

const authorized = ({ paypal: { accessToken } }: World): Record<string, string> => ({ ...JSON_TYPE, authorization: `Bearer ${accessToken}` })
const wallet = (method: 'GET' | 'POST', route: string, rest: Pick<Endpoint, 'reads' | 'asks' | 'changes'>, request: (world: World) => Asked): Endpoint => ({ wing: 'wallets', method, route, ...rest, request })
const unit = { reference_id: 'po', description: '商品', amount: { currency_code: 'CNY', value: '0.10' } }

/** PayPal's routes, and where its payers come back. */
export const PAYPAL: readonly Endpoint[] = [
  wallet('POST', '/v1/oauth2/token', { reads: 'nothing', asks: 'nobody', changes: false }, ({ paypal: { basic } }) => ({ path: '/v1/oauth2/token', headers: { authorization: basic }, body: 'grant_type=client_credentials' })),
  wallet('POST', ORDERS, { reads: 'json', asks: 'nobody', changes: true }, (world) => ({ path: ORDERS, headers: authorized(world), body: JSON.stringify({ intent: 'CAPTURE', purchase_units: [unit] }) })),
  wallet('GET', `${ORDERS}/:id`, { reads: 'nothing', asks: 'nobody', changes: false }, (world) => ({ path: `${ORDERS}/${world.paypal.open}`, headers: authorized(world) })),
  wallet('POST', `${ORDERS}/:id/capture`, { reads: 'nothing', asks: 'nobody', changes: true }, (world) => ({ path: `${ORDERS}/${world.paypal.approved}/capture`, headers: authorized(world) })),
  wallet('GET', '/checkoutnow', { reads: 'nothing', asks: 'nobody', changes: false }, ({ paypal: { open } }) => ({ path: `/checkoutnow?token=${open}` })),
  wallet('POST', '/paypal/approve', { reads: 'json', asks: 'page', changes: true }, ({ paypal: { open: token, payer: account } }) => ({ path: '/paypal/approve', headers: JSON_TYPE, body: JSON.stringify({ token, account, password: '123456' }) })),
  wallet('POST', '/paypal/cancel', { reads: 'json', asks: 'page', changes: false }, ({ paypal: { open: token } }) => ({ path: '/paypal/cancel', headers: JSON_TYPE, body: JSON.stringify({ token }) })),
  { wing: 'merchant', method: 'GET', route: '/api/:domain/pay/re_paypal', reads: 'nothing', asks: 'nobody', changes: false, request: ({ paypal: { payId: id, open: token } }) => ({ path: withQuery('/api/demo/pay/re_paypal', { id, token, PayerID: 'FSMVU44LF3YUS' }) }) },
]
