import type { Context } from 'hono'
import { gateways } from '../gateways'
import type { Merchant } from '../merchant'
import { WalnutError } from './err-codes'
import { FREE, payTypes } from './pay-types'
import { own } from './settings'

/** A way of paying, and who is paid. */
export interface Way { readonly payTp: string, readonly target: string }

/**
 * The way of paying that a request names, and the seller of that kind.
 * @throws {WalnutError} it names none, the shop has no seller for it, or no account at its provider
 */
export function wayOf(value: unknown, merchant: Merchant): Way {
  const { sellers } = merchant.walnut.settings
  if (Object.keys(sellers).length === 0) throw new WalnutError('e.www.order.nil.sellers')
  if (typeof value !== 'string' || value.trim() === '') throw new WalnutError('e.www.order.nil.pay_tp')
  const [prefix = ''] = value.split('.')
  if (prefix === '') throw new WalnutError('e.www.order.nil.pay_tp_prefix')
  const target = own(sellers, prefix)
  if (!target || value === FREE) throw new WalnutError('e.www.order.invalid.pay_tp')
  return { payTp: payTpOf(value, merchant), target }
}

/** A way of paying that can be taken here. @throws {WalnutError} there is none of this name, or no account for it */
export function payTpOf(value: string, { providers }: Merchant): string {
  const payType = payTypes.get(value)
  if (!payType?.gatewayType) throw new WalnutError('e.www.order.invalid.pay_tp')
  const provider = gateways.get(payType.gatewayType)?.provider
  if (!provider || !providers[provider]) throw new WalnutError('e.pay.no3x')
  return value
}

/**
 * The payment code of a request, where its way of paying needs one. It travels in the body alone: an address is written to logs
 * on its way.
 * @throws {WalnutError} it is missing, is none, or stands in the address
 */
export function payCodeOf(c: Context, payTp: string, body: Readonly<Record<string, unknown>>, { providers }: Merchant): string | null {
  const payType = payTypes.get(payTp)
  const gateway = payType?.gatewayType ? gateways.get(payType.gatewayType) : undefined
  if (c.req.query('pay_code') !== undefined) throw new WalnutError('e.pay.send.invalid.payCode')
  if (gateway?.flow !== 'scan') return null
  const code = body['pay_code']
  // What was sent is not repeated: it may be somebody's payment code.
  if (typeof code !== 'string' || !providers[gateway.provider]?.authCode.form.test(code)) throw new WalnutError('e.pay.send.invalid.payCode')
  return code
}
