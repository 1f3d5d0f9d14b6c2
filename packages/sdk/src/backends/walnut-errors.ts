/** Walnut's errCodes (seeds 001 and 002, and its source), each with what it means to a page. */
import { HError, type HErrorDetails } from '../errors'
import type { TransportAnswer } from '../runtime/transport'
import { asJson, asText } from './mincloud-wire'

/** What a page can do: the code as HTTP would have it, and the advice. */
const KINDS = {
  login: [401, 'Log in again, and give the new ticket.'],
  notMine: [403, 'The ticket is another user\'s: log in as the one who ordered.'],
  absent: [404, 'Check the domain and the numbers of the goods and of the order.'],
  goods: [400, 'Check products: what there is, and how many of it.'],
  soldOut: [409, 'Offer fewer, or something else.'],
  way: [400, 'Offer another way of paying: walnut({ gateways }) lists those of this shop.'],
  shop: [400, 'The shop is not set up for this: see its sellers, accounts, price rules and targets on the server.'],
  buyer: [400, 'Say who buys: the ticket of a login, or the buyer of pay/create.'],
  address: [400, 'Send the address: fields of pay/buy.'],
  payCode: [400, 'Ask for a fresh payment code of this wallet.'],
  // The one before may still be paid, so that this refusal says nothing about the money.
  waiting: [425, 'The try before may still be paid: ask for the order until it is over.'],
} as const

const named = <P extends string, N extends string>(kind: keyof typeof KINDS, prefix: P, ...names: readonly N[]) =>
  Object.fromEntries(names.map((name) => [prefix + name, kind])) as Readonly<Record<`${P}${N}`, keyof typeof KINDS>>

const ORDER = 'e.www.order.'
const PAY = 'e.pay.'

const ERR_CODES = {
  ...named('login', 'e.www.api.auth.', 'nologin'),
  ...named('goods', ORDER, 'nil.products', 'nil_check.products', 'invalid.tp', 'price.NoMatchedItem'),
  ...named('goods', PAY, 'invalid.fee'),
  ...named('soldOut', ORDER, 'OutOfStore'),
  ...named('way', ORDER, 'nil.pay_tp', 'nil.pay_tp_prefix', 'invalid.pay_tp'),
  ...named('way', PAY, 'no3x'),
  ...named('shop', ORDER, 'nil.accounts', 'nil.sellers', 'price.LostProId', 'price.LostRule'),
  ...named('shop', PAY, 'outOfHome', 'noMatchSeller', 'weixin.noTarget'),
  ...named('buyer', ORDER, 'nil.buyer_id'),
  ...named('buyer', PAY, 'buyer.imperfect', 'invalid.buyer'),
  ...named('address', ORDER, 'nil.addr_ship'),
  // Walnut writes it so.
  ...named('absent', ORDER, 'noexits'),
  ...named('absent', 'e.', 'cmd.www.order.noexists', 'io.obj.noexists', 'pay.noexists', 'cmd.pay.re.noPoId', 'www.pay.noOrder', 'www.pay.noPayId'),
  ...named('notMine', 'e.', 'www.paycheck.NotMine', 'pay.nopvg'),
  ...named('payCode', PAY, 'send.invalid.payCode'),
  ...named('waiting', 'e.www.pay.', 'waiting'),
} as const

/** An errCode that Walnut documents: what `errCode` of an HError says. */
export type WalnutErrCode = keyof typeof ERR_CODES

/** Every errCode that Walnut documents. */
export const walnutErrCodes = Object.keys(ERR_CODES) as WalnutErrCode[]

const isKnown = (errCode: string | undefined): errCode is WalnutErrCode => errCode !== undefined && Object.prototype.hasOwnProperty.call(ERR_CODES, errCode)

const LATER = new Set([408, 425, 429])

const milliseconds = (value: unknown): number | undefined => (typeof value === 'number' && Number.isFinite(value) ? value : undefined)

const seconds = (value: string | undefined): number | undefined => (value === undefined ? undefined : milliseconds(Number(value) * 1_000))

/**
 * The HError of an answer that is not `{ ok: true }`. A documented errCode is a definite refusal, but for `e.www.pay.waiting`; one that
 * nobody documents says nothing about the order: code 500, retryable.
 */
export function walnutRefusal({ status, headers, data }: TransportAnswer): HError {
  const body = asJson(data)
  const errCode = asText(body?.['errCode'])
  const [code, hint] = isKnown(errCode) ? KINDS[ERR_CODES[errCode]] : [status < 300 ? 500 : status, undefined]
  const retryAfterMs = milliseconds(asJson(body?.['data'])?.['next_poll_ms']) ?? seconds(headers['retry-after'])
  const details: HErrorDetails = { hint, errCode, retryable: code >= 500 || LATER.has(code), mayHavePaid: code === 425, retryAfterMs }
  return new HError(code, asText(body?.['msg']) ?? errCode, details)
}
