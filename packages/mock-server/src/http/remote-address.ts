import type { Context } from 'hono'
import { isIP } from 'node:net'

interface AdapterBindings { readonly incoming?: { readonly socket?: { readonly remoteAddress?: string } } }

/**
 * The caller's address: the peer's, as a server adapter knows it, or this machine's own for a request in process. Where the
 * peer is a trusted proxy, the last address in its `X-Forwarded-For` that is none; what stands before it anyone can write.
 */
export function remoteAddress(c: Context, trustedProxies: readonly string[] = []): string {
  const bindings: AdapterBindings | undefined = c.env
  const peer = plain(bindings?.incoming?.socket?.remoteAddress ?? '127.0.0.1')
  if (!trustedProxies.includes(peer)) return peer
  const hops = (c.req.header('x-forwarded-for') ?? '').split(',').map((hop) => plain(hop.trim()))
  const caller = hops.findLast((hop) => !trustedProxies.includes(hop)) ?? ''
  return isIP(caller) > 0 ? caller : peer
}

/** An IPv4 address as such, where a socket for both kinds writes it as IPv6. */
const plain = (address: string): string => address.replace(/^::ffff:/, '')
