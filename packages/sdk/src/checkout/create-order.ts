/** Making an attempt's order, repeated after a lost answer only where that can't make a second one. */
import type { CreatedOrder, CreateRequest } from '../backends/port'
import type { PayClient } from '../client'
import type { Attempt } from '../core/machine'
import type { Order } from '../core/order'
import { readAnswer, type Reading } from '../core/outcome'
import { HError, isHError } from '../errors'
import { sleep } from '../runtime/clock'

/** What became of a create. */
export type CreateResult =
  | { readonly kind: 'created'; readonly order: Order; readonly reading: Reading; readonly paidAt?: string | number | undefined }
  | { readonly kind: 'refused' | 'lost'; readonly error: HError }

const REPEAT_PAUSES_MS = [1_000, 3_000]

/** 4xx is a definite refusal, except where the server only asks to come back; our own codes are about this page or its request. */
const LATER = new Set([408, 425, 429])
const NO_ANSWER = new Set([600, 601])

const isDefinite = ({ code }: HError): boolean =>
  (code >= 400 && code < 500 && !LATER.has(code)) || (code >= 600 && !NO_ANSWER.has(code))

const asHError = (error: unknown): HError =>
  isHError(error) ? error : new HError(608, 'payment failed: the backend broke', { retryable: true, cause: error })

/** The order as a checkout shows it; what is left of its life counts from the moment the request was sent. */
function toOrder(request: CreateRequest, created: CreatedOrder, sentAt: number): Order {
  return {
    tradeNo: created.tradeNo,
    transactionNo: created.transactionNo,
    amountFen: created.amountFen ?? request.amountFen,
    description: request.description,
    show: created.show,
    expiresAt: created.expiresInMs === undefined ? undefined : sentAt + created.expiresInMs,
  }
}

/**
 * Creates the attempt's order.
 * @param onTrouble called when an answer was lost and the create is being repeated.
 */
export async function createOrder(
  client: PayClient,
  options: { request: CreateRequest; attempt: Attempt; signal: AbortSignal; onTrouble: () => void },
): Promise<CreateResult> {
  const { request, attempt, signal, onTrouble } = options
  const { clock } = client.ports
  // Without a token the answer alone tells the order: a second request would be a second order.
  const pauses = client.backend.supports.token ? REPEAT_PAUSES_MS : []
  for (let repeat = 0; ; repeat += 1) {
    const sentAt = clock.now()
    try {
      const created = await client.backend.create(request, attempt, client.context('create', signal))
      const reading = readAnswer({ ...created, status: created.status ?? 'pending' })
      return { kind: 'created', order: toOrder(request, created, sentAt), reading, paidAt: created.paidAt }
    } catch (thrown) {
      const error = asHError(thrown)
      const pauseMs = pauses[repeat]
      if (isDefinite(error)) return { kind: 'refused', error }
      if (pauseMs === undefined || signal.aborted) return { kind: 'lost', error }
      onTrouble()
      await sleep(clock, Math.max(pauseMs, error.retryAfterMs ?? 0), signal).catch(() => undefined)
    }
  }
}
