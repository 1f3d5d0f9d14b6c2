import { byNumber, PAY, REFUNDS, v3Headers } from '../wechat-v3'
import type { Endpoint } from './endpoints'
import type { World } from './world'

type Path = (world: World) => string

const order = ({ account: { appid, mch_id: mchid } }: World): object => ({ appid, mchid, description: '秋裤', out_trade_no: 'hostile0001', notify_url: 'http://127.0.0.1:8787/n', amount: { total: 10 } })
const numbered = (name: keyof World['orders'], deed = ''): Path => ({ orders }) => byNumber(orders[name].trade_no, deed)
const asked = (path: Path): Path => (world) => `${path(world)}?mchid=${world.account.mch_id}`

function v3(method: 'GET' | 'POST', route: string, changes: boolean, body: (world: World) => object | undefined, path: Path): Endpoint {
  return {
    wing: 'wallets', method, route, changes, asks: 'signer', reads: method === 'GET' ? 'nothing' : 'v3',
    request(world) {
      const [to, fields] = [path(world), body(world)]
      const text = fields === undefined ? '' : JSON.stringify(fields)
      return { path: to, headers: v3Headers(world.account, { method, path: to, body: text, seconds: Math.floor(world.clock.now() / 1000) }), body: text }
    },
  }
}

const none = (): undefined => undefined
const mchid = ({ account: { mch_id } }: World): object => ({ mchid: mch_id })

/** The routes of WeChat Pay v3. */
export const WECHAT_V3: readonly Endpoint[] = [
  v3('POST', `${PAY}/:kind`, true, order, () => `${PAY}/native`),
  v3('POST', `${PAY}/:kind`, true, (world) => ({ ...order(world), payer: { openid: world.account.openid } }), () => `${PAY}/jsapi`),
  v3('POST', `${PAY}/:kind`, true, (world) => ({ ...order(world), scene_info: { payer_client_ip: '127.0.0.1', h5_info: { type: 'Wap' } } }), () => `${PAY}/h5`),
  v3('POST', `${PAY}/codepay`, true, (world) => ({ ...order(world), payer: { auth_code: world.authCode }, scene_info: { store_info: { id: '1' } } }), () => `${PAY}/codepay`),
  v3('GET', `${PAY}/id/:transaction_id`, false, none, asked(({ transactionId }) => `${PAY}/id/${transactionId}`)),
  v3('GET', `${PAY}/out-trade-no/:out_trade_no`, false, none, asked(numbered('native'))),
  v3('POST', `${PAY}/out-trade-no/:out_trade_no/close`, true, mchid, numbered('native', '/close')),
  v3('POST', `${PAY}/out-trade-no/:out_trade_no/reverse`, true, (world) => ({ appid: world.account.appid, ...mchid(world) }), numbered('code', '/reverse')),
  v3('POST', REFUNDS, true, ({ transactionId: transaction_id }) => ({ transaction_id, out_refund_no: 'r1', amount: { total: 10, refund: 3, currency: 'CNY' } }), () => REFUNDS),
  v3('GET', `${REFUNDS}/:out_refund_no`, false, none, () => `${REFUNDS}/refund0`),
]
