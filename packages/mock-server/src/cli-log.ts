import type { LogEvent } from './ports/log'

/** When a line is written, and what must not be in it. */
interface Circumstances { readonly now: number, readonly secrets: readonly string[] }

/**
 * One line of JSON for whoever watches a server that moves real money: what failed, and notifies that were refused. Requests
 * that were answered are left to the proxy in front.
 */
export function lineOf(event: LogEvent, { now, secrets }: Circumstances): string | undefined {
  if (event.type === 'request') return undefined
  const told = event.type === 'failure' ? { ...event, cause: event.cause instanceof Error ? event.cause.message : 'unknown' } : event
  const line = JSON.stringify({ at: new Date(now).toISOString(), ...told })
  return secrets.reduce((text, secret) => text.replaceAll(secret, '•••'), line)
}
