/** Walnut's errCodes (seeds 001 and 002, and its source), each with what it means to a page. */
import { asNumber } from '../core/json'
import { HError } from '../errors'
import type { TransportAnswer } from '../runtime/transport'
import { isRetryable, retryAfterMs } from './http'
import { asJson, asText } from './mincloud-wire'

/** What a page can do: the code as HTTP would have it, and the advice. */
const KINDS = {
  login: [401, 'Log in again.'],
  notMine: [403, 'Log in as the buyer.'],
  absent: [404, 'Check the numbers.'],
  request: [400, 'Check the request.'],
  soldOut: [409, 'Offer fewer.'],
  shop: [400, 'Set up the shop.'],
  payCode: [400, 'Ask for a new code.'],
  // The one before may still be paid, so that this refusal says nothing about the money.
  waiting: [425, 'Ask for the order again.'],
} as const

/** The codes by what stands before them. */
const ERR_CODES = {
  'e.www.api.auth.': { nologin: 'login' },
  'e.www.order.': {
    'nil.products': 'request', 'nil_check.products': 'request', 'invalid.tp': 'request', 'price.NoMatchedItem': 'request', OutOfStore: 'soldOut',
    'nil.pay_tp': 'request', 'nil.pay_tp_prefix': 'request', 'invalid.pay_tp': 'request', 'nil.buyer_id': 'request', 'nil.addr_ship': 'request',
    'nil.accounts': 'shop', 'nil.sellers': 'shop', 'price.LostProId': 'shop', 'price.LostRule': 'shop',
    // Walnut writes it so.
    noexits: 'absent',
  },
  'e.pay.': {
    'invalid.fee': 'request', no3x: 'request', 'buyer.imperfect': 'request', 'invalid.buyer': 'request', noexists: 'absent', nopvg: 'notMine',
    outOfHome: 'shop', noMatchSeller: 'shop', 'weixin.noTarget': 'shop', 'send.invalid.payCode': 'payCode',
  },
  'e.www.pay.': { waiting: 'waiting', noOrder: 'absent', noPayId: 'absent' },
  'e.www.paycheck.': { NotMine: 'notMine' },
  'e.cmd.': { 'www.order.noexists': 'absent', 'pay.re.noPoId': 'absent' },
  'e.io.obj.': { noexists: 'absent' },
} as const satisfies Record<string, Record<string, keyof typeof KINDS>>

type Codes = typeof ERR_CODES
/** An errCode that Walnut documents: what `errCode` of an HError says. */
export type WalnutErrCode = { [P in keyof Codes]: `${P}${keyof Codes[P] & string}` }[keyof Codes]

const kindOf = new Map<string, keyof typeof KINDS>(
  Object.entries(ERR_CODES).flatMap(([prefix, codes]) => Object.entries(codes).map(([code, kind]) => [prefix + code, kind] as const)),
)

/** Every errCode that Walnut documents. */
export const walnutErrCodes = /* @__PURE__ */ Array.from(kindOf.keys()) as WalnutErrCode[]

/**
 * The HError of an answer that is not `{ ok: true }`. A documented errCode is a definite refusal, but for `e.www.pay.waiting`; one that
 * nobody documents says nothing about the order: code 500, retryable.
 */
export function walnutRefusal(answer: TransportAnswer): HError {
  const { status, data } = answer
  const body = asJson(data)
  const errCode = asText(body?.['errCode'])
  const kind = kindOf.get(errCode ?? '')
  const [code, hint] = kind ? KINDS[kind] : [status < 300 ? 500 : status, undefined]
  return new HError(code, asText(body?.['msg']) ?? errCode, {
    hint, errCode, retryable: isRetryable(code), mayHavePaid: code === 425,
    retryAfterMs: asNumber(asJson(body?.['data'])?.['next_poll_ms']) ?? retryAfterMs(answer),
  })
}
