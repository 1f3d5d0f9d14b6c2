/** A payment code that a backend repeats goes no further. Pure. */
import { HError } from '../errors'

/** The same error without the payment code, should the backend have repeated it. */
export function withoutCode(error: HError, authCode: string): HError {
  const { code, message, errCode, hint, retryable, retryAfterMs } = error
  if (![message, errCode, hint].join(' ').includes(authCode)) return error
  return new HError(code, 'the backend repeated the payment code, which is left out', { errCode: errCode?.split(authCode).join(''), retryable, retryAfterMs })
}
