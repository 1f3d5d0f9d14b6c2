/**
 * The tabs that watch one order: a visible one leads and asks, and tells the others what it read. They take that as a hint, as they take
 * a nudge: what is new they ask the backend for themselves, and while nothing is new they let the leader ask.
 */
import type { PayClient } from '../client'
import { isJsonObject, isNumber } from '../core/json'
import type { OrderRef } from '../core/order'
import type { Reading } from '../core/outcome'
import { untilAborted } from '../runtime/tabs'

/** Options of {@link createTabs}. */
export interface TabsOptions {
  /** Another tab has read something else than this one. */
  readonly onNews: () => void
  /** Another tab has read the same, or this one leads now. */
  readonly onTurn: (why: 'heard' | 'lead') => void
}

/** A leader that is later than this is gone, or frozen. */
const GRACE_MS = 3_000
const LONGEST_MS = 150_000

const wordOf = (reading: Reading | undefined): string => JSON.stringify(reading ?? null)

/** The company of one watch; alone until `join()`. */
export function createTabs({ backend, ports, user }: PayClient, ref: OrderRef, { onNews, onTurn }: TabsOptions) {
  const { clock, locks } = ports
  const name = ['baas-pay', 'order', backend.scope, user, ref.tradeNo ?? ref.transactionNo ?? ref.clientToken].join(':')
  let lead: AbortController | undefined
  let isLeading = false
  let word: string | undefined
  let heard: { at: number; forMs: number } | undefined

  const hear = (message: unknown) => {
    if (!isJsonObject(message)) return
    const nextMs = Number(message['nextMs'])
    heard = { at: clock.now(), forMs: Math.min(isNumber(nextMs) ? nextMs : 0, LONGEST_MS) + GRACE_MS }
    if (message['word'] === word) onTurn('heard')
    else onNews()
  }

  const channel = ports.channel(name, hear)

  return {
    /** How much longer this tab lets another one ask. */
    get mirroredMs() {
      const elapsedMs = heard ? clock.now() - heard.at : -1
      return isLeading || !heard || elapsedMs < 0 ? 0 : heard.forMs - elapsedMs
    },
    /** What this tab has read last, and when it asks next; `isHearsay`: because another tab said so. */
    tell(reading: Reading, nextMs: number | undefined, isHearsay: boolean) {
      word = wordOf(reading)
      if (!isHearsay) channel.post({ word, nextMs: nextMs ?? 0 })
    },
    /** A visible tab leads, one that is hidden or being left does not. */
    look(canLead: boolean) {
      if (!canLead) {
        lead?.abort()
        lead = undefined
        isLeading = false
      } else if (!lead) {
        const { signal } = (lead = new AbortController())
        void locks.request(`${name}:lead`, signal, async () => {
          if (signal.aborted) return
          isLeading = true
          onTurn('lead')
          await untilAborted(signal)
        })
      }
    },
    leave() {
      lead?.abort()
      channel.close()
    },
  }
}
