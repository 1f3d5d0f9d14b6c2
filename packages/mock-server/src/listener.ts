import { createAdaptorServer, type Http2Bindings, type HttpBindings, type ServerType } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'
import { isBroken } from './http/broken-connection'
import type { Wing } from './ports/http'

/** A port could not be bound. */
export class ListenError extends Error {
  override readonly name = 'ListenError'
  /** The system's code, such as `EADDRINUSE` for a port that is taken. */
  readonly code: string
  constructor(readonly port: number, host: string, cause: NodeJS.ErrnoException) {
    super(cause.code === 'EADDRINUSE' ? `port ${port} on ${host} is taken` : `can not listen on ${host}:${port}: ${cause.message}`, { cause })
    this.code = cause.code ?? 'UNKNOWN'
  }
}

type WebSockets = NonNullable<Parameters<typeof createAdaptorServer>[0]['websocket']>['server']

/** The largest message that a socket takes, in bytes. */
const MAX_MESSAGE = 4096

/** The sockets of each server, which outlive its connections. */
const sockets = new WeakMap<ServerType, WebSocketServer>()

/** A server for a wing that may come later; until then it says 503. */
export function createListener(wing: () => Wing | undefined): ServerType {
  const webSockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE })
  const server = createAdaptorServer({
    overrideGlobalObjects: false,
    // The two packages' types agree but for what may be undefined.
    websocket: { server: webSockets as unknown as WebSockets },
    fetch: (request, bindings) => answer(wing(), request, bindings),
  })
  sockets.set(server, webSockets)
  return server
}

async function answer(wing: Wing | undefined, request: Request, bindings: HttpBindings | Http2Bindings): Promise<Response> {
  try {
    return (await wing?.fetch(request, undefined, bindings)) ?? new Response('starting', { status: 503 })
  } catch (error) {
    if (!isBroken(error)) throw error
    bindings.outgoing.destroy()
    return RESPONSE_ALREADY_SENT
  }
}

/** Binds a port, 0 for a free one, and gives the origin where it answers. Rejects with a `ListenError`. */
export function listen(server: ServerType, port: number, host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => reject(new ListenError(port, host, cause)))
    server.listen(port, host, () => resolve(`http://${isUnspecified(host) ? '127.0.0.1' : urlHost(host)}:${portOf(server.address())}`))
  })
}

/** Stops listening and ends open connections. */
export function stop(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    // A server that never listened answers with an error, and is as closed as can be.
    server.close(() => resolve())
    if ('closeAllConnections' in server) server.closeAllConnections()
    for (const socket of sockets.get(server)?.clients ?? []) socket.terminate()
  })
}

/** The hosts that binding an address allows: its own, or none where it is every address. */
export function boundHosts(host: string): readonly string[] {
  return isUnspecified(host) ? [] : [urlHost(host)]
}

const isUnspecified = (host: string): boolean => host === '0.0.0.0' || host === '::'
/** A host as addresses are written: in small letters, IPv6 short and in brackets. */
const urlHost = (host: string): string => new URL(`http://${host.includes(':') ? `[${host}]` : host}`).hostname

function portOf(address: string | AddressInfo | null): number {
  if (typeof address === 'object' && address) return address.port
  throw new Error('the server has no port')
}
