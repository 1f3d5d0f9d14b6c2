import { BaaS, createPayClient, HError, minCloud, type Backend, type PayClient, type PayClientOptions } from '@baas-pay/sdk'
import { walnut, type WalnutOptions } from '@baas-pay/sdk/walnut'
import { isWalnut } from './backend'
import { guestTicket } from './login/guest-ticket'
import type { Session } from './login/session'
import { clientID, servers } from './servers'

const host = servers.merchant

/** Seed 004's backend. Without a token a guest pays. */
const asMinCloud = (token?: string): Backend => minCloud({ clientID, host, extensions: true, ...(token === undefined ? {} : { token }) })

/** Seeds 000 to 002's. It knows its payers by a ticket; what `wx.config` takes is MinCloud's to give, since Walnut has no call for it. */
function asWalnut(options: Pick<WalnutOptions, 'ticket' | 'openid'>, token?: string): Backend {
  const official = asMinCloud(token)
  return {
    ...walnut({ host, domain: clientID, extensions: true, ...options }),
    jssdkCredentials: (url, context) => official.jssdkCredentials?.(url, context) ?? Promise.reject(new HError(611)),
  }
}

/** Who pays without a login: the shop's customers. */
export const client = createPayClient({ backend: isWalnut ? asWalnut({ ticket: guestTicket }) : asMinCloud() })

/** What a page may add to the client of whoever is logged in. */
export interface ClientOfOptions extends Omit<PayClientOptions, 'backend' | 'user'> {
  /** Walnut then prepares the payment in the official account for it (seed 002). */
  readonly openid?: string | undefined
}

/** Whoever is logged in pays, and owns the orders. */
export function clientOf({ uid, token }: Session, { openid, ...ports }: ClientOfOptions = {}): PayClient {
  const backend = isWalnut ? asWalnut({ ticket: token, ...(openid === undefined ? {} : { openid }) }, token) : asMinCloud(token)
  return createPayClient({ ...ports, backend, user: uid })
}

// The documented API takes the login token from where MinCloud's own login leaves it.
BaaS.init(clientID, { host })

/** The virtual phone's page. */
export const phoneHome = `${servers.wallets}/phone`

/** The virtual phone, with a code in front of its camera. It travels behind the #, so that no server log has it. */
export const phoneUrl = (content: string): string => `${phoneHome}#content=${encodeURIComponent(content)}`
