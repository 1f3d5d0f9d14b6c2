import type { Context } from 'hono'
import { MerchantError } from './merchant-error'

/** On whose behalf a request is made. */
export interface Caller {
  readonly clientId: string
  /** Empty for a guest. */
  readonly user: string
}

/** Reads the caller from the headers. @throws {MerchantError} an unknown client id, or a login that is not known */
export function callerOf(c: Context, clientIDs: readonly string[]): Caller {
  const clientId = c.req.header('x-hydrogen-client-id')
  if (!clientId) throw new MerchantError(400, 'X-Hydrogen-Client-ID is missing')
  if (!clientIDs.includes(clientId)) throw new MerchantError(403, 'X-Hydrogen-Client-ID is not known here')
  // Nobody has logged in here, so that no token can be good. A bad one is never quietly a guest.
  if (c.req.header('authorization') !== undefined) throw new MerchantError(401, 'the login token is not valid; log in again')
  return { clientId, user: '' }
}
