import { BASE62, randomText } from '../ports/random-text'
import { apply } from './apply'
import type { Caller } from './caller'
import { isScan, needsOpenid } from './gateways'
import type { Merchant } from './merchant'
import { MerchantError } from './merchant-error'
import type { Order } from './order'
import { fingerprintOf, type CreateRequest } from './order-request'
import { ProviderError } from './provider'
import { orderByToken, tokenScope } from './token'

/** Where a request comes from. */
export interface Origin { readonly caller: Caller, readonly ip: string }

/**
 * Creates an order and places it with its provider, or charges the payer's code. With a `client_token`, the same request again
 * gives the same order, and one that comes meanwhile waits for the same answer.
 * @throws {MerchantError} 400 the payer has no openid where one is needed; 409 the token was used for something else; 502 the
 * provider did not take the order, and none exists
 */
export function createOrder(request: CreateRequest, origin: Origin, merchant: Merchant): Promise<Order> {
  const { client_token: token } = request
  if (needsOpenid(request.order) && origin.caller.openid === null) return Promise.reject(noOpenid(request))
  if (token === null) return openOrder(request, origin, merchant)
  const scope = tokenScope(token, origin.caller)
  const fingerprint = fingerprintOf(request.order)
  const running = merchant.creations.get(scope)
  if (running) return running.fingerprint === fingerprint ? running.order : Promise.reject(tokenReused(token))
  // Nothing is awaited between the look and this entry, so that two requests can't both be the first.
  const order = createOnce(token, request, origin, merchant).finally(() => merchant.creations.delete(scope))
  merchant.creations.set(scope, { fingerprint, order })
  return order
}

async function createOnce(token: string, request: CreateRequest, origin: Origin, merchant: Merchant): Promise<Order> {
  const known = await orderByToken(token, origin.caller, merchant)
  if (!known) return openOrder(request, origin, merchant)
  if (fingerprintOf(known) !== fingerprintOf(request.order)) throw tokenReused(token)
  // A charge is never repeated, even if its answer died with an earlier process.
  return known.state === 'creating' && !isScan(known) ? place(known, merchant) : known
}

function noOpenid({ order }: CreateRequest): MerchantError {
  return new MerchantError(400, `no openid: ${order.gateway_type} needs a payer who has logged in through WeChat (oauth-wechat-mp)`)
}

function tokenReused(token: string): MerchantError {
  return new MerchantError(409, 'token_reused: this client_token belongs to an order with another body', { error: 'token_reused', client_token: token })
}

async function openOrder(request: CreateRequest, origin: Origin, merchant: Merchant): Promise<Order> {
  const order = newOrder(request, origin, merchant)
  await merchant.orders.insert(order)
  return request.auth_code === null ? place(order, merchant) : charge(order, request.auth_code, merchant)
}

async function charge(order: Order, authCode: string, merchant: Merchant): Promise<Order> {
  let charged = order
  try {
    charged = await apply(order, await merchant.providerOf(order).charge(order, authCode), merchant)
    return charged
  } finally {
    // Whatever went wrong, the payer may have been charged.
    merchant.scans.watch(charged)
  }
}

async function place(order: Order, merchant: Merchant): Promise<Order> {
  try {
    return await apply(order, { type: 'place', shown: await merchant.providerOf(order).place(order) }, merchant)
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    await abandon(order, error, merchant)
    throw new MerchantError(502, `the order could not be placed: ${error.message}`)
  }
}

/** The client hears that there is no order, so that there must be none that could be paid. */
async function abandon(order: Order, error: ProviderError, merchant: Merchant): Promise<void> {
  merchant.log({ type: 'failure', wing: 'merchant', what: 'an order could not be placed', cause: error })
  await apply(order, { type: 'abandon' }, merchant)
  // A lost answer may hide an order. Nobody has seen its code, so that the client need not wait for this.
  if (error.code === undefined) merchant.providerOf(order).close(order).catch(() => {})
}

function newOrder({ order, client_token, preset }: CreateRequest, { caller, ip }: Origin, { clock, random, orderTtlMs }: Merchant): Order {
  const now = clock.now()
  return {
    ...order,
    id: randomText(random, BASE62, 32),
    state: 'creating',
    trade_no: randomText(random, BASE62, 32),
    trade_state: null,
    trade_state_desc: null,
    client_id: caller.clientId,
    user: caller.user,
    openid: caller.openid,
    client_token,
    events_nonce: randomText(random, BASE62, 32),
    ip_address: ip,
    created_at: now,
    updated_at: now,
    // Whole seconds, as the provider counts them.
    expires_at: Math.floor((now + orderTtlMs) / 1000) * 1000,
    shown: {},
    payment: null,
    refunds: [],
    is_reversing: false,
    ...preset,
  }
}
