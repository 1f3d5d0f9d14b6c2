/** Where a page may send its payer, and where it may listen. Pure. */

function parse(address: unknown): URL | undefined {
  try {
    return typeof address === 'string' ? new URL(address) : undefined
  } catch {
    return undefined
  }
}

/**
 * An address that every reader reads alike: its scheme and a host of plain letters written out, without a user name, which would make one
 * site look like another, and without blanks, line breaks and backslashes, which a browser drops or turns into something else.
 */
const PLAIN = /^https?:\/\/[\w.:[\]-]+([/?#][^\s\\]{0,16000})?$/i

/** Origins that need not be the backend's: https by a name of plain letters, and this machine. */
const ANYBODY = /^https:(?!.*xn--)|^http:\/\/(127\.0\.0\.1|localhost|\[::1])(:|$)/

/**
 * Whether a payer may be sent to an address: https, or http on this machine or the backend's host. A name that stands for letters of another
 * script can look like a wallet's; only the backend's own host may be one, written as `xn--`.
 * @param backendOrigin the backend's own origin, where it has one.
 */
export function isSafeTarget(address: unknown, backendOrigin: string | undefined): boolean {
  const url = parse(address)
  if (!url || !PLAIN.test(String(address))) return false
  return url.hostname === parse(backendOrigin)?.hostname || ANYBODY.test(url.origin)
}

/** Whether an address is on the backend's own origin: nudges come from nowhere else. */
export function isOnOrigin(address: unknown, backendOrigin: string): boolean {
  const url = parse(address)
  return url !== undefined && url.origin === parse(backendOrigin)?.origin
}
