import { request as requestByTls } from 'node:https'
import { createSecureContext } from 'node:tls'
import type { Http } from './http'

/** A client certificate and its private key, in PEM, with which a provider knows the merchant at the other end of the wire. */
export interface ClientCertificate {
  readonly cert: string
  readonly key: string
  /** Who vouches for the server, in PEM. @default what Node.js trusts */
  readonly ca?: string | undefined
}

/** The pair, if both were read, are PEM, and belong together. */
export function certificateOf({ cert, key }: { readonly cert: string | undefined, readonly key: string | undefined }): ClientCertificate | undefined {
  if (!cert || !key) return undefined
  try {
    createSecureContext({ cert, key })
    return { cert, key }
  } catch {
    return undefined
  }
}

/**
 * Sends a provider's requests that give money back with the certificate that they need, WeChat Pay's `/secapi` unless `paths` says
 * which; all others by `http`. Over plain http, which a test may use on its own machine, there is nothing to show it to.
 */
export function withClientCertificate(http: Http, certificate: ClientCertificate, paths: RegExp = /\/secapi\//): Http {
  return (request) => {
    const { protocol, pathname } = new URL(request.url)
    return protocol === 'https:' && paths.test(pathname) ? send(request, certificate) : http(request)
  }
}

async function send(request: Request, certificate: ClientCertificate): Promise<Response> {
  const body = Buffer.from(await request.arrayBuffer())
  return new Promise((resolve, reject) => {
    // Redirects are not followed: node:https leaves them to its caller.
    const outgoing = requestByTls(request.url, {
      ...certificate,
      method: request.method,
      headers: { ...Object.fromEntries(request.headers), 'content-length': body.length },
      signal: request.signal,
      agent: false,
    }, (incoming) => {
      const chunks: Buffer[] = []
      incoming.on('data', (chunk: Buffer) => { chunks.push(chunk) })
      incoming.once('error', reject)
      incoming.once('end', () => resolve(new Response(Buffer.concat(chunks), { status: incoming.statusCode ?? 502 })))
    })
    outgoing.once('error', reject)
    outgoing.end(body)
  })
}
