/** What a checkout needs of a server. A shop plugs its own in by writing one object of this shape. */
import type { JssdkConfig } from '../bridges/weixin-host'
import type { GatewayType } from '../core/gateways'
import { closingBy, type Attempt } from '../core/machine'
import type { Fen } from '../core/money'
import type { Order, OrderAnswer, OrderRef, Presentation } from '../core/order'
import type { CheckedGoods } from '../core/request'
import type { Clock } from '../runtime/clock'
import type { Stop } from '../runtime/page'
import type { Listen } from '../runtime/push'
import type { TransportAnswer } from '../runtime/transport'

/** What a backend can do; the checkout works, with less, when each is absent. */
export interface BackendSupports {
  /** It keeps `client_token` and echoes it: repeating a create finds the same order. */
  readonly token: boolean
  readonly close: boolean
  readonly reverse: boolean
  /** It tells how long an order lives. Without it: no countdown, and nothing is called expired. */
  readonly expiry: boolean
  readonly push: boolean
}

/** What an attempt asks to be paid. */
export type CreateRequest = CheckedGoods & {
  readonly gateway: GatewayType
  /** The payer's payment code, in the scan flow: the create is the charge. To be sent on, and kept nowhere. */
  readonly authCode?: string | undefined
}

/** An order that the backend made, or found again by the attempt's token. */
export interface CreatedOrder extends Omit<OrderAnswer, 'status'> {
  /** Absent means pending. */
  readonly status?: string | undefined
  /** What the server charges; it wins over what the page asked. */
  readonly amountFen?: Fen | undefined
  /** What the payer needs; absent only where that is nothing: in the scan flow, and for an order that is paid (a free one, say). */
  readonly show?: Presentation | undefined
  /** Where nudges about the order come from. Only with `supports.push`. */
  readonly eventsUrl?: string | undefined
}

/** What became of a wish to close or to reverse: done, refused because it was paid, refused for now, or under way at the backend. */
export type CloseResult =
  | { readonly result: 'closed' | 'paid' | 'under-way' }
  | { readonly result: 'not-yet'; readonly retryInMs?: number | undefined }

/** What the checkout lends a backend to listen with. */
export interface PushContext {
  /** Where the order's nudges come from, as its create told. */
  readonly eventsUrl?: string | undefined
  readonly listen: Listen
  readonly clock: Clock
  /** Tells whether nudges come through at present. While they do, asking is slower; a backend that never tells is asked at full rate. */
  readonly onLive: (isLive: boolean) => void
}

/** What the checkout lends a backend for one call. */
export interface BackendContext {
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal
  /**
   * Sends a request over the client's transport, with its time-out. Resolves for any HTTP status; rejects with HError 600 or 601
   * where no answer came.
   */
  readonly send: (request: { method: 'GET' | 'POST'; url: string; headers?: Record<string, string>; json?: unknown }) => Promise<TransportAnswer>
}

/** A server behind a checkout. Methods reject with an HError: a 4xx code is a definite refusal, anything else is "no answer". */
export interface Backend {
  /** Keeps what is remembered of two backends apart, such as `mincloud:demo`. */
  readonly scope: string
  /** Its own origin, where it has one: plain http to the same host is allowed to send the payer to. */
  readonly origin?: string | undefined
  /** The ways of paying that it offers. */
  readonly gateways: readonly GatewayType[]
  /** Whether it prices the goods itself: a page's own amount is then only what is shown until the server's is there, and may be zero. */
  readonly prices?: boolean | undefined
  readonly supports: BackendSupports
  /** Makes the attempt's order. With `supports.token` the same `attempt.clientToken` must give the same order. */
  create(request: CreateRequest, attempt: Attempt, context: BackendContext): Promise<CreatedOrder>
  /** What is known of an order; undefined where the backend knows none. */
  find(ref: OrderRef, context: BackendContext): Promise<OrderAnswer | undefined>
  /** Ends an order that nobody paid. Only with `supports.close`. */
  close?(ref: OrderRef, context: BackendContext): Promise<CloseResult>
  /** Takes a charge of a payment code back. Only with `supports.reverse`. */
  reverse?(ref: OrderRef, context: BackendContext): Promise<CloseResult>
  /** What goods cost, where the server prices them. */
  quote?(request: CreateRequest, context: BackendContext): Promise<{ readonly amountFen: Fen }>
  /** What `wx.config` takes for a page of this address. Only the JSAPI way by `wx.chooseWXPay` asks for it. */
  jssdkCredentials?(url: string, context: BackendContext): Promise<JssdkConfig>
  /** Listens for nudges about an order. What they carry is not trusted: each only asks `find` again. Only with `supports.push`. */
  push?(ref: OrderRef, onNudge: () => void, context: PushContext): Stop
}

/** How a backend ends an order of that gateway: it is closed, or the charge of a payment code reversed; undefined where it can't. */
export function endingAt(backend: Backend, gatewayType: GatewayType): Backend['close'] {
  const how = closingBy({ gatewayType })
  return backend.supports[how] ? backend[how]?.bind(backend) : undefined
}

/** By what an order is found, with the attempt's token beside its numbers. */
export const refOf = (attempt: Attempt, order?: Order): OrderRef => ({
  tradeNo: order?.tradeNo,
  transactionNo: order?.transactionNo,
  clientToken: attempt.clientToken,
})
