/** Making an attempt's order, repeated after a lost answer only where that can't make a second one. */
import { isRetryable } from '../backends/http'
import type { BackendSupports, CreatedOrder, CreateRequest } from '../backends/port'
import type { PayClient } from '../client'
import { gateways, isScan } from '../core/gateways'
import { isNumber } from '../core/json'
import type { Attempt } from '../core/machine'
import type { Order } from '../core/order'
import { readAnswer, type Reading } from '../core/outcome'
import { clampWish } from '../core/schedule'
import { isSafeTarget } from '../core/target'
import { HError, isHError, type HErrorDetails } from '../errors'
import { sleep } from '../runtime/heard'

/** What became of a create. */
export type CreateResult =
  | { readonly kind: 'created'; readonly order: Order; readonly reading: Reading; readonly paidAt?: string | number | undefined }
  | { readonly kind: 'refused' | 'lost'; readonly error: HError }

const REPEAT_PAUSES_MS = [1_000, 3_000]

/** 4xx is a definite refusal, except where the server only asks to come back; our own codes are about this page or its request. */
const isDefinite = ({ code, retryable }: HError): boolean => (code < 600 ? code >= 400 && !isRetryable(code) : !retryable)

const broken = (what: string, details: HErrorDetails): HError => new HError(608, `payment failed: ${what}`, details)

/** A backend's own exception says nothing about the order. Its properties can hold a request, so only its words are kept. */
const asHError = (error: unknown): HError =>
  isHError(error) ? error : broken(`the backend broke (${String(error)})`, { retryable: true })

/** What the answer must have, lest a code is shown whose payment nobody could hear of. */
function check(created: CreatedOrder, reading: Reading, { attempt, supports, origin }: { attempt: Attempt; supports: BackendSupports; origin: string | undefined }): void {
  const { tradeNo, transactionNo, clientToken, show } = created
  const numbers = { tradeNo, transactionNo }
  if (supports.token && clientToken !== undefined && clientToken !== attempt.clientToken) {
    throw broken('the answer is about another client_token', { retryable: true })
  }
  if (!(tradeNo ?? transactionNo) && !supports.token) {
    // Not a refusal: a charge may have been made.
    throw broken('the answer has no order number', { retryable: true, hint: 'The backend must answer trade_no or transaction_no.' })
  }
  if (show?.flow === 'redirect' && !isSafeTarget(show.url, origin)) {
    throw broken('the payment page has no safe address', { ...numbers, hint: 'The backend must answer an https address.' })
  }
  const { carries } = gateways[attempt.gatewayType]
  if (show || reading.kind === 'paid' || carries === 'none') return
  throw broken(`the answer has no ${carries}`, { ...numbers, hint: `The backend must answer ${carries} for ${attempt.gatewayType}.` })
}

/** An order as a checkout shows it, of what was asked and what the backend told. */
export const toOrder = ({ amountFen, description, gateway }: Pick<CreateRequest, 'amountFen' | 'description' | 'gateway'>, told: Omit<CreatedOrder, 'status'>, expiresAt?: number): Order => ({
  tradeNo: told.tradeNo,
  transactionNo: told.transactionNo,
  amountFen: told.amountFen ?? amountFen,
  description,
  show: told.show ?? { flow: isScan(gateway) ? 'scan' : 'none' },
  expiresAt,
  eventsUrl: told.eventsUrl,
})

/**
 * Creates the attempt's order.
 * @param onTrouble called when an answer was lost and the create is being repeated.
 */
export async function createOrder(
  client: PayClient,
  options: { request: CreateRequest; attempt: Attempt; signal: AbortSignal; onTrouble: () => void },
): Promise<CreateResult> {
  const { request, attempt, signal, onTrouble } = options
  const { backend, ports: { clock } } = client
  // Without a token the answer alone tells the order: a second request would be a second order. A charge is never sent again.
  const pauses = backend.supports.token && !isScan(attempt.gatewayType) ? REPEAT_PAUSES_MS : []
  for (let repeat = 0; ; repeat += 1) {
    const sentAt = clock.now()
    try {
      const answer = await client.call('create', signal, (context) => backend.create(request, attempt, context))
      const created = backend.supports.expiry ? answer : { ...answer, expiresInMs: undefined }
      const reading = readAnswer({ ...created, status: created.status ?? 'pending' })
      check(created, reading, { attempt, supports: backend.supports, origin: backend.origin })
      // What is left of its life counts from the moment the request was sent.
      const expiresAt = isNumber(created.expiresInMs) ? sentAt + created.expiresInMs : undefined
      return { kind: 'created', order: toOrder(request, created, expiresAt), reading, paidAt: created.paidAt }
    } catch (thrown) {
      const error = asHError(thrown)
      const pauseMs = pauses[repeat]
      // A refusal of the repeat does not say that the first one was not heard.
      if (isDefinite(error) && repeat === 0) return { kind: 'refused', error }
      if (pauseMs === undefined || error.mayHavePaid || signal.aborted) return { kind: 'lost', error }
      onTrouble()
      await sleep(clock, Math.max(pauseMs, clampWish(error.retryAfterMs ?? 0)), signal).catch(() => undefined)
    }
  }
}
