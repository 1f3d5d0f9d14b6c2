import type { Context } from 'hono'

interface AdapterBindings { readonly incoming?: { readonly socket?: { readonly remoteAddress?: string } } }

/** The peer's address, as a server adapter knows it; this machine's own for a request in process. */
export function remoteAddress(c: Context): string {
  const bindings: AdapterBindings | undefined = c.env
  return (bindings?.incoming?.socket?.remoteAddress ?? '127.0.0.1').replace(/^::ffff:/, '')
}
