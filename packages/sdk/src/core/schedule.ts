/** When to ask next. Pure: instants and durations in, a delay out. */
import { isNumber } from './json'

const S = 1_000
const MIN = 60 * S

/** The watch's window: at its end the order is checked once, then watched slowly. */
export const WINDOW_MS = 200 * S
/** A payer who comes back is asked for at full rate for at least this long. */
const RETURN_BOOST_MS = 60 * S

const FULL_RATE_MS = 3 * S
const PUSH_RATE_MS = 20 * S
const HIDDEN_RATE_MS = 60 * S
const SLOW_RATE_MS = 30 * S
const SHORTEST_WISH_MS = 1 * S
const LONGEST_WISH_MS = 60 * S
const BACKOFF_CAP_MS = 30 * S
/** How long an order is watched past its expiry, and how long in all where the expiry is unknown. */
const AFTER_EXPIRY_MS = 5 * MIN
const UNKNOWN_EXPIRY_MS = 120 * MIN

/** Rate by the order's age: up to `until`, every `every` ms. */
const STAGES = [
  { until: 60 * S, every: FULL_RATE_MS },
  { until: 120 * S, every: 6 * S },
  { until: WINDOW_MS, every: 10 * S },
  { until: 10 * MIN, every: SLOW_RATE_MS },
  { until: Infinity, every: 120 * S },
] as const

/** What the next ask depends on. Instants are ms since the epoch on one clock. */
export interface ScheduleInput {
  readonly now: number
  /** When this page began to watch the order. */
  readonly startedAt: number
  /** When it can't be paid any more, where known. */
  readonly expiresAt?: number | undefined
  /** When the payer last came back from a wallet or another tab. */
  readonly returnedAt?: number | undefined
  /** Failed asks in a row. */
  readonly failures: number
  /** The server's wish (`Retry-After`, `next_poll_ms`). */
  readonly hintMs?: number | undefined
  readonly hidden: boolean
  readonly online: boolean
  /** A push connection is open: it nudges, so asking is slower. */
  readonly push: boolean
  /** The scan flow never pauses. */
  readonly scan: boolean
  /** How long another tab that asks for the same order is trusted to tell of its next answer; then this one asks for itself. */
  readonly mirroredMs?: number | undefined
  /** An attempt that isn't shown any more: slow from the start. */
  readonly slow: boolean
  /** 0 ≤ random < 1, for jitter. */
  readonly random: number
}

/** The instant after which an order is not watched any more by itself. */
export const watchEndsAt = ({ startedAt, expiresAt }: Pick<ScheduleInput, 'startedAt' | 'expiresAt'>): number =>
  !isNumber(expiresAt) ? startedAt + UNKNOWN_EXPIRY_MS : Math.max(expiresAt, startedAt) + AFTER_EXPIRY_MS

function rate(input: ScheduleInput): number | undefined {
  const age = input.now - input.startedAt
  const boosted = input.returnedAt !== undefined && Math.abs(input.now - input.returnedAt) < RETURN_BOOST_MS
  const stage = STAGES.find(({ until }) => age < until)?.every ?? SLOW_RATE_MS
  if (input.scan) return Math.min(stage, SLOW_RATE_MS)
  if (input.hidden) return age >= WINDOW_MS && !boosted ? undefined : input.push ? PUSH_RATE_MS : HIDDEN_RATE_MS
  if (boosted) return FULL_RATE_MS
  if (input.slow) return Math.max(stage, SLOW_RATE_MS)
  return input.push && age < WINDOW_MS ? PUSH_RATE_MS : stage
}

/** Scattered by a tenth to both sides; a server's wish is only ever exceeded, and does not speed up what is slowed down. */
function jittered({ hintMs, hidden, slow, online, failures, random }: ScheduleInput, own: number): number {
  if (!isNumber(hintMs)) return Math.round(own * (0.9 + 0.2 * random))
  const isSlowed = hidden || slow || !online || failures > 0
  return Math.round(Math.max(clampWish(hintMs), isSlowed ? own : 0) * (1 + 0.1 * random))
}

/** A server's wish (`Retry-After`, `next_poll_ms`) as it is obeyed: between one second and a minute. */
export const clampWish = (wishMs: number): number => Math.min(Math.max(wishMs, SHORTEST_WISH_MS), LONGEST_WISH_MS)

/**
 * Milliseconds until the next ask, or undefined where nothing is asked by itself any more (the watch has ended, or it is past
 * its window and hidden): a wake-up or the payer asks then. Never runs past the window's end, the order's expiry, or the end of the watch.
 */
export function nextDelay(input: ScheduleInput): number | undefined {
  const endsAt = watchEndsAt(input)
  const every = rate(input)
  // Past its end it is only asked on where the last ask got no answer: what became of it is not known yet.
  const isOver = input.now >= endsAt && (input.failures === 0 || (input.hidden && !input.scan))
  if (every === undefined || isOver) return undefined
  const backedOff = Math.min(every * 2 ** Math.max(0, input.failures - 1), Math.max(every, BACKOFF_CAP_MS))
  const slowed = input.online ? backedOff : Math.max(backedOff, BACKOFF_CAP_MS)
  const own = Math.max(jittered(input, slowed), input.mirroredMs ?? 0)
  return Math.min(own, ...milestones(input, endsAt).map((at) => at - input.now))
}

/** The instants still to come at which the order is asked whatever the rate: the window's end, the expiry, the end of the watch. */
const milestones = ({ now, startedAt, expiresAt }: ScheduleInput, endsAt: number): number[] =>
  [startedAt + WINDOW_MS, expiresAt, endsAt].filter(isNumber).filter((at) => at > now)
