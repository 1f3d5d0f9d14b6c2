/** What HTTP itself says of an answer, whoever's it is. */
import { asNumber } from '../core/json'
import type { TransportAnswer } from '../runtime/transport'

/** Statuses that refuse nothing: they only ask to come back. */
const LATER = new Set([408, 425, 429])

/** Whether a status leaves it open what became of the request, so that asking again can help. */
export const isRetryable = (status: number): boolean => status >= 500 || LATER.has(status)

/** `Retry-After` in milliseconds, where an answer has one in seconds. */
export const retryAfterMs = ({ headers }: Pick<TransportAnswer, 'headers'>): number | undefined => asNumber(Number(headers['retry-after']) * 1_000)
