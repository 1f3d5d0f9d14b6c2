import type { Fields } from '../../wire/xml'
import type { ProviderPorts } from '../provider-table'
import { createTenpayClient, type TenpayFields } from '../tenpay/client'
import type { QqGateway } from './gateway'

/** An operation of the QQ wallet: its name in the address, and whether money may go back by it. */
const OPERATIONS = {
  unified_order: 'payUrl', micro_pay: 'payUrl', order_query: 'payUrl', close_order: 'payUrl', refund_query: 'payUrl',
  reverse: 'apiUrl', refund: 'apiUrl',
} as const satisfies Readonly<Record<string, 'payUrl' | 'apiUrl'>>

/** Calls an operation with its own fields; the common ones are added, and the answer's are checked. */
export type QqCall = (operation: keyof typeof OPERATIONS, fields: TenpayFields, timeoutMs: number) => Promise<Fields>

/** Creates a client. The QQ wallet leaves the appid out of some answers. */
export function createQqClient(options: Pick<ProviderPorts, 'http' | 'clock' | 'random' | 'signal'> & { readonly gateway: QqGateway }): QqCall {
  const post = createTenpayClient({ ...options, wallet: 'the QQ wallet', isOurs: (fields, { appid, mch_id }) => fields['mch_id'] === mch_id && (fields['appid'] ?? appid) === appid })
  return (operation, fields, timeoutMs) => post(`${options.gateway[OPERATIONS[operation]]}/cgi-bin/pay/qpay_${operation}.cgi`, fields, timeoutMs)
}
