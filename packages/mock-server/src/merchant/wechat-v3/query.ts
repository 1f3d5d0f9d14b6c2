import type { Fields } from '../../wire/xml'
import type { Order } from '../order'
import { ProviderError, type Finding } from '../provider'
import { findingOf } from '../tenpay/finding'
import { QUERY_TIMEOUT_MS } from '../wechat/timeouts'
import type { Json } from './client'
import { orderPath } from './order-body'
import type { WechatV3Ports } from './provider'
import { transactionFields } from './transaction'

/** Asks what became of an order. A state that nobody has heard of is reported as it was said. */
export async function query(order: Order, { client, gateway }: WechatV3Ports): Promise<Finding> {
  const { mch_id } = await gateway.account()
  return findingOf(await ourTransaction(await client.get(`${orderPath(order)}?mchid=${mch_id}`, QUERY_TIMEOUT_MS), { gateway }), order, 'WeChat Pay')
}

/** An answer's Transaction, in v2's names. @throws {ProviderError} it is of another account */
export async function ourTransaction(answer: Json, { gateway }: Pick<WechatV3Ports, 'gateway'>): Promise<Fields> {
  const fields = transactionFields(answer, await gateway.account())
  if (!fields) throw new ProviderError('WeChat Pay answered for another account')
  return fields
}
