import type { Fields } from '../../wire/xml'
import type { ProviderPorts } from '../provider-table'
import { createTenpayClient, type TenpayFields } from '../tenpay/client'
import type { WechatGateway } from './gateway'

/** What a WeChat Pay client needs. */
export interface WechatClientOptions extends Pick<ProviderPorts, 'http' | 'clock' | 'random' | 'signal'> { readonly gateway: WechatGateway }

/** Calls an operation of v2 with its own fields; the common ones are added, and the answer's are checked. */
export type WechatCall = (path: string, fields: TenpayFields, timeoutMs: number) => Promise<Fields>

/** Creates a client of v2. */
export function createWechatClient(options: WechatClientOptions): WechatCall {
  const post = createTenpayClient({ ...options, wallet: 'WeChat Pay', isOurs: (fields, { appid, mch_id }) => fields['appid'] === appid && fields['mch_id'] === mch_id })
  return (path, fields, timeoutMs) => post(`${options.gateway.payUrl}${path}`, fields, timeoutMs)
}
