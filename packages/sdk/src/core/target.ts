/** Where a page may send its payer, and where it may listen. Pure. */

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]'])

function parse(address: unknown): URL | undefined {
  try {
    return typeof address === 'string' ? new URL(address) : undefined
  } catch {
    return undefined
  }
}

/**
 * Whether a payer may be sent to an address: https, or http on this machine or the backend's host, and without a user name, which
 * would make one site look like another.
 * @param backendOrigin the backend's own origin, where it has one.
 */
export function isSafeTarget(address: unknown, backendOrigin: string | undefined): boolean {
  const url = parse(address)
  if (!url || url.username !== '' || url.password !== '') return false
  if (url.protocol === 'https:') return true
  return url.protocol === 'http:' && (LOOPBACK.has(url.hostname) || url.hostname === parse(backendOrigin)?.hostname)
}

/** Whether an address is on the backend's own origin: nudges come from nowhere else. */
export function isOnOrigin(address: unknown, backendOrigin: string): boolean {
  const url = parse(address)
  return url !== undefined && url.origin === parse(backendOrigin)?.origin
}
