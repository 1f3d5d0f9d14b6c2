import { nonce } from '../../ports/random-text'
import { bridgeText, signV3 } from '../../wire/v3-sign'
import { formatRfc3339 } from '../../wire/v3-time'
import { gatewayOf, type Flow } from '../gateways'
import type { Order, Shown } from '../order'
import { ProviderError } from '../provider'
import { withReturn } from '../wechat/shown'
import { CALL_TIMEOUT_MS } from '../wechat/timeouts'
import type { Json } from './client'
import { orderBody } from './order-body'
import type { WechatV3Ports } from './provider'

/** One kind of order: what it needs besides, and what its answer gives the payer. */
interface Kind {
  readonly path: string
  readonly details: (order: Order, ports: WechatV3Ports) => object
  readonly shown: (answer: Json, order: Order, ports: WechatV3Ports) => Promise<Shown> | Shown
}

const KINDS: Readonly<Record<Exclude<Flow, 'scan'>, Kind>> = {
  qrcode: { path: 'native', details: () => ({}), shown: (answer) => ({ code_url: fieldOf(answer, 'code_url') }) },
  jsapi: { path: 'jsapi', details: ({ openid }) => ({ payer: { openid } }), shown: (answer, _, ports) => bridgePayload(fieldOf(answer, 'prepay_id'), ports) },
  redirect: {
    path: 'h5',
    details: ({ ip_address }, { siteUrl }) => ({ scene_info: { payer_client_ip: ip_address, h5_info: { type: 'Wap', app_url: siteUrl } } }),
    shown: (answer, { return_url }) => ({ mweb_url: withReturn(fieldOf(answer, 'h5_url'), return_url) }),
  },
}

/** Orders at WeChat Pay v3, and gives what the payer needs to pay. */
export async function place(order: Order, ports: WechatV3Ports): Promise<Shown> {
  const { flow } = gatewayOf(order)
  if (flow === 'scan') throw new Error('a payment code is charged, not placed')
  const { path, details, shown } = KINDS[flow]
  const body = {
    ...(await orderBody(order, ports)),
    time_expire: formatRfc3339(order.expires_at),
    notify_url: order.notify_url ?? ports.notifyUrl,
    ...details(order, ports),
  }
  return shown(await ports.client.post(`/v3/pay/transactions/${path}`, body, CALL_TIMEOUT_MS), order, ports)
}

function fieldOf(answer: Json, name: string): string {
  const value = answer[name]
  if (typeof value === 'string' && value !== '') return value
  throw new ProviderError(`WeChat Pay accepted the order and gave no ${name}`)
}

/** The bridge's fields, under a signature of their own. The seconds are text: a number is refused by some phones. */
async function bridgePayload(prepayId: string, { gateway, v3, random, clock }: WechatV3Ports): Promise<Shown> {
  const [{ appid }, { private_key }] = await Promise.all([gateway.account(), v3()])
  const call = { appId: appid, timeStamp: String(Math.floor(clock.now() / 1000)), nonceStr: nonce(random), package: `prepay_id=${prepayId}` }
  return { ...call, signType: 'RSA', paySign: signV3(bridgeText(call), private_key) }
}
