/** An answer other than 2xx, in MinCloud's form: `error_msg` and what belongs to it. */
export class MerchantError extends Error {
  override readonly name = 'MerchantError'
  constructor(readonly status: 400 | 401 | 403 | 404 | 409 | 415 | 425 | 502 | 503, message: string, readonly details: Readonly<Record<string, unknown>> = {}) {
    super(message)
  }
}
