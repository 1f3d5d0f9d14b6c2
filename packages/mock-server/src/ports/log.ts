/** Something that happened, without a key, a token, a query string or a payment code in it. */
export type LogEvent =
  | { readonly type: 'request', readonly wing: 'merchant' | 'wallets', readonly method: string, readonly path: string, readonly status: number }
  | { readonly type: 'notify', readonly outTradeNo: string, readonly attempt: number, readonly result: 'acknowledged' | 'refused' | 'unreachable' | 'given-up' | 'host-not-allowed' }
  | { readonly type: 'failure', readonly wing: 'merchant' | 'wallets', readonly what: string, readonly cause: unknown }

/** Takes what happened. The default drops it. */
export type Log = (event: LogEvent) => void
