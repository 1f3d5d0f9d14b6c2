const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** How long WeChat Pay waits before each further try of a notify, after the first one at once: 24 h 4 min in all. */
export const NOTIFY_LADDER_MS: readonly number[] = [
  15 * SECOND, 15 * SECOND, 30 * SECOND,
  3 * MINUTE, 10 * MINUTE, 20 * MINUTE, 30 * MINUTE, 30 * MINUTE, 30 * MINUTE, 60 * MINUTE,
  3 * HOUR, 3 * HOUR, 3 * HOUR, 6 * HOUR, 6 * HOUR,
]

/** How long one try may take; less than the shortest step. */
export const NOTIFY_TIMEOUT_MS = 5 * SECOND
