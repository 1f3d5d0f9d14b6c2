/** How long Alipay is waited for when it makes, charges, closes, cancels or refunds an order. */
export const CALL_TIMEOUT_MS = 10_000
/** How long it is waited for when it is only asked. */
export const QUERY_TIMEOUT_MS = 5_000
