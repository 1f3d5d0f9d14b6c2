import type { Context } from 'hono'
import type { Caller } from '../caller'
import { userOfToken } from '../login/session'
import type { Merchant } from '../merchant'
import { WalnutError } from './err-codes'

const TICKET = /^[0-9A-Za-z]{1,128}$/

/**
 * Who makes a request: the user whose ticket it shows, or a guest of the domain without one. A ticket is the token of a login,
 * and a domain is a client id.
 * @throws {WalnutError} there is no such domain; the ticket is nobody's, which is never quietly a guest
 */
export async function visitorOf(c: Context, merchant: Merchant): Promise<Caller> {
  return visitorWith(c.req.query('ticket'), domainOf(c, merchant), merchant)
}

/** The user whose ticket a request shows. @throws {WalnutError} it shows none that is good */
export async function ownerOf(c: Context, merchant: Merchant): Promise<Caller> {
  const visitor = await visitorOf(c, merchant)
  if (visitor.user === '') throw new WalnutError('e.www.api.auth.nologin')
  return visitor
}

/** The domain in a path. @throws {WalnutError} there is none of that name */
export function domainOf(c: Context, { clientIDs }: Merchant): string {
  const domain = c.req.param('domain') ?? ''
  if (!clientIDs.includes(domain)) throw new WalnutError('e.io.obj.noexists')
  return domain
}

/** The visitor who shows this ticket, or none. @throws {WalnutError} the ticket is nobody's */
export async function visitorWith(ticket: unknown, clientId: string, merchant: Merchant): Promise<Caller> {
  if (ticket === undefined) return { clientId, user: '', openid: null }
  const user = typeof ticket === 'string' && TICKET.test(ticket) ? await userOfToken(ticket, clientId, merchant) : undefined
  if (!user) throw new WalnutError('e.www.api.auth.nologin')
  const { appid } = await merchant.wechat.account()
  return { clientId, user: user.id, openid: user.appid === appid ? user.openid : null }
}
