import type { Fields } from '../src/wire/xml'

/** Both protocols of WeChat Pay, for suites that hold over either. */
export const WECHAT_APIS = ['v2', 'v3'] as const

const DEEDS: readonly (readonly [form: RegExp, path: string])[] = [
  [/^POST \/v3\/pay\/transactions\/codepay$/, '/pay/micropay'],
  [/^POST \/v3\/pay\/transactions\/(native|jsapi|h5)$/, '/pay/unifiedorder'],
  [/^GET \/v3\/pay\/transactions\/(id|out-trade-no)\/[^/]+$/, '/pay/orderquery'],
  [/^POST \/v3\/pay\/transactions\/out-trade-no\/[^/]+\/close$/, '/pay/closeorder'],
  [/^POST \/v3\/pay\/transactions\/out-trade-no\/[^/]+\/reverse$/, '/secapi/pay/reverse'],
  [/^POST \/v3\/refund\/domestic\/refunds$/, '/secapi/pay/refund'],
  [/^GET \/v3\/refund\/domestic\/refunds\/[^/]+$/, '/pay/refundquery'],
]

/** What a request to the wallets asks for, by the path that v2 has for it. */
export function deedOf({ method, url }: { readonly method: string, readonly url: string }): string {
  const { pathname } = new URL(url)
  return DEEDS.find(([form]) => form.test(`${method} ${pathname}`))?.[1] ?? pathname
}

interface Message {
  readonly [name: string]: unknown
  readonly amount?: Readonly<Record<string, unknown>>
  readonly payer?: Readonly<Record<string, unknown>>
}

/** The fields of a message of v3's, by the names that v2 has for them. */
export function asV2({ description, mchid, amount, payer, ...rest }: Message): Fields {
  const texts = { ...rest, ...payer, body: description, mch_id: mchid, total_fee: amount?.['total'], refund_fee: amount?.['refund'] }
  return Object.fromEntries(Object.entries(texts).flatMap(([name, value]) => (typeof value === 'string' || typeof value === 'number' ? [[name, String(value)]] : [])))
}

/** The same message with other fields, which are given by v2's names. */
export function changedAsV2(message: Message, { mch_id, total_fee, refund_fee, ...rest }: Readonly<Record<string, string>>): object {
  return {
    ...message,
    ...rest,
    ...(mch_id !== undefined && { mchid: mch_id }),
    ...((total_fee ?? refund_fee) !== undefined && { amount: { ...message.amount, ...(total_fee !== undefined && { total: Number(total_fee) }), ...(refund_fee !== undefined && { refund: Number(refund_fee) }) } }),
  }
}
