import type { Order } from '../order'
import type { Finding } from '../provider'
import { findingOf } from '../tenpay/finding'
import { CALL_TIMEOUT_MS } from '../wechat/timeouts'
import { orderBody } from './order-body'
import type { WechatV3Ports } from './provider'
import { ourTransaction } from './query'

// WeChat Pay wants to know where the till is; there is one.
const SCENE = { scene_info: { store_info: { out_id: 'cashier' } } }

/** Charges the payer of a code, once. */
export async function charge(order: Order, authCode: string, ports: WechatV3Ports): Promise<Finding> {
  const body = { ...(await orderBody(order, ports)), ...SCENE, payer: { auth_code: authCode } }
  return findingOf(await ourTransaction(await ports.client.post('/v3/pay/transactions/codepay', body, CALL_TIMEOUT_MS), ports), order, 'WeChat Pay')
}
