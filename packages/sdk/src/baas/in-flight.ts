/** Identical calls in flight at once become one; each caller can leave without taking the others along. */
import { HError, type HErrorDetails } from '../errors'
import { abortReason } from '../runtime/clock'
import { TransportError } from '../runtime/transport'

/** What a caller who leaves is told of a call: its order so far, and whether it may be paid. */
export type Facts = Pick<HErrorDetails, 'mayHavePaid' | 'tradeNo' | 'transactionNo' | 'clientToken'>

/** One call under way. `signal` is aborted when its last caller has left; `facts` are the call's to fill in. */
export interface Flight {
  readonly signal: AbortSignal
  readonly facts: Facts
}

interface Running extends Flight {
  readonly abort: () => void
  result?: Promise<unknown>
  callers: number
}

/** A caller who left: the signal's own reason, unless money may have moved, which is more important to know. */
const leftBy = (signal: AbortSignal, { facts }: Flight): Error =>
  facts.mayHavePaid ? new HError(601, undefined, { ...facts, cause: new TransportError('aborted') }) : abortReason(signal)

/** Makes a board of running calls. What it returns joins the call that is running under a key, or starts it. */
export function createFlights() {
  const flights = new Map<string, Running>()
  return function fly<T>(key: string, signal: AbortSignal | undefined, start: (flight: Flight) => Promise<T>): Promise<T> {
    if (signal?.aborted) return Promise.reject(abortReason(signal))
    const forget = () => { if (flights.get(key) === flight) flights.delete(key) }
    const controller = new AbortController()
    const flight: Running = flights.get(key) ?? { signal: controller.signal, facts: {}, abort: () => controller.abort(), callers: 0 }
    flights.set(key, flight)
    flight.result ??= start(flight).finally(forget)
    flight.callers += 1
    return new Promise((resolve, reject) => {
      const leave = () => {
        reject(leftBy(signal as AbortSignal, flight))
        flight.callers -= 1
        if (flight.callers > 0) return
        forget()
        flight.abort()
      }
      signal?.addEventListener('abort', leave)
      void (flight.result as Promise<T>).then(resolve, reject).finally(() => signal?.removeEventListener('abort', leave))
    })
  }
}
